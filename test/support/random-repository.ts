import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Random, seeded } from './random.ts'
import { edited, LINES, NAMES, randomText } from './random-content.ts'
import type { Repo } from './repo.ts'

/** A file of a state, its path and content one character a byte. */
interface File {
  readonly mode: string
  readonly text: string
}

type State = ReadonlyMap<string, File>

const MORE_NAMES = [...NAMES, 'd/e/f/g', 'd/e/h', 'not utf-8 \xff\xfe', 'back\\slash', 'tr\x7fash', 'z']
const SUBMODULE = '160000'

/**
 * Fills a repository with random commits and a random index, as a seed has it: adds, edits, deletions, renames, modes, links, submodules, odd names, CRLF, missing last line feeds,
 * empty files, paths announced with `-N`, loose and packed objects and references, no commit yet, and a merge in progress. Few processes, so that many can be made.
 */
export function fillRandomly(repo: Repo, seed: number): void {
  const random = seeded(seed)
  const changes = createChanges(random, random.chance(0.6))
  const base = changes.made(new Map(), 4 + random.below(10))
  const main = changes.made(base, 1 + random.below(5))
  const side = random.chance(0.3) ? changes.made(base, 1 + random.below(5)) : null
  const isFirst = side === null && random.chance(0.1)
  const staged = changes.made(side === null ? main : merged(base, main, side, random), random.below(9))

  const commits = isFirst
    ? ''
    : commit('main', base, 1) + commit('main', main, 2) + (side === null ? '' : commit('side', side, 3, 1))
  const blobs = [...staged.values()].map(({ text }) => `blob\n${data(text)}`).join('')
  const unpacked = random.chance(0.5) ? 1000 : 1
  feed(
    repo,
    ['-c', `fastimport.unpackLimit=${unpacked}`, 'fast-import', '--quiet', '--done'],
    `${blobs}${commits}done\n`,
  )
  stage(repo, staged)
  if (side !== null) writeFileSync(join(repo.dir, '.git/MERGE_HEAD'), repo.git('rev-parse', 'side'))
  if (random.chance(0.1)) announce(repo, staged)
  if (random.chance(0.15)) repo.git('repack', '-adfq')
  if (random.chance(0.15)) repo.git('pack-refs', '--all')
}

interface Changes {
  made(before: State, count: number): Map<string, File>
}

/**
 * @param moves whether files may go, and so be found again elsewhere. Then every text ends with a line feed: git before 2.44 leaves a last line without one out of account
 *     when it looks for renames.
 */
function createChanges(random: Random, moves: boolean): Changes {
  const names = moves ? [...MORE_NAMES, 'dir', 'd/e'] : MORE_NAMES
  const place = (files: Map<string, File>, path: string, { mode, text }: File): void => {
    const isOpen = moves && mode.startsWith('100') && text !== '' && !text.endsWith('\n')
    put(files, path, { mode, text: isOpen ? `${text}\n` : text })
  }

  function change(files: Map<string, File>): void {
    const path = random.pick(names)
    const file = files.get(path)
    const other = random.pick(names)
    const act = random.below(9)
    if (file === undefined) place(files, path, newFile())
    else if (moves && (file.mode === SUBMODULE || act === 0)) files.delete(path)
    else if (file.mode === SUBMODULE) return
    else if (act === 1) place(files, path, { ...file, mode: file.mode === '100644' ? '100755' : '100644' })
    else if (act === 2) place(files, path, { mode: '120000', text: random.pick(names) })
    else if (moves && (act === 3 || act === 4)) {
      files.delete(path)
      place(files, other, act === 3 ? file : { ...file, text: edited(file.text, random) })
    } else if (act === 5) place(files, other, file)
    else place(files, path, { ...file, text: edited(file.text, random) })
  }

  function newFile(): File {
    if (random.chance(0.05)) return { mode: SUBMODULE, text: '' }
    if (random.chance(0.08)) return { mode: '120000', text: random.pick(names) }
    // Longer ones too, so that one more line does not make another file of it.
    const text = random.chance(0.3)
      ? Array.from({ length: 20 + random.below(30) }, (_, line) => `${random.pick(LINES)} ${line % 7}\n`).join('')
      : randomText(random)
    return { mode: random.chance(0.1) ? '100755' : '100644', text }
  }

  return {
    made(before, count) {
      const after = new Map(before)
      for (let left = count; left > 0; left--) change(after)
      return after
    },
  }
}

/** A path that is a directory of another cannot be a file. */
function put(state: Map<string, File>, path: string, file: File): void {
  const conflicting = [...state.keys()].some(other => other.startsWith(`${path}/`) || path.startsWith(`${other}/`))
  if (!conflicting) state.set(path, file)
}

/** Of each path what either side made of it. */
function merged(base: State, main: State, side: State, random: Random): State {
  const result = new Map<string, File>()
  for (const path of new Set([...main.keys(), ...side.keys()])) {
    const changedBySide = side.get(path) !== base.get(path)
    const both = changedBySide && main.get(path) !== base.get(path)
    const file = (both ? random.chance(0.5) : changedBySide) ? side.get(path) : main.get(path)
    if (file !== undefined) put(result, path, file)
  }
  return result
}

const AUTHOR = 'A U Thor <author@example.com> 1767323045 +0000'

function commit(name: string, state: State, mark: number, parent?: number): string {
  const files = [...state].map(([path, { mode, text }]) =>
    mode === SUBMODULE
      ? `M ${mode} ${'1'.repeat(40)} ${quoted(path)}\n`
      : `M ${mode} inline ${quoted(path)}\n${data(text)}`,
  )
  const from = parent === undefined ? '' : `from :${parent}\n`
  return `commit refs/heads/${name}\nmark :${mark}\ncommitter ${AUTHOR}\n${data('message')}${from}deleteall\n${files.join('')}\n`
}

function data(text: string): string {
  return `data ${text.length}\n${text}\n`
}

function quoted(path: string): string {
  return `"${path.replace(/["\\]|[^ -~]/g, character => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`
}

/** Straight into the index: the working tree is to play no part. */
function stage(repo: Repo, state: State): void {
  const entries = [...state].map(([path, { mode, text }]) => {
    const id = createHash('sha1').update(`blob ${text.length}\0`).update(text, 'latin1').digest('hex')
    return `${mode} ${mode === SUBMODULE ? '2'.repeat(40) : id}\t${path}\0`
  })
  feed(repo, ['update-index', '-z', '--index-info'], entries.join(''))
}

/** Hands git bytes, one character each. */
function feed(repo: Repo, args: readonly string[], input: string): void {
  const { code, stderr } = repo.run('git', args, { input: Buffer.from(input, 'latin1') })
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
}

/** `git add -N`: the path is in the index, its content is not. */
function announce(repo: Repo, state: State): void {
  if (state.has('later')) return
  repo.write('later', 'not staged\n')
  repo.git('add', '-N', 'later')
}
