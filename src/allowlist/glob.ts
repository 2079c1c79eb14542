import picomatch from 'picomatch'

export type Match = (path: string) => boolean

const OPTIONS = {
  dot: true,
  nonegate: true,
  strictBrackets: true,
  windows: false, // paths come from git, with `/` on every system
  flags: 's', // a file name may hold a line break
} as const

const MAXIMUM_LENGTH = 1_000

/** About a second of backtracking at worst. */
const MAXIMUM_STEPS = 1e8

const ORDINARY_PATH = 'packages/server/test/fixtures/keys.test.ts'

/**
 * The ways in which people nest and name files; all with a folder and a dot, as next to all files have.
 * A glob that matches every one of them leaves next to nothing to scan.
 */
const EVERYDAY_PATHS = [
  'src/index.ts',
  'docs/guide/start.md',
  'config/.env.local',
  'Sources/App/Main/Keys.swift',
  '.github/workflows/release.yml',
]

/** What is wrong with a glob, in words that do not quote it; null where it is right. */
export function globFault(glob: string): string | null {
  if (glob.trim() === '') return 'a glob must not be empty'
  if (glob.length > MAXIMUM_LENGTH) return `a glob has at most ${MAXIMUM_LENGTH} characters`
  if (glob !== glob.trim()) return 'a glob must not begin or end with a space'
  if (/!\(|\[!|^!/.test(glob)) return 'a glob cannot be negated: name what is meant'
  if (glob.startsWith('/') || /^[A-Za-z]:[\\/]/.test(glob))
    return 'a glob begins at the top level: leave out the leading /'
  if (/(^|\/)\.{1,2}(\/|$)/.test(glob)) return 'a glob begins at the top level: leave out . and ..'
  if (glob.endsWith('/')) return 'a folder is written with /** at its end'
  if (/\\[A-Za-z0-9]|\\$/.test(glob)) return 'a glob has / between folders, not \\'
  if (/[*+]\([^)]*[*+?@]/.test(glob)) return 'a glob must not repeat what already repeats'
  if (steps(glob, ORDINARY_PATH) > MAXIMUM_STEPS / 100) return 'a glob has fewer stars and alternatives'
  try {
    // picomatch answers a glob it cannot translate with an expression that matches nothing.
    return picomatch.makeRe(glob, OPTIONS).source === '$^' ? 'this is not a glob: check its brackets' : null
  } catch {
    return 'this is not a glob: a bracket or brace is not closed, or not opened'
  }
}

/** Whether the globs together leave out next to nothing. */
export function matchesEverything(globs: readonly string[]): boolean {
  const matches = globs.map(compileGlob)
  return EVERYDAY_PATHS.every(path => matches.some(match => match(path)))
}

/**
 * A test of whole paths from the top level; dot files included.
 * Where glob and path were made to keep the matcher busy for seconds, the answer is no: what is not matched is reported.
 */
export function compileGlob(glob: string): Match {
  const match = picomatch(glob, OPTIONS)
  return path => steps(glob, path) <= MAXIMUM_STEPS && match(path)
}

/** An upper bound for the ways in which the stars and alternatives of a glob can share out a path. */
function steps(glob: string, path: string): number {
  const folders = path.split('/')
  const longest = folders.reduce((most, name) => Math.max(most, name.length), 1)
  let ways = path.length * alternatives(glob)
  let globstars = 0
  for (const part of glob.split('/')) {
    if (part === '**') globstars++
    else for (let star = 1; star < (part.match(/[*+]+/g)?.length ?? 0); star++) ways *= longest / star
  }
  for (let star = 1; star <= globstars; star++) ways *= Math.max(1, folders.length / star)
  return ways
}

function alternatives(glob: string): number {
  let product = 1
  const open: number[] = []
  for (const character of glob) {
    if ('{('.includes(character)) open.push(1)
    if (',|'.includes(character) && open.length > 0) open.push((open.pop() ?? 0) + 1)
    if ('})'.includes(character)) product *= open.pop() ?? 1
  }
  return product
}
