import type { Rule } from '../../../types.ts'
import { RULES_PAGE } from '../help.ts'
import { assigned } from '../token.ts'

/** The form of a value: the source of a regular expression, and a shape of examples. */
export interface Value {
  readonly pattern: string
  readonly shape: string
  /** A shape of the same look that nobody drew at random. */
  readonly madeUp: string
  /** The most characters. */
  readonly longest: number
}

function drawn(characters: string, alphabet: string, least: number, most: number): Value {
  const length = least === most ? `${least}` : `${least},${most}`
  return { pattern: `${characters}{${length}}`, shape: `<${alphabet}:${most}>`, madeUp: `<a:${least}>`, longest: most }
}

/** Values up to this length stand with their names within the usual reach of a rule. */
const SHORT = 300
/** The most that stands before a value: the name, a sign, quotes, the scheme of a header. */
const BEFORE_VALUE = 200

/** So many hex digits. */
export const hex = (least: number, most = least): Value => drawn('[0-9a-f]', 'hex', least, most)
/** So many letters and digits. */
export const alnum = (least: number, most = least): Value => drawn('[0-9a-z]', 'alnum', least, most)
/** So many letters, digits, hyphens and underscores. */
export const url = (least: number, most = least): Value => drawn('[\\w-]', 'b64url', least, most)

/** Any other form, of at most `longest` characters. */
export function of(pattern: string, shape: string, longest = SHORT): Value {
  return { pattern, shape, madeUp: shape.replace(/<[\w-]+:(\d+)>/g, '<a:$1>'), longest }
}

export const uuid: Value = {
  pattern: '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}',
  shape: '<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>',
  madeUp: '<0:8>-<0:4>-<0:4>-<0:4>-<0:12>',
  longest: 36,
}

export interface NamedOptions {
  /** What the value is; "API key" unless said otherwise. */
  readonly kind?: string
  /**
   * Words, in lower case, one of which stands in the name that the value is assigned to: the provider's name unless said otherwise.
   * `_` stands for itself, a hyphen or nothing. What makes the name one of a key ("key", "token" …) comes after the word.
   */
  readonly words?: readonly string[]
  /** Whether the word stands in much that has nothing to do with the provider: then it is looked for only where a key's name goes on. */
  readonly isCommon?: boolean
  /** How the name has to go on behind the word, where other keys of the provider look the same and are none of a secret. */
  readonly endings?: readonly string[]
}

/** How the names of keys go on behind a provider's. */
const ENDINGS = ['api', 'key', 'token', 'secret', 'access', 'auth', 'client', 'app']

/** A word of so many letters or fewer has to stand by itself, since others end in it. */
const LONG_WORD = 6

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

function spellings(word: string): string[] {
  return word.includes('_') ? ['_', '-', ''].map(joint => word.replaceAll('_', joint)) : [word]
}

function keywordsOf(words: readonly string[], endings: readonly string[] | undefined): string[] {
  if (endings === undefined) return words.flatMap(spellings)
  const names = (word: string) => endings.flatMap(ending => [`${word}_${ending}`, `${word}${ending}`])
  return words.flatMap(word => (word.includes('_') ? spellings(word) : names(word)))
}

/** `ACME_API_KEY`, `ACME_CLIENT_SECRET`: how a kind of key is usually named. */
function nameOf(word: string, kind: string): string {
  const plain = kind.replace(/^old /, '')
  const ending = /key|token|secret|passw/.test(plain) ? plain : `${plain} key`
  return `${word}_${ending.replaceAll(/[^A-Za-z]+/g, '_')}`.toUpperCase()
}

/** A key without an opening of its own: the name it is assigned to says whose it is, its form and its randomness that it is one. */
export function named(provider: string, value: Value, source: string, options: NamedOptions = {}): Rule {
  const { kind = 'API key', isCommon = false, words = [slug(provider).replaceAll('-', '')], endings } = options
  const rest = endings === undefined ? '' : `[_-]?(?=${endings.join('|')})`
  const forms = words
    .map(word => (word.length > LONG_WORD && !isCommon ? '' : '(?<![a-z])') + word.replaceAll('_', '[_-]?') + rest)
    .join('|')
  const name = nameOf(words[0] ?? '', kind)
  return {
    id: `${slug(provider)}-${slug(kind)}`,
    provider,
    title: `${provider} ${kind}`,
    severity: 'medium',
    keywords: keywordsOf(words, isCommon ? ENDINGS : endings),
    pattern: assigned(forms, value.pattern),
    ...(value.longest > SHORT ? { reach: value.longest + BEFORE_VALUE } : {}),
    checks: ['named-key'],
    examples: [`${name}=${value.shape}`, `"${name.toLowerCase()}": "${value.shape}"`],
    counterexamples: [`${name}=${value.madeUp}`, `name=${value.shape}`, `PUBLIC_${name}_ID=${value.shape}`],
    help: RULES_PAGE,
    source,
  }
}
