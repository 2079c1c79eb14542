import { describe, expect, test } from 'vitest'
import { parseArguments } from '../../src/cli/arguments.ts'
import { KeyhookError } from '../../src/errors.ts'

function parsed(name: string, argv: readonly string[]) {
  const { words, flags, values } = parseArguments(name, argv)
  return { words, flags: [...flags], values: Object.fromEntries(values) }
}

test.each([
  [[], [], [], {}],
  [['a', '--quiet', 'b'], ['a', 'b'], ['quiet'], {}],
  [['--format', 'json'], [], [], { format: 'json' }],
  [['--format=json', '--output=-'], [], [], { format: 'json', output: '-' }],
  [['--output', '-'], [], [], { output: '-' }],
  [['--output=--odd=name'], [], [], { output: '--odd=name' }],
  [['--staged', '--', '--quiet', '-x'], ['--quiet', '-x'], ['staged'], {}],
  [['-'], ['-'], [], {}],
  [['--no-color', '--no-color'], [], ['no-color'], {}],
  [['--format', 'json', '--format', 'text'], [], [], { format: 'text' }],
  [['--output', 'a', '--output', 'a'], [], [], { output: 'a' }],
])('scan %j', (argv, words, flags, values) => {
  expect(parsed('scan', argv)).toEqual({ words, flags, values })
})

describe('refuses', () => {
  test.each([
    ['scan', ['--formt=json'], 'unknown option --formt. Did you mean --format?'],
    ['scan', ['-x'], 'unknown option -x.'],
    ['scan', ['-q'], 'unknown option -q. Did you mean --quiet?'],
    ['scan', ['--format'], '--format needs a value: FORMAT.'],
    ['scan', ['--output='], '--output needs a value: FILE.'],
    ['scan', ['--output', '--quiet'], '--output needs a value, and --quiet looks like an option.'],
    ['scan', ['--format', 'jsno'], 'not jsno. Did you mean json?'],
    ['scan', ['--engine', 'gti'], '--engine takes git or isomorphic, not gti. Did you mean git?'],
    ['scan', ['--quiet=yes'], '--quiet takes no value.'],
    ['scan', ['--output', 'a', '--output', 'b'], '--output is given twice.'],
    ['scan', ['--color'], 'unknown option --color. Did you mean --no-color?'],
    ['scan', [''], 'PATH is empty.'],
    ['scan', ['--__proto__'], 'unknown option --__proto__.'],
    ['init', ['here'], 'unexpected argument for init: here'],
    ['rules', ['a', 'b'], 'unexpected argument for rules: b'],
    ['allow', ['--reason', 'x'], 'FINGERPRINT is missing.'],
  ])('%s %j', (name, argv, message) => {
    expect(() => parseArguments(name, argv)).toThrow(KeyhookError)
    expect(() => parseArguments(name, argv)).toThrow(message)
  })
})
