import type { Rule } from '../../types.ts'
import { openingsIn } from '../telling.ts'
import { type Core, coresOf } from './base64.ts'
import type { EscapeKind } from './escapes.ts'

/** A literal that announces another form of text. What is searched, by the matcher and by the guard, comes from here. */
export type Sign =
  | { readonly form: 'base64'; readonly literal: string; readonly core: Core }
  | { readonly form: EscapeKind; readonly literal: string; readonly shape: RegExp | null }

/** Rules whose secrets are looked for in other forms too: those that know a format. What a person chose is known by its name only. */
export function isHideable({ guessable, severity, sign }: Rule): boolean {
  return guessable !== true && severity !== 'low' && sign === undefined
}

/** The literals that open tokens which are looked for in other forms. */
export function openingsOf(rules: readonly Rule[]): string[] {
  return [...new Set(rules.filter(isHideable).flatMap(rule => [...openingsIn(rule)]))]
}

const LETTER = '(?:[46][1-9a-f]|[57][0-9a])'
const SEPARATOR = '(?:2[de]|5f)'
const AROUND = '[0-9A-Za-z%-]'

/** Escapes that nobody needs: of two letters in a row, or of a `-`, `.` or `_` within a word. */
export const NEEDLESS: readonly {
  readonly form: EscapeKind
  readonly shape: RegExp
  readonly literals: readonly string[]
}[] = [
  { form: 'percent', shape: new RegExp(`(?:%${LETTER}){2}`, 'i'), literals: lettersBehind('%') },
  { form: 'percent', shape: new RegExp(`${AROUND}%${SEPARATOR}${AROUND}`, 'i'), literals: ['%2d', '%2e', '%5f'] },
  { form: 'backslash', shape: new RegExp(`(?:\\\\x${LETTER}){2}`, 'i'), literals: ['\\x4', '\\x5', '\\x6', '\\x7'] },
  { form: 'backslash', shape: new RegExp(`\\\\x${SEPARATOR}`, 'i'), literals: ['\\x2d', '\\x2e', '\\x5f'] },
  {
    form: 'backslash',
    shape: new RegExp(`(?:\\\\u00${LETTER}){2}`, 'i'),
    literals: ['\\u004', '\\u005', '\\u006', '\\u007'],
  },
  { form: 'backslash', shape: new RegExp(`\\\\u00${SEPARATOR}`, 'i'), literals: ['\\u002d', '\\u002e', '\\u005f'] },
]

/** Longer than any of the shapes above. */
export const SHAPE_REACH = 12

function lettersBehind(sign: string): string[] {
  const digits = '0123456789abcdef'
  const codes = [...digits].flatMap(low => ['4', '5', '6', '7'].map(high => high + low))
  return codes.filter(code => new RegExp(`^${LETTER}$`).test(code)).map(code => sign + code)
}

/** The same literal as it stands in an address, and in JSON of writers that escape slashes. */
function escapedForms(literal: string): { form: EscapeKind; literal: string }[] {
  const percent = encodeURIComponent(literal)
  const backslash = literal.replaceAll('/', '\\/')
  return [
    ...(percent === literal ? [] : [{ form: 'percent' as const, literal: percent.toLowerCase() }]),
    ...(backslash === literal ? [] : [{ form: 'backslash' as const, literal: backslash.toLowerCase() }]),
  ]
}

/** Everything that announces a hidden form of the rules' secrets. */
export function signsOf(rules: readonly Rule[]): Sign[] {
  const openings = openingsOf(rules)
  const cores = openings.flatMap(coresOf).map(core => ({ form: 'base64', literal: core.text, core }) as const)
  const needless = NEEDLESS.flatMap(({ form, shape, literals }) => literals.map(literal => ({ form, literal, shape })))
  const escaped = openings.flatMap(escapedForms).map(form => ({ ...form, shape: null }))
  return [...cores, ...needless, ...escaped]
}
