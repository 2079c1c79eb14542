import { DOORS, type Door } from './doors.ts'

/**
 * Where the block finds this repository's keyhook directory.
 * - `inside`: the hooks directory lies in the git directory that worktrees share, beside keyhook's own
 * - `tracked`: the hook file lies in the work tree, and comes along with a clone that has no copy of the scanner yet
 * - `shared`: several repositories use the hooks directory, and keyhook acts only in those it was installed in
 */
export type Reach = 'inside' | 'tracked' | 'shared'

export interface BlockNotes {
  /** The file holds nothing but the block, and goes with it. */
  readonly created?: boolean
  /** A line feed had to be put before the block. */
  readonly joined?: boolean
}

/** How whoever starts the hook file hands over the arguments: lefthook makes words of what git gave as one. */
export type Arguments = 'as git gave them' | 'in words'

/** A hook file taken apart. */
export interface Parts {
  readonly before: string
  readonly after: string
  readonly notes: Required<BlockNotes>
}

const OPEN = '# >>> keyhook'
const CLOSE = '# <<< keyhook'
const SHEBANG = '#!/bin/sh\n'

/** lefthook takes a hook file with its name in capitals for its own: it replaces it, where it would keep a stranger's under another name. */
const YIELDS = '# LEFTHOOK may put its own hook in place of this file: its configuration starts keyhook too.\n'

/** Told where neither the copy nor the package is there, or whole. Holds no quotes: it is set between either kind. */
export const MISSING =
  'keyhook: its copy in the git directory is missing or damaged, so nothing was checked. Repair it with: npx keyhook init'

/** Stays in force until the body has run to its end: also where that is missing, empty, cut short or no valid sh. */
const TRAP = `  trap 'echo "${MISSING}" >&2; exit 2' EXIT`

/** The lines that guard one door, from marker to marker, each ended by a line feed. Everything happens in a subshell, so that nothing of it reaches a user's own lines. */
export function renderBlock(
  door: Door,
  reach: Reach,
  notes: BlockNotes = {},
  args: Arguments = 'as git gave them',
): string {
  const told = [
    'stops keys and other secrets. "keyhook init" wrote this block',
    notes.created === true ? ' and this file' : '',
    notes.joined === true ? ' and the line feed before it' : '',
    '; "keyhook uninstall" removes it.',
  ].join('')
  const lines = [
    `${OPEN}: ${told}`,
    '(',
    TRAP,
    `  keyhook_door=${door}`,
    ...(args === 'in words' && door === 'commit-msg' ? [ONE_PATH] : []),
    ...FINDING[reach],
    '  if [ -f "$keyhook_scanner/hook.sh" ]; then . "$keyhook_scanner/hook.sh"; fi',
    ...(reach === 'tracked' ? PACKAGE : []),
    ') || exit $?',
    CLOSE,
  ]
  return `${lines.join('\n')}\n`
}

/**
 * A whole hook file that keyhook made.
 *
 * @param yields whether lefthook may replace it
 */
export function renderStub(door: Door, reach: Reach, yields = false): string {
  return SHEBANG + (yields ? YIELDS : '') + renderBlock(door, reach, { created: true })
}

const ONE_PATH = '  set -- "$*" # one path, with the spaces that are in it'

/** What git itself does to find the directory that worktrees share, without starting git. */
export const COMMON_DIRECTORY = [
  '  keyhook_git=${GIT_COMMON_DIR:-${GIT_DIR:-.git}}',
  '  if [ -f "$keyhook_git" ]; then read -r keyhook_line <"$keyhook_git"; keyhook_git=${keyhook_line#gitdir: }; fi',
  '  if [ -f "$keyhook_git/commondir" ]; then',
  '    read -r keyhook_line <"$keyhook_git/commondir"',
  '    case $keyhook_line in /* | ?:*) keyhook_git=$keyhook_line ;; *) keyhook_git=$keyhook_git/$keyhook_line ;; esac',
  '  fi',
  '  keyhook_scanner=$keyhook_git/keyhook',
]

const FINDING: Record<Reach, readonly string[]> = {
  inside: ['  keyhook_scanner=${0%/*}/../keyhook'],
  tracked: COMMON_DIRECTORY,
  shared: [
    ...COMMON_DIRECTORY,
    '  if [ ! -d "$keyhook_scanner" ]; then # not installed in this repository: only the hook that was here before',
    '    keyhook_before=${0%/*}/$keyhook_door.keyhook-prev',
    '    if [ -f "$keyhook_before" ] && [ -x "$keyhook_before" ]; then exec "$keyhook_before" "$@"; fi',
    '    trap - EXIT; exit 0',
    '  fi',
  ],
}

const PACKAGE = [
  '  keyhook_scanner=node_modules/keyhook/dist',
  '  if [ -f node_modules/keyhook/hooks/keyhook.sh ]; then . ./node_modules/keyhook/hooks/keyhook.sh; fi',
]

/**
 * Takes the block out of a hook file, also one that has lost one of its marker lines: then the block ends at the first line that
 * keyhook never wrote.
 *
 * @returns null where there is no block
 */
export function takeApart(text: string): Parts | null {
  const lines = text.split(/(?<=\n)/)
  const opening = lines.findIndex(line => line.startsWith(OPEN))
  const closing = lines.findIndex((line, index) => index >= opening && line.startsWith(CLOSE))
  if (opening < 0 && closing < 0) return null
  const first = opening >= 0 ? opening : runOfOurs(lines, closing, -1)
  const last = closing >= 0 ? closing : runOfOurs(lines, opening, 1)
  const marker = lines[first] ?? ''
  return {
    before: lines.slice(0, first).join(''),
    after: lines.slice(last + 1).join(''),
    notes: { created: marker.includes('and this file'), joined: marker.includes('and the line feed before it') },
  }
}

/**
 * The block as it stands in the file, for running it alone; null where it is not whole, or holds a line that keyhook never wrote:
 * the file may have come with a clone.
 */
export function cutBlock(text: string): string | null {
  const start = text.search(new RegExp(`^${OPEN}`, 'm'))
  const end = text.indexOf(`\n${CLOSE}`, start)
  if (start < 0 || end < 0) return null
  const [, ...lines] = text.slice(start, end).split('\n')
  return lines.every(line => OURS.has(line.trimEnd())) ? `${text.slice(start, end)}\n` : null
}

/** What is left of a file without its block; null where the file was keyhook's alone. */
export function withoutBlock(parts: Parts): string | null {
  if (parts.notes.created && parts.after === '' && ['', SHEBANG, SHEBANG + YIELDS].includes(parts.before)) return null
  const before = parts.notes.joined && parts.after === '' ? parts.before.replace(/\n$/, '') : parts.before
  return before + parts.after
}

function runOfOurs(lines: readonly string[], from: number, step: 1 | -1): number {
  let at = from
  while (OURS.has((lines[at + step] ?? '').trimEnd())) at += step
  return at
}

const REACHES: readonly Reach[] = ['inside', 'tracked', 'shared']

const OURS: ReadonlySet<string> = new Set(
  DOORS.flatMap(door => REACHES.map(reach => renderBlock(door, reach, {}, 'in words'))).flatMap(block =>
    block.trimEnd().split('\n'),
  ),
)
