import { parseArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { commands } from './commands/index.ts'
import { bashScript } from './completions/bash.ts'
import { fishScript } from './completions/fish.ts'
import { zshScript } from './completions/zsh.ts'
import { CLEAN } from './exit.ts'
import type { World } from './world.ts'

/** `keyhook completions`: a script for a shell, or the names that such a script asks for. */
export async function completions(argv: readonly string[], world: World): Promise<number> {
  const [what = ''] = parseArguments('completions', argv).words
  world.stdout.write(what === 'rules' || what === 'providers' ? await names(what) : script(what, commands))
  return CLEAN
}

async function names(what: 'rules' | 'providers'): Promise<string> {
  const { rules } = await import('../detect/rules/index.ts')
  const all = rules.map(rule => (what === 'rules' ? rule.id : rule.provider)).filter(name => name !== '')
  return [...new Set(all)].map(name => `${name}\n`).join('')
}

function script(shell: string, all: readonly Command[]): string {
  if (shell === 'bash') return bashScript(all)
  return shell === 'zsh' ? zshScript(all) : fishScript(all)
}
