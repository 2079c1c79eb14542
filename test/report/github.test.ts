import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderGithub } from '../../src/report/github.ts'
import { isPrintable } from '../../src/report/terminal.ts'
import type { Finding, Verdict } from '../../src/types.ts'
import { finding, scene, suppressed, verdict } from './verdicts.ts'
import { SEED, UNSAFE, wild } from './wild.ts'

const render = (outcome: Partial<Verdict>, quiet = false): string =>
  renderGithub(verdict(outcome), scene({ what: 'scan', staged: false, quiet }))

interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

/**
 * Reads a line as the runner does.
 *
 * Source: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs (TryParseV2)
 */
function parse(line: string): Command | null {
  const trimmed = line.trimStart()
  if (!trimmed.startsWith('::')) return null
  const end = trimmed.indexOf('::', 2)
  if (end < 0) return null
  const info = trimmed.slice(2, end)
  const space = info.indexOf(' ')
  const name = space < 0 ? info : info.slice(0, space)
  const pairs =
    space < 0
      ? []
      : info
          .slice(space + 1)
          .trim()
          .split(',')
          .filter(part => part !== '')
  const properties = pairs.flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=')
    return at < 0 ? [] : [[pair.slice(0, at), unescaped(pair.slice(at + 1), ['%2C', '%3A'])]]
  })
  return { name, properties: Object.fromEntries(properties), message: unescaped(trimmed.slice(end + 2), []) }
}

function unescaped(text: string, more: readonly string[]): string {
  let plain = text
  for (const code of ['%0D', '%0A', ...more, '%25']) plain = plain.replaceAll(code, decodeURIComponent(code))
  return plain
}

const commandsIn = (text: string): Command[] => text.split('\n').flatMap(line => parse(line) ?? [])

describe('an annotation', () => {
  test('stands beside its line', () => {
    expect(commandsIn(render({ findings: [finding()] }))).toEqual([
      {
        name: 'error',
        properties: {
          file: 'src/a.ts',
          line: '3',
          endLine: '3',
          col: '12',
          endColumn: '60',
          title: 'OpenAI sk-proj-…4f2A (openai-project-key)',
        },
        message: 'OpenAI project API key. Whoever has it spends your money. Fingerprint 0123456789abcdef.',
      },
    ])
  })

  test.for<[string, Partial<Finding>, string, (string | undefined)[]]>([
    ['what stops nothing', { blocking: false, severity: 'low' }, 'notice', ['src/a.ts', '3']],
    ['what the team lets pass', { blocking: false, severity: 'medium' }, 'warning', ['src/a.ts', '3']],
    ['a file name', { line: 0 }, 'error', ['src/a.ts', undefined]],
    ['a message', { path: 'COMMIT_MSG', commit: 'a'.repeat(40) }, 'error', [undefined, undefined]],
  ])('of %s', ([, changes, name, [file, line]]) => {
    const [command] = commandsIn(render({ findings: [finding(changes)] }))
    expect(command?.name).toBe(name)
    expect([command?.properties['file'], command?.properties['line']]).toEqual([file, line])
  })

  test('of what was overridden says why; of what is allowed there is none', () => {
    const outcome = { suppressed: [suppressed('override', 'hotfix: 100%, really'), suppressed('inline', 'why')] }
    const commands = commandsIn(render(outcome))
    expect(commands.map(({ name }) => name)).toEqual(['notice'])
    expect(commands[0]?.message).toContain('Reason: hotfix: 100%, really.')
  })

  test('of the worst comes first, since GitHub shows ten', () => {
    const severities = ['low', 'high', 'medium', 'critical', 'high'] as const
    const findings = severities.map((severity, line) =>
      finding({ severity, line: line + 1, blocking: severity !== 'low' }),
    )
    expect(commandsIn(render({ findings })).map(({ properties }) => properties['line'])).toEqual([
      '4',
      '2',
      '5',
      '3',
      '1',
    ])
  })
})

test('no file name, message, reason or remark becomes a command, a property or a line of its own', () => {
  fc.assert(
    fc.property(wild, wild, wild, (name, message, reason) => {
      const path = `x${name}`
      const text = render({
        findings: [finding({ path, message, provider: message, preview: name })],
        suppressed: [suppressed('override', reason, { path })],
        notes: [reason],
      })
      expect(text.replaceAll('\n', '')).not.toMatch(UNSAFE)
      const lines = text.trimEnd().split('\n')
      expect(lines).toHaveLength(4)
      const commands = commandsIn(text)
      expect(commands.map(({ name }) => name)).toEqual(['error', 'notice', 'notice'])
      for (const { properties } of commands)
        expect(['col,endColumn,endLine,file,line,title', 'title']).toContain(Object.keys(properties).sort().join())
      if (isPrintable(path.replace(/[\r\n]/g, ''))) expect(commands[0]?.properties['file']).toBe(path)
    }),
    SEED,
  )
})

test.for([
  '::error::x',
  'a::set-output name=x::y',
  'a,line=1,col=2',
  'a%0A::stop-commands::t',
  'a\n::add-mask::x',
  'a\r::add-mask::x',
  '##[error]x',
  'a=b',
  '%25%3A',
  'a b, c: 100%',
])('a file may be called %j', path => {
  expect(commandsIn(render({ findings: [finding({ path })] })).map(({ properties }) => properties['file'])).toEqual([
    path,
  ])
})

test('ends with a line for the log, unless only findings are wanted', () => {
  expect(render({})).toBe('keyhook: no secrets in 1 file (3 lines, 4 ms)\n')
  expect(render({}, true)).toBe('')
  expect(
    render({ findings: [finding()], suppressed: [suppressed('inline', 'why')] })
      .split('\n')
      .at(-2),
  ).toBe('keyhook found 1 secret in 1 file (3 lines, 4 ms); 1 more allowed or overridden')
})
