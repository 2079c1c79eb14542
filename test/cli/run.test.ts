import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { run } from '../../src/cli/run.ts'
import { fakeWorld } from './fake-world.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

test.each([['--version'], ['-v'], ['version']])('%s is the version of package.json', async word => {
  const world = fakeWorld()
  expect(await run([word], world)).toBe(0)
  expect(world.told).toEqual({ out: `${version}\n`, err: '' })
})

test.each([[['--help']], [['-h']], [['help']]])('%j lists every command but the internal one', async argv => {
  const world = fakeWorld()
  expect(await run(argv, world)).toBe(0)
  for (const { name, says } of commands) expect(world.told.out).toMatch(new RegExp(`^  ${name} +${says}$`, 'm'))
  expect(world.told.out).not.toMatch(/^ {2}hook/m)
})

test('no command at all is a mistake, told on standard error', async () => {
  const world = fakeWorld()
  expect(await run([], world)).toBe(2)
  expect(world.told.out).toBe('')
  expect(world.told.err).toContain('Usage: keyhook COMMAND')
})

test.each(commands.flatMap(({ name }) => [[[name, '--help']], [[name, '--nonsense', '-h']], [['help', name]]]))(
  '%j shows every option and fits on 80 columns',
  async argv => {
    const world = fakeWorld()
    expect(await run(argv, world)).toBe(0)
    const command = commands.find(({ name }) => argv.includes(name))
    for (const option of command?.options ?? []) expect(world.told.out).toContain(`--${option.name}`)
    for (const line of world.told.out.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  },
)

test.each([
  [['scna'], 'unknown command scna. Did you mean scan?'],
  [['RULES'], 'unknown command RULES. Did you mean rules?'],
  [['unin'], 'unknown command unin. Did you mean uninstall?'],
  [['frobnicate'], 'unknown command frobnicate. The nearest is'],
  [['constructor'], 'unknown command constructor.'],
  [['help', 'alow'], 'unknown command alow. Did you mean allow?'],
  [['--hepl'], 'unknown option --hepl. Did you mean --help?'],
])('%j is refused with the nearest', async (argv, message) => {
  const world = fakeWorld()
  expect(await run(argv, world)).toBe(2)
  expect(world.told.out).toBe('')
  expect(world.told.err).toContain(`keyhook: ${message}`)
  expect(world.told.err.split('\n')[1]).toBe('    node dist/keyhook.cjs --help')
})

test('an unknown option is refused with its nearest and the help of its command', async () => {
  const world = fakeWorld()
  expect(await run(['rules', '--formt', 'json'], world)).toBe(2)
  expect(world.told.err).toBe(
    'keyhook: unknown option --formt. Did you mean --format?\n    node dist/keyhook.cjs rules --help\n',
  )
})

test('what was typed is made safe before it is repeated', async () => {
  const world = fakeWorld()
  await run(['\x1b[2J\u202e\nkeyhook: clean'], world)
  expect(world.told.err).toContain('\\x1b[2J\\u202e\\nkeyhook: clean')
})
