import { isDeepStrictEqual } from 'node:util'
import { isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'
import { COMMON_DIRECTORY, MISSING } from './block.ts'
import type { Door } from './doors.ts'
import { findMarked, renderMarked } from './marked.ts'
import { lineFeedOf, type Splice, splice } from './splice.ts'

/** The hooks that pre-commit can install, of those that keyhook guards: it knows no pre-applypatch. */
export const STAGES: readonly Door[] = ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push']

/** The form is not one that can be added to. */
export class NotUnderstood extends Error {}

/**
 * What to put into a `.pre-commit-config.yaml`, so that pre-commit runs keyhook at each door that it knows, and installs these.
 * Everything else stays as it is, byte for byte.
 *
 * @throws NotUnderstood where the form of the file is another than people write
 */
export function addEntry(text: string): Splice[] {
  const before = findMarked(text)
  const own = before.find(({ start, end }) => text.slice(start, end).includes('- id: keyhook'))
  if (own !== undefined) {
    // An older keyhook wrote it: brought up to date where it stands.
    const indent = /^[\r\n]*([ \t]*)/.exec(text.slice(own.start))?.[1] ?? ''
    const joined = text.slice(own.start, own.end).includes('and the line feed before them')
    const added = renderMarked(ENTRY, { indent, lineFeed: lineFeedOf(text), joined })
    return text.slice(own.start, own.end) === added ? [] : [{ start: own.start, end: own.end, added }]
  }
  const root = rootOf(text)
  const repositories = memberOf(root, 'repos')
  if (holdsKeyhook(repositories)) return []
  const splices = [entryAt(text, repositories), ...stagesAt(text, root)]
  if (!isAsWanted(text, splice(text, splices))) throw new NotUnderstood()
  return splices
}

/** Whether the text holds the entry as this keyhook writes it. */
function holdsEntry(text: string): boolean {
  return findMarked(text).some(({ start, end }) => {
    const lines = text
      .slice(start, end)
      .trim()
      .split(/\r?\n/)
      .map(line => line.trim())
    return isDeepStrictEqual(
      lines.slice(1, -1),
      ENTRY.map(line => line.trim()),
    )
  })
}

/** What pre-commit starts at a door that it knows; null where the configuration does not hold keyhook's entry, whole. */
export function entryOf(text: string, door: Door): string | null {
  return STAGES.includes(door) && holdsEntry(text) ? [`set -- ${door} "$@"`, ...SCRIPT, ''].join('\n') : null
}

const HOOK_OF: Readonly<Record<string, string>> = {
  'pre-commit': 'keyhook',
  'pre-merge-commit': 'keyhook-merge',
  'commit-msg': 'keyhook-message',
  'pre-push': 'keyhook-push',
}

/** Finds keyhook and starts it: what stands in the copy that init made, else in the package. No quotes of the other kind: it stands between such. */
const SCRIPT = [
  ...COMMON_DIRECTORY.map(line => line.slice(2)),
  'for keyhook_run in "$keyhook_scanner/run.sh" node_modules/keyhook/hooks/run.sh; do',
  '  if [ ! -f "$keyhook_run" ]; then continue; fi',
  '  sh "$keyhook_run" "$@"',
  '  keyhook_code=$?',
  '  if [ $keyhook_code -eq 79 ]; then exit 0; fi',
  '  if [ $keyhook_code -ne 0 ]; then exit $keyhook_code; fi',
  'done',
  `echo "${MISSING}" >&2`,
  'exit 2',
]

const ENTRY: readonly string[] = [
  '- repo: local',
  '  hooks:',
  ...STAGES.flatMap((stage, index) => [
    `  - id: ${HOOK_OF[stage]}`,
    `    name: keyhook (${stage})`,
    '    language: system',
    ...(index === 0
      ? [
          '    entry: &keyhook |',
          "      sh -c '",
          ...SCRIPT.map(line => `      ${line}`),
          "      ' .git/keyhook/run.sh",
        ]
      : ['    entry: *keyhook']),
    `    args: [${stage}]`,
    `    stages: [${stage}]`,
    '    always_run: true',
    ...(stage === 'commit-msg' ? [] : ['    pass_filenames: false']),
  ]),
]

function rootOf(text: string): YAMLMap {
  const document = parseDocument(text)
  if (document.errors.length > 0 || !isMap(document.contents) || document.contents.flow === true)
    throw new NotUnderstood()
  return document.contents
}

function memberOf(map: YAMLMap, name: string): YAMLSeq {
  const value = map.items.find(pair => isScalar(pair.key) && pair.key.value === name)?.value
  if (!isSeq(value)) throw new NotUnderstood()
  return value
}

/** Whether a team has keyhook there already, from wherever. */
function holdsKeyhook(repositories: YAMLSeq): boolean {
  return repositories.items.some(
    repository =>
      isMap(repository) &&
      isSeq(repository.get('hooks')) &&
      memberOf(repository, 'hooks').items.some(hook => isMap(hook) && hook.get('id') === 'keyhook'),
  )
}

function entryAt(text: string, repositories: YAMLSeq): Splice {
  const [start, end] = rangeOf(repositories)
  const lineFeed = lineFeedOf(text)
  if (repositories.items.length === 0) {
    const after = lineEnd(text, end)
    const comment = text.slice(end, after).trimEnd()
    return { start, end: after, added: comment + lineFeed + renderMarked(ENTRY, { lineFeed }) }
  }
  if (repositories.flow === true) throw new NotUnderstood()
  const indent = indentOfItem(text, rangeOf(repositories.items[0])[0])
  const at = afterItem(text, endOf(repositories.items.at(-1)), indent)
  const joined = !text.slice(0, at).endsWith('\n')
  return { start: at, end: at, added: renderMarked(ENTRY, { indent, lineFeed, joined }) }
}

/** Without this, `pre-commit install` would install the first door alone. */
function stagesAt(text: string, root: YAMLMap): Splice[] {
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === 'default_install_hook_types')
  const lineFeed = lineFeedOf(text)
  if (pair === undefined) {
    const first = root.items[0]
    const [at] = rangeOf(first?.key)
    const added = renderMarked([`default_install_hook_types: [${STAGES.join(', ')}]`], { lineFeed })
    return [{ start: at, end: at, added }]
  }
  if (!isSeq(pair.value)) throw new NotUnderstood()
  const listed: unknown[] = pair.value.toJSON()
  const missing = STAGES.filter(stage => !listed.includes(stage))
  if (missing.length === 0) return []
  const [start, end] = rangeOf(pair.value)
  if (pair.value.flow === true) {
    const list = text.slice(start, text.lastIndexOf(']', end)).trimEnd().replace(/,$/, '')
    const comma = pair.value.items.length === 0 ? '' : ', '
    return [{ start, end: text.indexOf(']', start + list.length) + 1, added: `${list}${comma}${missing.join(', ')}]` }]
  }
  const indent = indentOfItem(text, rangeOf(pair.value.items[0])[0])
  const at = afterItem(text, endOf(pair.value.items.at(-1)), indent)
  const joined = !text.slice(0, at).endsWith('\n')
  return [
    {
      start: at,
      end: at,
      added: renderMarked(
        missing.map(stage => `- ${stage}`),
        { indent, lineFeed, joined },
      ),
    },
  ]
}

/** The end of the last value in a node: its own end may lie behind comments that follow it. */
function endOf(node: unknown): number {
  if (isMap(node) && node.flow !== true && node.items.length > 0) {
    const last = node.items.at(-1)
    return isScalar(last?.value) && last.value.source === '' ? rangeOf(last.key)[1] : endOf(last?.value ?? last?.key)
  }
  return isSeq(node) && node.flow !== true && node.items.length > 0 ? endOf(node.items.at(-1)) : rangeOf(node)[1]
}

/** What stands before the dash of an item of a list. */
function indentOfItem(text: string, start: number): string {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const indent = /^([ \t]*)-[ \t]+$/.exec(line)?.[1]
  if (indent === undefined) throw new NotUnderstood()
  return indent
}

/** The start of the line after an item that ends at `end`, and after the comments that stand deeper than its dash. */
function afterItem(text: string, end: number, indent: string): number {
  let at = lineEnd(text, text.slice(0, end).trimEnd().length)
  while (new RegExp(`^${indent}[ \\t]+#`).test(text.slice(at, at + 200))) at = lineEnd(text, at)
  return at
}

function lineEnd(text: string, at: number): number {
  const feed = text.indexOf('\n', at)
  return feed < 0 ? text.length : feed + 1
}

/** Whether what a parser reads after the edit is what it read before, and keyhook's hooks. */
function isAsWanted(before: string, after: string): boolean {
  const [old, now] = [read(before), read(after)]
  return (
    now !== null &&
    isDeepStrictEqual(old?.rest, now.rest) &&
    isDeepStrictEqual(old?.repositories, now.repositories.slice(0, -1)) &&
    isDeepStrictEqual([...new Set([...(old?.types ?? []), ...STAGES])], now.types)
  )
}

interface Read {
  readonly repositories: readonly unknown[]
  readonly types: readonly unknown[]
  readonly rest: Readonly<Record<string, unknown>>
}

function read(text: string): Read | null {
  const document = parseDocument(text)
  if (document.errors.length > 0) return null
  const value: Record<string, unknown> = document.toJS()
  const { repos, default_install_hook_types: types = [], ...rest } = value
  return Array.isArray(repos) && Array.isArray(types) ? { repositories: repos, types, rest } : null
}

function rangeOf(node: unknown): [start: number, end: number] {
  if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
    const [start, end]: unknown[] = node.range
    if (typeof start === 'number' && typeof end === 'number') return [start, end]
  }
  throw new NotUnderstood()
}
