import type { AST } from '@eslint-community/regexpp'
import { casesOf, type ForeignRegex, parseForeign } from './foreign-regex.ts'
import { literal, withBelow } from './glob-text.ts'

/** A part of a path: text without a slash, written as a glob; `any` may hold slashes, and has at least so many characters. */
type Piece =
  | { readonly is: 'text'; readonly glob: string }
  | { readonly is: 'slash' | 'start' | 'end' | 'begin of name' | 'end of name' }
  | { readonly is: 'any'; readonly least: 0 | 1 }
type Pieces = readonly Piece[]

/** More globs for one expression are no translation that anybody could review. */
const MOST_GLOBS = 16
const MOST_REPEATED = 32

class Untranslatable extends Error {}

/**
 * Globs that together match no path which the expression, looked for anywhere in a path, does not match; and all that it does, as far as globs can.
 *
 * @returns null where there are none
 */
export function globsOfRegex(regex: ForeignRegex): readonly string[] | null {
  const parsed = parseForeign(regex)
  if (parsed === null) return null
  try {
    const readings = alternatives(parsed.tree.alternatives, parsed.ignoreCase)
    const globs = [...new Set(readings.flatMap(globsOf))].map(glob => glob.replace(/(^|\/)\?\*(?=\/|$)/g, '$1*'))
    return globs.length > MOST_GLOBS || globs.length === 0 ? null : globs
  } catch (error) {
    if (error instanceof Untranslatable) return null
    throw error
  }
}

function alternatives(nodes: readonly AST.Alternative[], fold: boolean): Pieces[] {
  return nodes.flatMap(({ elements }) =>
    elements.reduce<Pieces[]>(
      (before, element) => {
        const added = piecesOf(element, fold)
        if (before.length * added.length > MOST_GLOBS * 4) throw new Untranslatable()
        return before.flatMap(one => added.map(other => [...one, ...other]))
      },
      [[]],
    ),
  )
}

function piecesOf(node: AST.Element, fold: boolean): Pieces[] {
  switch (node.type) {
    case 'Character':
    case 'CharacterClass':
    case 'CharacterSet':
      return [[oneCharacter(node, fold)]]
    case 'Group':
    case 'CapturingGroup':
      return group(node, fold)
    case 'Quantifier':
      return repeated(node, fold)
    case 'Assertion':
      if (node.kind === 'start' || node.kind === 'end') return [[{ is: node.kind }]]
  }
  throw new Untranslatable()
}

const EDGES = { '^|/': 'begin of name', '/|^': 'begin of name', '$|/': 'end of name', '/|$': 'end of name' } as const

function group(node: AST.Group | AST.CapturingGroup, fold: boolean): Pieces[] {
  const edge = Object.entries(EDGES).find(([text]) => text === textOf(node))
  if (edge !== undefined) return [[{ is: edge[1] }]]
  const parts = alternatives(node.alternatives, fold)
  const texts = parts.map(textIn)
  if (parts.length < 2 || texts.some(text => text === null || text.includes(','))) return parts
  return [[{ is: 'text', glob: `{${texts.join(',')}}` }]]
}

function textOf(node: AST.Group | AST.CapturingGroup): string {
  return node.alternatives.map(({ raw }) => raw.replaceAll('\\/', '/')).join('|')
}

/** The glob of pieces that are all text; null where one is not. */
function textIn(pieces: Pieces): string | null {
  return pieces.every(piece => piece.is === 'text') ? pieces.map(piece => piece.glob).join('') : null
}

function oneCharacter(node: AST.Character | AST.CharacterClass | AST.CharacterSet, fold: boolean): Piece {
  if (node.type === 'Character') {
    const character = String.fromCodePoint(node.value)
    if (character === '/') return { is: 'slash' }
    const cases = casesOf(character, fold)
    return { is: 'text', glob: cases.length > 1 ? `[${cases.join('')}]` : literal(character) }
  }
  if (/^\[(?:\\\\|\\?\/)+\]$/.test(node.raw)) return { is: 'slash' }
  if (node.raw === '[^/]' || node.raw === '[^\\/]' || node.raw === '.') return { is: 'text', glob: '?' }
  return { is: 'text', glob: classGlob(node, fold) }
}

const SETS: Readonly<Record<string, string>> = { '\\d': '0-9', '\\w': 'A-Za-z0-9_' }

function classGlob(node: AST.CharacterClass | AST.CharacterSet, fold: boolean): string {
  const parts = node.type === 'CharacterClass' ? node.elements : [node]
  if (node.type === 'CharacterClass' && node.negate) throw new Untranslatable()
  const texts = parts.map(part => {
    const raw = SETS[part.raw] ?? part.raw.replace(/^\\([.-])$/, '$1')
    if (!/^(?:[A-Za-z0-9_.]|[A-Z]-[A-Z]|[a-z]-[a-z]|[0-9]-[0-9]|-|0-9|A-Za-z0-9_)$/.test(raw))
      throw new Untranslatable()
    return fold ? bothCases(raw) : raw
  })
  // A hyphen stands for itself at the end.
  return `[${texts.filter(text => text !== '-').join('')}${texts.includes('-') ? '-' : ''}]`
}

function bothCases(raw: string): string {
  return raw.includes('_') || !/[A-Za-z]/.test(raw) ? raw : `${raw.toLowerCase()}${raw.toUpperCase()}`
}

function repeated({ element, min, max }: AST.Quantifier, fold: boolean): Pieces[] {
  const inner = piecesOf(element, fold)
  if (min === 0 && max === 1) return [[], ...inner]
  const [only = []] = inner
  const [piece] = only
  if (inner.length !== 1 || only.length !== 1 || piece === undefined) throw new Untranslatable()
  if (min === max && min <= MOST_REPEATED) return [Array.from({ length: min }, () => piece)]
  if (max !== Number.POSITIVE_INFINITY || min > 1) throw new Untranslatable()
  const least = min === 0 ? 0 : 1
  if (element.raw === '.') return [[{ is: 'any', least }]]
  if (piece.is !== 'text') throw new Untranslatable()
  if (piece.glob === '?') return [[{ is: 'text', glob: least === 0 ? '*' : '?*' }]]
  if (/[*+{(]/.test(piece.glob)) throw new Untranslatable()
  return [[{ is: 'text', glob: `${least === 0 ? '*' : '+'}(${piece.glob})` }]]
}

function globsOf(pieces: Pieces): string[] {
  const begun = begin(joined(pieces))
  let globs = ['']
  for (const [index, piece] of begun.entries()) {
    const before = begun[index - 1]
    const next = begun[index + 1]
    if (piece.is === 'text') globs = globs.map(glob => appended(glob, piece.glob))
    else if (piece.is === 'slash') globs = globs.map(glob => `${glob}/`)
    else if (piece.is === 'end of name' && next === undefined) globs = globs.flatMap(withBelow)
    else if (piece.is === 'begin of name' && before === undefined) globs = ['**/']
    else if (piece.is === 'any')
      globs = globs.flatMap(glob => gap(before, next, piece.least).map(between => appended(glob, between)))
    else throw new Untranslatable()
  }
  // No path begins with a slash or holds two of them, so these match nothing.
  return globs.filter(glob => !/^\/|\/\//.test(glob))
}

/** Two stars beside each other would be one that passes slashes. */
function appended(glob: string, text: string): string {
  // After a bracket, picomatch takes these for quantifiers of regular expressions.
  if (/(?<!\\)[)\]}]$/.test(glob) && /^[?*+]/.test(text)) throw new Untranslatable()
  if (!glob.endsWith('*') || !text.startsWith('*')) return glob + text
  if (text.startsWith('*(')) throw new Untranslatable()
  return glob + text.slice(1)
}

/** Without the anchors at the ends, and with what stands for "anywhere" where there are none. */
function begin(pieces: Pieces): Pieces {
  const anywhere: Piece = { is: 'any', least: 0 }
  const [first] = pieces
  const last = pieces.at(-1)
  if (first?.is === 'start' && pieces[1]?.is === 'begin of name') throw new Untranslatable()
  if (last?.is === 'end' && pieces.at(-2)?.is === 'end of name') throw new Untranslatable()
  const front = first?.is === 'start' ? pieces.slice(1) : first?.is === 'begin of name' ? pieces : [anywhere, ...pieces]
  if (last?.is === 'end') return joined(front.slice(0, -1))
  return last?.is === 'end of name' ? joined(front) : joined([...front, anywhere])
}

/** `.*.*` is one gap. */
function joined(pieces: Pieces): Pieces {
  return pieces.reduce<Piece[]>((before, piece) => {
    const last = before.at(-1)
    if (piece.is === 'any' && last?.is === 'any') {
      if (piece.least + last.least > 1) throw new Untranslatable()
      before[before.length - 1] = { is: 'any', least: last.least === 1 ? 1 : piece.least }
    } else before.push(piece)
    return before
  }, [])
}

/** What stands for any text, with slashes or without, between what is before it and what comes next. Names are never empty. */
function gap(before: Piece | undefined, next: Piece | undefined, least: 0 | 1): string[] {
  const some = least === 1 ? '?*' : '*'
  if (before === undefined || before.is === 'slash' || before.is === 'begin of name') {
    if (next === undefined) return ['**']
    return next.is === 'text' ? [`**/${some}`] : ['**/*']
  }
  if (next === undefined) return least === 1 ? ['?*', '?*/**', '/**/*'] : ['*', '*/**']
  if (next.is === 'text') return [some, '*/**/*']
  return least === 1 ? ['?*/**', '/**/*'] : ['*/**']
}
