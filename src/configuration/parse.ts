import * as v from 'valibot'
import { compileGlob, globFault, matchesEverything } from '../allowlist/glob.ts'
import { MARKERS } from '../allowlist/markers.ts'
import type { Rule } from '../types.ts'
import { type Problem, refuse } from '../yaml/problem.ts'
import { type Reading, readYaml } from '../yaml/read.ts'
import { isFields, listOf, oneOf, perhaps, shapeProblems, text, unknownFields } from '../yaml/shape.ts'
import { type Configuration, DEFAULT_CONFIGURATION, SEVERITIES } from './configuration.ts'
import { HIDES_ALL, HIDES_KEYHOOK, reachesKeyhook } from './ignored.ts'
import { ownRules } from './own-rules.ts'

const FIELDS = ['version', 'block', 'disable', 'ignore', 'markers', 'rules']
const VERBATIM: ReadonlySet<string> = new Set(['id', 'provider', 'pattern'])

const HINT = `A right file:
version: 1
block: medium
disable: [generic-password]
ignore: ["vendor/**"]`

/**
 * Reads `.keyhook/config.yml`. An empty file and comments alone are valid, and change nothing.
 *
 * @param input the file's text, or its bytes
 * @param name how messages call the file
 * @throws KeyhookError 'configuration' that names each problem with its line
 */
export function parseConfiguration(
  input: string | Uint8Array,
  name: string,
  builtInRules: readonly Rule[],
): Configuration {
  const reading = readYaml(input, VERBATIM)
  const { value } = reading
  const problems = [...reading.problems]
  if (!isFields(value)) {
    if (value !== null)
      problems.push({ line: reading.lineOf([]), text: `the file must hold fields: ${FIELDS.join(', ')}` })
    refuse(name, problems, HINT)
    return DEFAULT_CONFIGURATION
  }
  const own = ownRules(value['rules'] ?? [], builtInRules, reading)
  const known = [...builtInRules, ...own.rules].map(({ id }) => id)
  const { issues, output, typed } = v.safeParse(schema(known), value)
  problems.push(...unknownFields(value, [], FIELDS, reading), ...shapeProblems(issues ?? [], [], reading))
  problems.push(...ignoreProblems(value['ignore'], reading), ...own.problems)
  refuse(name, problems, HINT)
  if (!typed) throw new TypeError('a configuration without problems has a shape')
  return configuration(output, own.rules)
}

function schema(known: readonly string[]) {
  return v.object({
    version: v.literal(1, 'version must be 1'),
    block: v.optional(oneOf('block', SEVERITIES)),
    disable: listOf(
      'disable',
      v.pipe(
        text('a rule'),
        v.check(
          id => known.includes(id),
          ({ input }) => `no rule has this name${perhaps(input, known)}`,
        ),
      ),
    ),
    ignore: listOf(
      'ignore',
      v.pipe(
        text('a glob'),
        v.check(
          glob => globFault(glob) === null,
          ({ input }) => globFault(input) ?? '',
        ),
      ),
    ),
    markers: listOf('markers', oneOf('a marker', MARKERS)),
    rules: v.optional(v.nullable(v.unknown())),
  })
}

function ignoreProblems(ignore: unknown, reading: Reading): Problem[] {
  if (!Array.isArray(ignore)) return []
  const globs = ignore.map(glob => (typeof glob === 'string' && globFault(glob) === null ? glob : null))
  const problems = globs.flatMap((glob, index) =>
    glob !== null && reachesKeyhook(glob) ? [{ line: reading.lineOf(['ignore', index]), text: HIDES_KEYHOOK }] : [],
  )
  const usable = globs.filter(glob => glob !== null)
  const single = globs.findIndex(glob => glob !== null && matchesEverything([glob]))
  if (single !== -1 || matchesEverything(usable)) {
    const line = reading.lineOf(single === -1 ? ['ignore'] : ['ignore', single])
    problems.push({ line, text: HIDES_ALL })
  }
  return problems
}

type Parsed = v.InferOutput<ReturnType<typeof schema>>

function configuration({ block, disable, ignore, markers }: Parsed, rules: readonly Rule[]): Configuration {
  const matches = ignore.map(compileGlob)
  return {
    blockFrom: block ?? DEFAULT_CONFIGURATION.blockFrom,
    disabled: new Set(disable),
    ignore: path => !/^\.keyhook(\/|$)/i.test(path) && matches.some(match => match(path)),
    ignoreGlobs: ignore,
    markers: [...new Set(markers)],
    rules: rules.filter(({ id }) => !disable.includes(id)),
  }
}
