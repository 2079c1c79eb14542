import { isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'
import { blockEntry, flowEntry, type NewEntry } from './entry-text.ts'
import { TEMPLATE } from './template.ts'

/**
 * Adds entries to the text of a valid allowlist and changes no other byte of it.
 *
 * @param text null where there is no file yet; a file that explains itself is begun
 */
export function addEntries(text: string | null, entries: readonly NewEntry[]): string {
  const source = text === null || text.trim() === '' ? TEMPLATE : text
  const { contents } = parseDocument(source, { keepSourceTokens: true })
  if (!isMap(contents)) return append(source, ['version: 1', 'entries:', ...block(entries, 2)])
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === 'entries')
  if (contents.flow) return intoBraces(source, contents, pair, entries)
  if (pair === undefined) {
    const indent = columnOf(source, contents.range?.[0] ?? 0)
    return append(source, [`${' '.repeat(indent)}entries:`, ...block(entries, indent + 2)])
  }
  const list = pair.value
  if (!isSeq(list)) return afterKey(source, pair, entries)
  if (!list.flow) return afterLast(source, list, entries)
  return list.items.length === 0 && isOneLine(source, list)
    ? afterKey(without(source, list), pair, entries)
    : intoBrackets(source, list, entries)
}

function block(entries: readonly NewEntry[], indent: number): string[] {
  return entries.flatMap(entry => blockEntry(entry, indent))
}

/** Puts whole lines at an offset where a line begins, or at the end of the file. */
function insertLines(source: string, offset: number, lines: readonly string[]): string {
  const end = source.includes('\r\n') ? '\r\n' : '\n'
  const before = source.slice(0, offset)
  if (before === '' || before.endsWith('\n'))
    return before + lines.map(line => line + end).join('') + source.slice(offset)
  return before + lines.map(line => end + line).join('') + source.slice(offset)
}

function append(source: string, lines: readonly string[]): string {
  return insertLines(source, source.length, lines)
}

function afterLast(source: string, list: YAMLSeq, entries: readonly NewEntry[]): string {
  const token = list.srcToken
  const dash =
    token?.type === 'block-seq' ? token.items[0]?.start.find(({ type }) => type === 'seq-item-ind') : undefined
  const indent = dash === undefined ? 2 : columnOf(source, dash.offset)
  let offset = lastOffset(list)
  // A text of several lines ends where the next line begins.
  if (source[offset - 1] !== '\n') offset = nextLine(source, offset)
  // Remarks that are indented deeper than the dash belong to the last entry.
  const remark = new RegExp(`^ {${indent + 1},}#`)
  while (remark.test(source.slice(offset, offset + 1_000))) offset = nextLine(source, offset)
  return insertLines(source, offset, block(entries, indent))
}

/** The offset just after the last character that some value below `node` consists of. */
function lastOffset(node: unknown): number {
  if (isSeq(node) && !node.flow) return lastOffset(node.items.at(-1))
  if (isMap(node) && !node.flow) return lastOffset(node.items.at(-1)?.value)
  return isScalar(node) || isMap(node) || isSeq(node) ? (node.range?.[1] ?? 0) : 0
}

function nextLine(source: string, offset: number): number {
  const end = source.indexOf('\n', offset)
  return end === -1 ? source.length : end + 1
}

/** 0-based. */
function columnOf(source: string, offset: number): number {
  return offset - (offset === 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1)
}

function afterKey(source: string, pair: Pair, entries: readonly NewEntry[]): string {
  const [start, end] = (isScalar(pair.key) ? pair.key.range : null) ?? [0, 0]
  return insertLines(source, nextLine(source, end), block(entries, columnOf(source, start) + 2))
}

function isOneLine(source: string, list: YAMLSeq): boolean {
  const [start, end] = list.range ?? [0, 0]
  return !source.slice(start, end).includes('\n')
}

function without(source: string, { range }: YAMLSeq): string {
  const [start, end] = range ?? [0, 0]
  return source.slice(0, start).trimEnd() + source.slice(end)
}

function intoBrackets(source: string, list: YAMLSeq, entries: readonly NewEntry[]): string {
  return intoFlow(source, list, entries.map(flowEntry).join(', '))
}

function intoBraces(source: string, map: YAMLMap, pair: Pair | undefined, entries: readonly NewEntry[]): string {
  if (pair !== undefined && isSeq(pair.value)) return intoBrackets(source, pair.value, entries)
  return intoFlow(source, map, `entries: [${entries.map(flowEntry).join(', ')}]`)
}

function intoFlow(source: string, collection: YAMLSeq | YAMLMap, addition: string): string {
  const last = collection.items.at(-1)
  const node = isMap(collection) ? collection.items.at(-1)?.value : last
  const start = (collection.range?.[0] ?? 0) + 1
  const after = last === undefined ? start : lastOffset(node)
  return `${source.slice(0, after)}${last === undefined ? '' : ', '}${addition}${source.slice(after)}`
}
