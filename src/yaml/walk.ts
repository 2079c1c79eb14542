import { isMap, isScalar, isSeq, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Problem } from './problem.ts'

export type Path = readonly (string | number)[]

export interface Walked {
  readonly value: unknown
  readonly repeated: readonly Problem[]
  lineOf(path: Path): number
}

/** Turns composed nodes into plain data, and remembers on which line each part stands. */
export function walk(root: unknown, verbatim: ReadonlySet<string>, lineAt: (offset: number) => number): Walked {
  const known = new Map<string, number>()
  const problems: Problem[] = []

  const read = (node: unknown, path: Path, line: number): unknown => {
    known.set(JSON.stringify(path), line)
    if (isMap(node)) return mapping(node, path, line)
    if (isSeq(node)) return list(node, path, line)
    return isScalar(node) ? scalar(node, path) : null
  }
  const scalar = (node: Scalar, path: Path): unknown => {
    const value = isWritten(node) && verbatim.has(String(path.at(-1))) ? node.source : node.value
    if (value !== null && node.range) known.set(JSON.stringify(path), lineAt(node.range[0]))
    return value
  }
  const mapping = (node: YAMLMap, path: Path, line: number): unknown => {
    const fields: Record<string, unknown> = Object.create(null)
    for (const { key, value } of node.items) {
      const keyLine = isScalar(key) && key.range ? lineAt(key.range[0]) : line
      const name = isScalar(key) ? (key.source ?? String(key.value)) : null
      if (name === null) problems.push({ line: keyLine, text: 'a field name must be one word' })
      else if (Object.hasOwn(fields, name)) problems.push({ line: keyLine, text: 'this field stands here twice' })
      else fields[name] = read(value, [...path, name], keyLine)
    }
    return fields
  }
  const list = (node: YAMLSeq, path: Path, line: number): unknown =>
    node.items.map((item, index) => {
      const offset = itemOffset(node, index)
      return read(item, [...path, index], offset === null ? line : lineAt(offset))
    })

  const value = read(root, [], firstLine(root, lineAt))
  return { value, repeated: problems, lineOf: path => nearest(known, path) }
}

/** Whether the source of an unquoted value is there to be read. */
function isWritten(node: Scalar): boolean {
  return node.type === 'PLAIN' && node.source !== undefined && node.source !== ''
}

/** Where the item begins: its dash, or the item itself inside brackets. */
function itemOffset(list: YAMLSeq, index: number): number | null {
  const source = list.srcToken
  if (source?.type === 'block-seq') {
    const dash = source.items[index]?.start.find(token => token.type === 'seq-item-ind')
    if (dash !== undefined) return dash.offset
  }
  const item = list.items[index]
  return isMap(item) || isSeq(item) || isScalar(item) ? (item.range?.[0] ?? null) : null
}

function firstLine(root: unknown, lineAt: (offset: number) => number): number {
  return (isMap(root) || isSeq(root) || isScalar(root)) && root.range ? lineAt(root.range[0]) : 1
}

function nearest(known: ReadonlyMap<string, number>, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const line = known.get(JSON.stringify(path.slice(0, length)))
    if (line !== undefined) return line
  }
  return known.get('[]') ?? 1
}
