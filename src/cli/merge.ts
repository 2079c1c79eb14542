import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { readJson } from '../report/read-json.ts'
import { mergeVerdicts } from '../verdict/merge.ts'
import { parseArguments } from './arguments.ts'
import { exitCode } from './exit.ts'
import { formatOf } from './formats.ts'
import { report } from './report.ts'
import type { World } from './world.ts'

/** `keyhook merge FILE...`: one report of the results of several shards. */
export async function merge(argv: readonly string[], world: World): Promise<number> {
  const given = parseArguments('merge', argv)
  const parts = given.words.map(name => ({ name, verdict: readJson(read(name, world), name) }))
  const verdict = mergeVerdicts(parts)
  const options = {
    what: 'scan',
    override: null,
    format: formatOf(given.values),
    color: !given.flags.has('no-color'),
    quiet: given.flags.has('quiet'),
    file: given.values.get('output') ?? null,
    staged: false,
  } as const
  await report(verdict, options, world, world.stdout)
  return exitCode(verdict)
}

function read(name: string, world: World): string {
  try {
    return readFileSync(resolve(world.cwd, name), 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new KeyhookError(
      'usage',
      `${name} could not be read (${code}), so nothing was joined.`,
      'keyhook merge --help',
    )
  }
}
