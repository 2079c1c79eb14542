import { isDeepStrictEqual } from 'node:util'
import { parse as parseToml } from 'smol-toml'
import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import { renderMarked } from './marked.ts'
import { lineFeedOf, type Splice, splice } from './splice.ts'

/** What is read of a configuration of lefthook; null where it is none. */
export type Read = Readonly<Record<string, unknown>> | null

/** @param extension as `.yml` */
export function readConfig(text: string, extension: string): Read {
  try {
    const value = READERS[extension]?.(text) ?? {}
    return typeof value === 'object' && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

/**
 * How to have a configuration of lefthook take in another file, by `extends`. Everything else stays as it is, byte for byte.
 *
 * @param file the path of the other, from the top level
 * @returns null where the form is not understood; nothing where it is taken in already
 */
export function extendWith(text: string, extension: string, file: string): Splice[] | null {
  const before = readConfig(text, extension)
  const list = before?.['extends'] ?? []
  if (before === null || !Array.isArray(list)) return null
  if (list.includes(file)) return []
  const splices = WRITERS[extension]?.(text, file) ?? null
  if (splices === null) return null
  const after = readConfig(splice(text, splices), extension)
  const { extends: now, ...rest } = after ?? {}
  const { extends: _, ...wanted } = before
  const all = Array.isArray(now) && isDeepStrictEqual([...now].sort(), [...list, file].sort())
  return all && isDeepStrictEqual(rest, wanted) ? splices : null
}

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  '.yml': readYaml,
  '.yaml': readYaml,
  '.toml': parseToml,
  '.json': readJson,
  '.jsonc': readJson,
}

const WRITERS: Readonly<Record<string, (text: string, file: string) => Splice[] | null>> = {
  '.yml': intoYaml,
  '.yaml': intoYaml,
  '.toml': intoToml,
  '.json': intoJson,
  '.jsonc': intoJson,
}

function readYaml(text: string): unknown {
  const document = parseDocument(text)
  if (document.errors[0] !== undefined) throw document.errors[0]
  return document.toJS()
}

/** JSON is read as YAML, once its comments are blank. */
function readJson(text: string): unknown {
  return readYaml(blank(text))
}

/** The text with spaces in place of its comments: everything stays where it is. */
function blank(text: string): string {
  return text.replace(/"(?:\\.|[^"\\])*"|\/\/.*|\/\*[\s\S]*?\*\//g, part =>
    part.startsWith('"') ? part : part.replace(/\S/g, ' '),
  )
}

function intoYaml(text: string, file: string): Splice[] | null {
  const root = parseDocument(text).contents
  const lineFeed = lineFeedOf(text)
  if (root !== null && (!isMap(root) || root.flow === true)) return null
  const list = isMap(root) ? root.items.find(({ key }) => isScalar(key) && key.value === 'extends')?.value : undefined
  if (list === undefined) {
    const joined = text !== '' && !text.endsWith('\n')
    const added = renderMarked(['extends:', `  - ${file}`], { lineFeed, joined })
    return [{ start: text.length, end: text.length, added }]
  }
  const end = isSeq(list) ? list.range?.[1] : undefined
  if (!isSeq(list) || end === undefined) return null
  if (list.flow === true) return intoFlow(text, list.range?.[0] ?? 0, file)
  const first = text.slice(0, list.range?.[0]).split('\n').at(-1) ?? ''
  const indent = /^[ \t]*$/.test(first) ? first : null
  const at = text.indexOf('\n', text.slice(0, end).trimEnd().length) + 1
  if (indent === null) return null
  const joined = at === 0
  const place = joined ? text.length : at
  return [{ start: place, end: place, added: renderMarked([`- ${file}`], { indent, lineFeed, joined }) }]
}

/** Before the first table, where the keys of the top level stand. */
function intoToml(text: string, file: string): Splice[] | null {
  const lineFeed = lineFeedOf(text)
  const list = /^extends\s*=\s*\[/m.exec(text)
  if (list !== null) return intoFlow(text, list.index + list[0].length - 1, JSON.stringify(file))
  const bom = text.startsWith('\uFEFF') ? 1 : 0
  const added = renderMarked([`extends = [${JSON.stringify(file)}]`], { lineFeed })
  return [{ start: bom, end: bom, added }]
}

/** Before what stands in a list already: its last item may be followed by a comma or a comment. */
function intoFlow(text: string, open: number, file: string): Splice[] {
  const isEmpty = /^\s*\]/.test(text.slice(open + 1))
  return [{ start: open + 1, end: open + 1, added: isEmpty ? file : `${file}, ` }]
}

function intoJson(text: string, file: string): Splice[] | null {
  const blanked = blank(text)
  const root = parseDocument(blanked).contents
  if (!isMap(root)) return null
  const list = root.items.find(({ key }) => isScalar(key) && key.value === 'extends')?.value
  if (list !== undefined) return intoFlow(blanked, isSeq(list) ? (list.range?.[0] ?? 0) : 0, JSON.stringify(file))
  const open = root.range?.[0] ?? 0
  const space = /^\s*/.exec(text.slice(open + 1))?.[0] ?? ''
  const own = `"extends": [${JSON.stringify(file)}]`
  if (root.items.length > 0) return [{ start: open + 1, end: open + 1, added: `${space}${own},` }]
  return [{ start: open + 1, end: open + 1, added: own }]
}
