import { createDigests, readingsOf } from './digests.ts'
import { type Fields, isFields, listAt, tablesAt, textAt, textsAt } from './fields.ts'
import { lineFinder } from './lines.ts'
import { malformed } from './malformed.ts'
import { globsOfRegex } from './path-regex.ts'
import type { Reader } from './reader.ts'
import { textTest } from './text-test.ts'
import { refused, type Unplaced, type Wish } from './wish.ts'

const FILTERS = 'detect_secrets.filters.regex.should_exclude_'

/** `.secrets.baseline`, of detect-secrets 0.9 to 1.5: SHA-1 of each secret, by file. Source: detect_secrets/core/potential_secret.py, baseline.py. */
export const readBaseline: Reader = ({ name: file, text }) => {
  const baseline = parsed(text, file)
  const lineOf = lineFinder(text)
  const hasDigest = createDigests('sha1', readingsOf)
  const results = isFields(baseline['results']) ? baseline['results'] : {}
  const secrets = Object.entries(results).flatMap(([path, list]) =>
    (Array.isArray(list) ? list.filter(isFields) : []).map((secret): Wish => {
      const digest = textAt(secret, 'hashed_secret') ?? ''
      const place = { file, line: lineOf(digest === '' ? path : digest) }
      if (!/^[0-9a-f]{40}$/.test(digest)) return { ...place, ...refused('it has no hash of a secret') }
      if (secret['is_secret'] === true)
        return { ...place, ...refused('its audit says that it is a real secret: revoke it, and take it out') }
      return {
        ...place,
        kind: 'allow',
        path: path.replaceAll('\\', '/').replace(/^\.\//, ''),
        matches: sight => hasDigest(sight, digest),
        unmatched: { kind: 'needless', why: 'keyhook finds nothing in that file that has this hash' },
        note: secret['is_secret'] === false ? 'audited as no secret' : 'not audited',
      }
    }),
  )
  return [
    ...filters(baseline).map(([value, wish]) => ({ ...wish, file, line: lineOf(value) })),
    ...secrets,
    marker(file),
  ]
}

function marker(file: string): Wish {
  return { file, line: 1, kind: 'marker', marker: 'detect-secrets' }
}

function parsed(text: string, file: string): Fields {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw malformed(file, 1, 'this is not JSON')
  }
  if (isFields(value) && isFields(value['results'])) return value
  throw malformed(file, 1, 'this is no baseline of detect-secrets: it has no results')
}

/** What a baseline leaves out, each with the text that tells its line. */
function filters(baseline: Fields): [string, Unplaced<Wish>][] {
  const old = isFields(baseline['exclude']) ? baseline['exclude'] : {}
  const used = tablesAt(baseline, 'filters_used')
  const patterns = (what: string): string[] =>
    used.filter(filter => textAt(filter, 'path') === FILTERS + what).flatMap(filter => textsAt(filter, 'pattern'))
  const wordLists = [...listAt(isFields(baseline['word_list']) ? baseline['word_list'] : {}, 'file'), ...used.map(name)]
  return [
    ...[...patterns('file'), ...textsAt(old, 'files')].map((source): [string, Unplaced<Wish>] => [
      source,
      path(source),
    ]),
    ...[...patterns('line'), ...textsAt(old, 'lines')].map((source): [string, Unplaced<Wish>] => [
      source,
      found(source, true),
    ]),
    ...patterns('secret').map((source): [string, Unplaced<Wish>] => [source, found(source, false)]),
    ...wordLists
      .filter(one => typeof one === 'string' && one !== '')
      .map((one): [string, Unplaced<Wish>] => [String(one), refused('its list of words lies in another file')]),
  ]
}

function name(filter: Fields): string {
  const path = textAt(filter, 'path') ?? ''
  return path.includes('filters.wordlist.') || path.startsWith('file://') ? path : ''
}

function path(source: string): Unplaced<Wish> {
  const globs = globsOfRegex({ source, ignoreCase: false })
  return globs === null ? refused('this expression cannot be written as a glob of keyhook') : { kind: 'ignore', globs }
}

function found(source: string, inLine: boolean): Unplaced<Wish> {
  const test = textTest({ source, ignoreCase: false })
  if (typeof test === 'string') return refused(test)
  return {
    kind: 'allow',
    open: true,
    matches: ({ value, text }) => (inLine ? text.split('\n').every(test) : test(value)),
    unmatched: { kind: 'needless', why: 'nothing that keyhook finds here matches it' },
  }
}
