import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { KeyhookError } from '../errors.ts'
import type { World } from './world.ts'

/**
 * Puts a report where the user wants it.
 *
 * @param file as given with `--output`; undefined or `-` for standard output
 * @throws KeyhookError 'output' where the file cannot be written: a report nobody gets is a failure
 */
export async function deliver(report: string, file: string | undefined, world: World): Promise<void> {
  if (file === undefined || file === '-') {
    if (report !== '') world.stdout.write(report)
    return
  }
  try {
    await writeFile(resolve(world.cwd, file), report)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new KeyhookError('output', `the report could not be written: ${why}`, 'Name another file with --output FILE.')
  }
}
