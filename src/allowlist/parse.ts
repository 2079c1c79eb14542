import * as v from 'valibot'
import { type Problem, refuse } from '../yaml/problem.ts'
import { type Reading, readYaml } from '../yaml/read.ts'
import { isFields, perhaps, shapeProblems, text, unknownFields } from '../yaml/shape.ts'
import type { Allowlist, AllowlistEntry } from './allowlist.ts'
import { isDay } from './date.ts'
import { globFault, matchesEverything } from './glob.ts'
import { hasWord } from './reason.ts'

const VERBATIM: ReadonlySet<string> = new Set(['fingerprint', 'rule', 'path', 'expires'])
const CONDITIONS = ['fingerprint', 'rule', 'path']
const FIELDS = [...CONDITIONS, 'reason', 'expires']

const HINT = `A right entry:
version: 1
entries:
  - fingerprint: 0123456789abcdef
    reason: Example key from the provider's public docs`

/**
 * Reads an allowlist. An empty file, comments alone and an empty list are valid.
 *
 * @param input the file's text, or its bytes
 * @param name how messages call the file
 * @throws KeyhookError 'configuration' that names each problem with its line
 */
export function parseAllowlist(input: string | Uint8Array, name: string, knownRules: ReadonlySet<string>): Allowlist {
  const reading = readYaml(input, VERBATIM)
  const entries: AllowlistEntry[] = []
  const problems = [...reading.problems]
  if (reading.readable) problems.push(...fileProblems(reading))
  const schema = entrySchema(knownRules)
  for (const [index, raw] of rawEntries(reading).entries()) {
    const path = ['entries', index]
    const { issues, output, typed } = v.safeParse(schema, raw)
    problems.push(...shapeProblems(issues ?? [], path, reading), ...entryProblems(raw, index, reading))
    if (typed) entries.push(withLine(output, reading.lineOf(path)))
  }
  refuse(name, problems, HINT)
  return { entries }
}

function fileProblems(reading: Reading): Problem[] {
  const { value } = reading
  const line = reading.lineOf([])
  if (value === null) return []
  if (!isFields(value)) return [{ line, text: 'the file must hold the fields version and entries' }]
  const problems = unknownFields(value, [], ['version', 'entries'], reading)
  if (!('version' in value)) problems.push({ line, text: 'version is missing: write version: 1' })
  else if (value['version'] !== 1) problems.push({ line: reading.lineOf(['version']), text: 'version must be 1' })
  if (!Array.isArray(value['entries'] ?? [])) {
    problems.push({ line: reading.lineOf(['entries']), text: 'entries must be a list: begin each entry with "- "' })
  }
  return problems
}

function rawEntries({ value }: Reading): unknown[] {
  const entries = isFields(value) ? value['entries'] : []
  return Array.isArray(entries) ? entries : []
}

function entrySchema(knownRules: ReadonlySet<string>) {
  const notHex = 'fingerprint must be 16 hex digits, as "keyhook scan" shows it'
  const notDay = 'expires must be a day that exists, as YYYY-MM-DD'
  return v.object(
    {
      fingerprint: v.optional(v.pipe(v.string(notHex), v.regex(/^[0-9a-f]{16}$/i, notHex), v.toLowerCase())),
      rule: v.optional(
        v.pipe(
          text('rule'),
          v.check(
            rule => knownRules.has(rule),
            ({ input }) => `no rule has this name${perhaps(input, [...knownRules])}`,
          ),
        ),
      ),
      path: v.optional(
        v.pipe(
          text('path'),
          v.check(
            glob => globFault(glob) === null,
            ({ input }) => globFault(input) ?? '',
          ),
        ),
      ),
      reason: v.pipe(text('reason'), v.check(hasWord, 'reason must say why, in at least one word')),
      expires: v.optional(v.pipe(v.string(notDay), v.check(isDay, notDay))),
    },
    'an entry must hold fields: fingerprint, rule or path, and reason',
  )
}

function entryProblems(raw: unknown, index: number, reading: Reading): Problem[] {
  if (!isFields(raw)) return []
  const path = ['entries', index]
  const problems = unknownFields(raw, path, FIELDS, reading)
  const conditions = CONDITIONS.filter(field => field in raw)
  if (conditions.length === 0) {
    problems.push({ line: reading.lineOf(path), text: 'an entry needs at least one of fingerprint, rule and path' })
  }
  const glob = raw['path']
  if (
    conditions.join() === 'path' &&
    typeof glob === 'string' &&
    globFault(glob) === null &&
    matchesEverything([glob])
  ) {
    const line = reading.lineOf([...path, 'path'])
    problems.push({ line, text: 'this path matches everything: name the folder that is meant, or a rule' })
  }
  return problems
}

type Parsed = v.InferOutput<ReturnType<typeof entrySchema>>

function withLine({ fingerprint, rule, path, reason, expires }: Parsed, line: number): AllowlistEntry {
  return {
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(rule === undefined ? {} : { rule }),
    ...(path === undefined ? {} : { path }),
    reason: reason.trim(),
    ...(expires === undefined ? {} : { expires }),
    line,
  }
}
