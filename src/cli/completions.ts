import { parseArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { commands } from './commands/index.ts'
import { CLEAN } from './exit.ts'
import type { World } from './world.ts'

/** `keyhook completions`: a script for a shell, or the names that such a script asks for. */
export async function completions(argv: readonly string[], world: World): Promise<number> {
  const [what = ''] = parseArguments('completions', argv).words
  world.stdout.write(what === 'rules' || what === 'providers' ? await names(what) : await script(what, commands))
  return CLEAN
}

async function names(what: 'rules' | 'providers'): Promise<string> {
  const { rules } = await import('../detect/rules/index.ts')
  const all = rules.map(rule => (what === 'rules' ? rule.id : rule.provider)).filter(name => name !== '')
  return [...new Set(all)].map(name => `${name}\n`).join('')
}

async function script(shell: string, all: readonly Command[]): Promise<string> {
  if (shell === 'bash') return (await import('./completions/bash.ts')).bashScript(all)
  if (shell === 'zsh') return (await import('./completions/zsh.ts')).zshScript(all)
  return (await import('./completions/fish.ts')).fishScript(all)
}
