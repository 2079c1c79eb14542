import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { KEYHOOK, type Repo, test } from '../support/repo.ts'

const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0

/** PATH with a `keyhook` in front that counts how often it is called. */
function withKeyhook(repo: Repo): Record<string, string> {
  const bin = join(repo.root, 'bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(bin, 'keyhook'), `#!/bin/sh\nexec "${process.execPath}" "${KEYHOOK}" "$@"\n`)
  chmodSync(join(bin, 'keyhook'), 0o755)
  return { PATH: `${bin}:${process.env['PATH']}` }
}

/** What each line is completed with, in a shell of which `script` prints one line for each. */
function completed(repo: Repo, shell: string, args: readonly string[], script: string): string[] {
  const { code, stdout, stderr } = repo.run(shell, [...args, script], { env: withKeyhook(repo) })
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return stdout.trimEnd().split('\n')
}

const names = commands.map(({ name }) => name)

test.runIf(isThere('bash'))('bash', ({ repo }) => {
  const lines: [string[], RegExp | string][] = [
    [['keyhook', ''], ['help', ...names].join(' ')],
    [['keyhook', 'sc'], 'scan'],
    [['keyhook', '-'], '--help --version'],
    [['keyhook', 'scan', '--f'], '--format'],
    [['keyhook', 'scan', '--format', ''], /^text json\b/],
    [['keyhook', 'scan', '--format', '=', 'js'], 'json'],
    [['keyhook', 'scan', '--output', 'x'], ''],
    [['keyhook', 'scan', '--engine', 'git', '--form'], '--format'],
    [['keyhook', 'rules', 'openai-proj'], 'openai-project-key'],
    [['keyhook', 'help', 'unin'], 'uninstall'],
    [['keyhook', 'import', '--tool', 'gitl'], 'gitleaks'],
  ]
  const calls = lines.map(([words]) => `try ${words.map(word => `'${word}'`).join(' ')}`)
  const script = `eval "$(keyhook completions bash)"
try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _keyhook keyhook "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}"; echo "\${COMPREPLY[*]}"; }
${calls.join('\n')}`
  const answers = completed(repo, 'bash', ['-c'], script)
  for (const [index, [words, expected]] of lines.entries()) {
    if (typeof expected === 'string') expect(answers[index] ?? '', words.join(' ')).toBe(expected)
    else expect(answers[index], words.join(' ')).toMatch(expected)
  }
})

test.runIf(isThere('fish'))('fish', ({ repo }) => {
  repo.write('some.json', '')
  const lines: [string, string][] = [
    ['keyhook unin', 'uninstall'],
    ['keyhook scan --form', '--format'],
    ['keyhook scan --engine iso', 'isomorphic'],
    ['keyhook rules openai-proj', 'openai-project-key'],
    ['keyhook merge som', 'some.json'],
    ['keyhook help unin', 'uninstall'],
  ]
  const script = `keyhook completions fish | source\n${lines.map(([line]) => `echo (complete -C '${line}' | string split -f1 \\t)`).join('\n')}`
  expect(completed(repo, 'fish', ['--no-config', '-c'], script)).toEqual(lines.map(([, answer]) => answer))
})

test.runIf(isThere('zsh'))('zsh takes the script, and knows each command and option in it', ({ repo }) => {
  const script = `autoload -Uz compinit; compinit -D -u; eval "$(keyhook completions zsh)"; echo $_comps[keyhook]; functions _keyhook`
  const [bound, ...body] = completed(repo, 'zsh', ['-f', '-c'], script)
  expect(bound).toBe('_keyhook')
  for (const { name, options } of commands) {
    expect(body.join('\n'), name).toContain(`(${name})`)
    for (const option of options) expect(body.join('\n'), option.name).toContain(`'--${option.name}`)
  }
})

describe('the names', () => {
  test('of rules and providers, each once', ({ repo }) => {
    expect(repo.keyhook(['completions', 'rules']).stdout.trim().split('\n')).toEqual(rules.map(({ id }) => id))
    const providers = repo.keyhook(['completions', 'providers']).stdout.trim().split('\n')
    expect(providers).toContain('OpenAI')
    expect(new Set(providers).size).toBe(providers.length)
  })

  test('another word is a mistake', ({ repo }) => {
    const { code, stderr } = repo.keyhook(['completions', 'fihs'])
    expect(stderr).toContain('Did you mean fish?')
    expect(code).toBe(2)
  })
})
