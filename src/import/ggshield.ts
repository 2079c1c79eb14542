import { readDataFile } from './data-file.ts'
import { createDigests, readingsOf } from './digests.ts'
import { type Fields, isFields, listAt, textsAt } from './fields.ts'
import { literal } from './glob-text.ts'
import type { Reader } from './reader.ts'
import { refused, type Unplaced, type Wish } from './wish.ts'

/** What GitGuardian calls the parts of a secret; its hash is of `value,type`. Source: ggshield/core/filter.py, and the detectors' own pages. */
const TYPES = [
  'apikey',
  'access_token',
  'client_secret',
  'connection_uri',
  'password',
  'private_key',
  'secret',
  'secret_key',
  'token',
  'url',
  'webhook_url',
]
const PAIR = ['client_id', 'client_secret'] as const

/** `.gitguardian.yaml` and `.ggshield.yaml`, versions 1 and 2. Source: ggshield/core/config/user_config.py and v1_config.py. */
export const readGgshield: Reader = file => {
  const { fields, lineOf } = readDataFile(file, ['match', 'sha'])
  const [secret, at]: [Fields, readonly string[]] = isFields(fields['secret'])
    ? [fields['secret'], ['secret']]
    : [fields, []]
  const lists = Object.keys(secret).map(name => ({ name, field: name.replaceAll('-', '_'), path: [...at, name] }))
  return lists.flatMap(({ name, field, path }) =>
    listAt(secret, name).map((value, index): Wish => {
      const line = Array.isArray(secret[name]) ? lineOf([...path, index]) : lineOf(path)
      return { file: file.name, line, ...wishOf(field, value) }
    }),
  )
}

function wishOf(field: string, value: unknown): Unplaced<Wish> {
  switch (field) {
    case 'ignored_paths':
    case 'paths_ignore':
      return typeof value === 'string' ? path(value) : refused('this is no path')
    case 'ignored_matches':
    case 'matches_ignore':
      return match(value)
    case 'ignored_detectors':
    case 'banlisted_detectors':
      return refused('keyhook has other rules: see keyhook rules')
    default:
      return { kind: 'needless', why: 'it says how ggshield works, and not what is allowed' }
  }
}

/** Two stars and a slash stand for any folders, one star for a part of a name that is not empty. */
function path(pattern: string): Unplaced<Wish> {
  if (pattern === '' || /\*\*\*|\*\*[^/]|[^/]\*\*/.test(pattern)) return refused('this is no pattern of ggshield')
  const isFolder = pattern.endsWith('/')
  const names = pattern
    .replace(/^\/|\/$/g, '')
    .split('/')
    .map(name => (name === '**' || name === '*' ? name : name.split('*').map(literal).join('?*')))
  const glob = `${pattern.startsWith('/') || names[0] === '**' ? '' : '**/'}${names.join('/')}`
  return { kind: 'ignore', globs: [isFolder ? `${glob}/**` : glob] }
}

function match(value: unknown): Unplaced<Wish> {
  const [text, name] = isFields(value) ? [textsAt(value, 'match', 'sha')[0], textsAt(value, 'name')[0]] : [value]
  if (typeof text !== 'string' || text.length < 6) return refused('it holds neither a hash nor a secret')
  const note = name === undefined || name === '' ? {} : { note: name }
  const unmatched = { kind: 'needless', why: 'nothing that keyhook finds here is meant by it' } as const
  if (!/^[0-9a-f]{64}$/.test(text))
    return { kind: 'allow', matches: sight => readingsOf(sight).has(text), unmatched, ...note }
  return {
    kind: 'allow',
    matches: sight => hasDigest(sight, text),
    unmatched: {
      kind: 'refused',
      why: 'its hash fits nothing that keyhook finds here, and may be of a secret in several parts',
    },
    ...note,
  }
}

const hasDigest = createDigests('sha256', function* (sight) {
  for (const reading of readingsOf(sight)) for (const type of TYPES) yield `${reading},${type}`
  const [id, secret] = PAIR
  for (const [word] of sight.outer.matchAll(/[\w.+/=-]{6,200}/g)) yield `${word},${id}${sight.value},${secret}`
})
