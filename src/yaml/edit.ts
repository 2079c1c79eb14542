import { isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'

/** An item of a list, written both ways. */
export interface Item {
  /** Its lines in a list whose dashes stand in column `indent` (0-based). */
  block(indent: number): readonly string[]
  /** Within brackets. */
  readonly flow: string
}

/**
 * Adds items to a list of a valid file of fields, and changes no other byte of it.
 *
 * @param key the list's name; the list is begun where there is none
 */
export function addItems(source: string, key: string, items: readonly Item[]): string {
  const { contents } = parseDocument(source, { keepSourceTokens: true })
  if (!isMap(contents)) return append(source, ['version: 1', `${key}:`, ...block(items, 2)])
  const pair = contents.items.find(each => isScalar(each.key) && each.key.value === key)
  if (contents.flow) return intoBraces(source, contents, key, pair, items)
  if (pair === undefined) {
    const indent = columnOf(source, contents.range?.[0] ?? 0)
    return append(source, [`${' '.repeat(indent)}${key}:`, ...block(items, indent + 2)])
  }
  const list = pair.value
  if (!isSeq(list)) return afterKey(source, pair, items)
  if (!list.flow) return afterLast(source, list, items)
  return list.items.length === 0 && isOneLine(source, list)
    ? afterKey(without(source, list), pair, items)
    : intoBrackets(source, list, items)
}

function block(items: readonly Item[], indent: number): string[] {
  return items.flatMap(item => item.block(indent))
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

function afterLast(source: string, list: YAMLSeq, items: readonly Item[]): string {
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
  return insertLines(source, offset, block(items, indent))
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

function afterKey(source: string, pair: Pair, items: readonly Item[]): string {
  const [start, end] = (isScalar(pair.key) ? pair.key.range : null) ?? [0, 0]
  return insertLines(source, nextLine(source, end), block(items, columnOf(source, start) + 2))
}

function isOneLine(source: string, list: YAMLSeq): boolean {
  const [start, end] = list.range ?? [0, 0]
  return !source.slice(start, end).includes('\n')
}

function without(source: string, { range }: YAMLSeq): string {
  const [start, end] = range ?? [0, 0]
  return source.slice(0, start).trimEnd() + source.slice(end)
}

function intoBrackets(source: string, list: YAMLSeq, items: readonly Item[]): string {
  return intoFlow(source, list, items.map(({ flow }) => flow).join(', '))
}

function intoBraces(source: string, map: YAMLMap, key: string, pair: Pair | undefined, items: readonly Item[]): string {
  if (pair !== undefined && isSeq(pair.value)) return intoBrackets(source, pair.value, items)
  return intoFlow(source, map, `${key}: [${items.map(({ flow }) => flow).join(', ')}]`)
}

function intoFlow(source: string, collection: YAMLSeq | YAMLMap, addition: string): string {
  const last = collection.items.at(-1)
  const node = isMap(collection) ? collection.items.at(-1)?.value : last
  const start = (collection.range?.[0] ?? 0) + 1
  const after = last === undefined ? start : lastOffset(node)
  return `${source.slice(0, after)}${last === undefined ? '' : ', '}${addition}${source.slice(after)}`
}
