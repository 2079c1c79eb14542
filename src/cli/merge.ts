import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { KeyhookError } from '../errors.ts'
import { type Result, readResult } from '../report/read-result.ts'
import { mergeVerdicts } from '../verdict/merge.ts'
import { parseArguments } from './arguments.ts'
import { exitCode } from './exit.ts'
import { report, reportOptions } from './report.ts'
import type { World } from './world.ts'

/** `keyhook merge FILE...`: one report of the results of several shards. */
export async function merge(argv: readonly string[], world: World): Promise<number> {
  const given = parseArguments('merge', argv)
  const parts = given.words.map(name => ({ name, ...readResult(read(name, world), name) }))
  refuseMixed(parts)
  const verdict = mergeVerdicts(parts)
  await report(verdict, { ...reportOptions(given), what: 'scan', staged: false }, world, world.stdout)
  return exitCode(verdict)
}

/** SARIF knows more than JSON, remarks for one: joined, they would say less than either. */
function refuseMixed(parts: readonly (Result & { readonly name: string })[]): void {
  const [first] = parts
  const other = parts.find(({ format }) => format !== first?.format)
  if (first === undefined || other === undefined) return
  const [json, sarif] = first.format === 'json' ? [first, other] : [other, first]
  throw new KeyhookError(
    'usage',
    `${json.name} is JSON and ${sarif.name} is SARIF, so nothing was joined.`,
    'Have all parts written in one format: keyhook scan --format json',
  )
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
