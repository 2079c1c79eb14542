import { KeyhookError } from '../errors.ts'
import { printable } from '../report/terminal.ts'
import { commandName } from './command-name.ts'
import { FAILED } from './exit.ts'
import { loadMask, type Mask } from './mask.ts'
import type { World } from './world.ts'

const WITHHELD = 'keyhook: failed, and what it would say is withheld because it could not be masked.\n'
const UNEXPECTED = 'Nothing was let through. This is a fault of keyhook: please report it with "keyhook --version".'

/**
 * Says on standard error what went wrong and what to do, with no secret in it.
 *
 * @returns the exit code of every failure, 2
 */
export async function fail(error: unknown, world: World, masking = loadMask): Promise<number> {
  world.stderr.write(await explanation(error, world, masking))
  return FAILED
}

async function explanation(error: unknown, world: World, masking: () => Promise<Mask>): Promise<string> {
  try {
    const mask = await masking()
    // Masked before it is escaped: an escape within a secret would hide it from the mask.
    const lines = sentences(error, world).flatMap(text => (hasOwnLines(error) ? mask(text).split('\n') : [mask(text)]))
    return `keyhook: ${lines.map(printable).join('\n')}\n`
  } catch {
    return WITHHELD
  }
}

/** A malformed file is told line by line, and nothing of it is repeated; anywhere else a line feed came from outside and could forge a line. */
function hasOwnLines(error: unknown): boolean {
  return error instanceof KeyhookError && error.code === 'configuration'
}

function sentences(error: unknown, world: World): readonly string[] {
  if (error instanceof KeyhookError)
    return error.hint === '' ? [error.message] : [error.message, callable(error.hint, world)]
  if (isWithoutDirectory(error)) return ['the directory it was started in is gone.', 'Change into another: cd ..']
  return [`unexpected: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`, UNEXPECTED]
}

function isWithoutDirectory(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd'
}

const CALL = /(^|: |")keyhook (?=[a-z-])/g

/** Names keyhook in a hint as it can be called here; a hint that is a command stands apart, to be copied. */
function callable(hint: string, world: World): string {
  const called = hint.replace(CALL, (_, before: string) => `${before}${commandName(world)} `)
  return hint.startsWith('keyhook ') ? `    ${called}` : called
}
