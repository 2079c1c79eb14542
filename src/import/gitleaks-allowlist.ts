import type { Rule } from '../types.ts'
import { mayMean } from './family.ts'
import { type Fields, textAt, textsAt } from './fields.ts'
import { globsOfRegex } from './path-regex.ts'
import { type TextTest, textTest } from './text-test.ts'
import { type AllowWish, refused, type Sight, type Unplaced, type Wish } from './wish.ts'

type Place = (value: string, wish: Unplaced<Wish>) => Wish

const NO_GLOB = 'this expression cannot be written as a glob of keyhook'

/**
 * One `[[allowlists]]` table of gitleaks.
 *
 * @param all the built-in rules
 * @param owner ids of the rules it belongs to, as keyhook would know them; null where it belongs to all
 */
export function conditions(table: Fields, owner: readonly string[] | null, all: readonly Rule[], place: Place): Wish[] {
  const targets = textsAt(table, 'targetRules')
  const rules = owner ?? (targets.length === 0 ? null : targets)
  const note = textAt(table, 'description')
  const facts = {
    paths: textsAt(table, 'paths'),
    commits: textsAt(table, 'commits'),
    regexes: textsAt(table, 'regexes'),
    stopwords: textsAt(table, 'stopwords'),
  }
  const isOfAll = /^(and|&&)$/i.test(textAt(table, 'condition') ?? textAt(table, 'matchCondition') ?? '')
  const kinds = Object.values(facts).filter(list => list.length > 0).length
  const about = { rules, isOfRule: of(rules, all), target: textAt(table, 'regexTarget') ?? 'secret', note }
  if (isOfAll && kinds > 1) return [place(first(facts), together(facts, about))]
  return [
    ...facts.paths.map(source => place(source, { ...path(source, about), what: source })),
    ...facts.commits.map(commit =>
      place(commit, { ...found(commit, about), what: commit, commit, matches: about.isOfRule }),
    ),
    ...facts.regexes.map(source => place(source, tested(source, textTest({ source, ignoreCase: false }), about))),
    ...facts.stopwords.map(word => place(word, tested(word, stopword(word), { ...about, target: 'secret' }))),
  ]
}

interface About {
  readonly rules: readonly string[] | null
  readonly isOfRule: (sight: Sight) => boolean
  readonly target: string
  readonly note: string | undefined
}

interface Facts {
  readonly paths: readonly string[]
  readonly commits: readonly string[]
  readonly regexes: readonly string[]
  readonly stopwords: readonly string[]
}

function first({ paths, commits, regexes, stopwords }: Facts): string {
  return [...paths, ...commits, ...regexes, ...stopwords][0] ?? ''
}

function found(what: string, { note }: About): Unplaced<AllowWish> {
  return {
    kind: 'allow',
    matches: () => false,
    unmatched: {
      kind: 'needless',
      why: /^[0-9a-f]{40}/.test(what)
        ? 'keyhook finds nothing in that commit'
        : 'nothing that keyhook finds here matches it',
    },
    ...(note === undefined ? {} : { note }),
  }
}

/** Whether a finding may be of one of the rules; keyhook knows gitleaks' own rules only by their names. */
function of(rules: readonly string[] | null, all: readonly Rule[]): (sight: Sight) => boolean {
  return ({ rule }) => rules === null || rules.some(id => id === rule.id || mayMean(id, rule, all))
}

function path(source: string, { rules, note }: About): Unplaced<Wish> {
  const globs = globsOfRegex({ source, ignoreCase: false })
  if (globs === null || globs.length === 0) return refused(NO_GLOB)
  const why = note === undefined ? {} : { note }
  if (rules === null) return { kind: 'ignore', globs, ...why }
  const [rule] = rules
  const [glob] = globs
  if (rules.length > 1 || globs.length > 1 || rule === undefined || glob === undefined)
    return refused('it speaks of some rules only, in a way that takes several entries: add them by hand')
  return { kind: 'entry', rule, path: glob, ...why }
}

function tested(source: string, test: TextTest | string, about: About): Unplaced<Wish> {
  if (typeof test === 'string') return refused(test)
  return { ...found(source, about), open: true, matches: sight => about.isOfRule(sight) && test(aimedAt(sight, about)) }
}

function aimedAt({ value, outer, text }: Sight, { target }: About): string {
  return target === 'line' ? text : target === 'match' ? outer : value
}

function stopword(word: string): TextTest | string {
  if (word.trim().length < 2) return 'it would let everything through'
  const lower = word.toLowerCase()
  return text => text.toLowerCase().includes(lower)
}

/** All kinds of conditions have to hold; of each kind, one of those named. */
function together(facts: Facts, about: About): Unplaced<Wish> {
  const regexes = facts.regexes.map(source => textTest({ source, ignoreCase: false }))
  const paths = facts.paths.map(source => textTest({ source, ignoreCase: false }))
  const words = facts.stopwords.map(stopword)
  const fault = [...regexes, ...paths, ...words].find(test => typeof test === 'string')
  if (fault !== undefined) return refused(fault)
  const passes = (tests: readonly (TextTest | string)[], text: string): boolean =>
    tests.length === 0 || tests.some(test => typeof test !== 'string' && test(text))
  const { commits } = facts
  return {
    ...found('', about),
    open: true,
    matches: sight =>
      about.isOfRule(sight) &&
      passes(regexes, aimedAt(sight, about)) &&
      passes(paths, sight.path) &&
      passes(words, sight.value) &&
      (commits.length === 0 || commits.some(commit => sight.commit?.startsWith(commit))),
  }
}
