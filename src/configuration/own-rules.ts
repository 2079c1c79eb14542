import * as v from 'valibot'
import type { Rule } from '../types.ts'
import type { Problem } from '../yaml/problem.ts'
import type { Reading } from '../yaml/read.ts'
import { isFields, listOf, oneOf, shapeProblems, text, unknownFields } from '../yaml/shape.ts'
import { CONFIGURATION_PATH, SEVERITIES } from './configuration.ts'
import { compilePattern } from './pattern.ts'
import { proofProblems } from './proof.ts'

const FIELDS = ['id', 'provider', 'keywords', 'pattern', 'examples', 'counterexamples', 'severity', 'help']
const MOST_RULES = 200
/** What the detector takes a match to be at most, unless a rule says more; in bytes. */
const USUAL_REACH = 512

export interface OwnRules {
  /** Those without a problem. */
  readonly rules: readonly Rule[]
  readonly problems: readonly Problem[]
}

/** Reads the repository's own rules, each of which has to prove itself on its examples. */
export function ownRules(list: unknown, builtIn: readonly Rule[], reading: Reading): OwnRules {
  if (!Array.isArray(list)) return failure(reading, 'rules must be a list: begin each rule with "- "')
  if (list.length > MOST_RULES) return failure(reading, `at most ${MOST_RULES} rules`)
  const taken = new Set(builtIn.map(({ id }) => id))
  const rules: Rule[] = []
  const problems: Problem[] = []
  for (const [index, raw] of list.entries()) {
    const path = ['rules', index]
    const { issues, output, typed } = v.safeParse(schema(taken), raw)
    problems.push(...unknownFields(raw, path, FIELDS, reading), ...shapeProblems(issues ?? [], path, reading))
    if (isFields(raw) && typeof raw['id'] === 'string') taken.add(raw['id'])
    if (!typed || issues !== undefined) continue
    const compiled = compilePattern(output.pattern)
    if (typeof compiled === 'string') {
      problems.push({ line: reading.lineOf([...path, 'pattern']), text: compiled })
      continue
    }
    const rule = asRule(output, compiled.pattern, compiled.longest)
    problems.push(...proofProblems(rule, path, reading))
    rules.push(rule)
  }
  return { rules, problems }
}

function failure(reading: Reading, what: string): OwnRules {
  return { rules: [], problems: [{ line: reading.lineOf(['rules']), text: what }] }
}

function schema(taken: ReadonlySet<string>) {
  const kebab = 'id must be lower-case words joined by -, as acme-key'
  const shortKeyword = 'a keyword must have 3 to 64 ASCII characters'
  const noAddress = 'help must be an https:// address'
  return v.object(
    {
      id: v.pipe(
        text('id'),
        v.regex(/^(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/, kebab),
        v.check(id => !taken.has(id), 'another rule has this id'),
      ),
      provider: v.optional(v.pipe(text('provider'), v.regex(/^\S[^\n]{0,63}$/, 'provider must be a short name'))),
      keywords: v.pipe(
        listOf('keywords', v.pipe(text('a keyword'), v.regex(/^[\x20-\x7e]{3,64}$/, shortKeyword))),
        v.minLength(1, 'keywords are missing: name at least one that stands in each key'),
        v.maxLength(50, 'at most 50 keywords'),
      ),
      pattern: text('pattern'),
      examples: v.pipe(
        listOf('examples', text('an example')),
        v.minLength(1, 'examples are missing: give at least one shape, as acme_<alnum:32>'),
        v.maxLength(50, 'at most 50 examples'),
      ),
      counterexamples: v.pipe(
        listOf('counterexamples', text('a counterexample')),
        v.maxLength(50, 'at most 50 counterexamples'),
      ),
      severity: v.optional(oneOf('severity', SEVERITIES)),
      help: v.optional(
        v.pipe(v.string(noAddress), v.regex(/^https:\/\/[\x21-\x7e]{3,500}$/, noAddress), v.url(noAddress)),
      ),
    },
    `a rule must hold fields: ${FIELDS.join(', ')}`,
  )
}

type Parsed = v.InferOutput<ReturnType<typeof schema>>

function asRule(parsed: Parsed, pattern: RegExp, longest: number): Rule {
  const provider = parsed.provider ?? parsed.id
  return {
    id: parsed.id,
    provider,
    title: `${provider} secret`,
    severity: parsed.severity ?? 'high',
    keywords: parsed.keywords,
    pattern,
    reach: Math.max(USUAL_REACH, longest),
    examples: parsed.examples,
    counterexamples: parsed.counterexamples,
    help: parsed.help ?? '',
    source: CONFIGURATION_PATH,
  }
}
