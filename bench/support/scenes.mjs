import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { git, ROOT } from './environment.mjs'

export const MB = 1_000_000
const TRACKED = 5000

/** Harmless, without a word or a number that could begin a secret. */
const plainLine = number => `const value${number % 1000} = ${number % 997}\n`

/** Writes a file of about `size` bytes in pieces; `line` makes one line from its number. */
export function writeText(file, size, line = plainLine) {
  mkdirSync(dirname(file), { recursive: true })
  const open = openSync(file, 'w')
  let number = 0
  for (let written = 0; written < size; ) {
    let piece = ''
    while (piece.length < Math.min(MB, size - written)) piece += line(number++)
    written += writeSync(open, piece)
  }
  closeSync(open)
}

const fileName = number => `dir${number % 50}/file${number}.js`

/** A repository of 5,000 tracked files in one commit, packed. */
export function trackedRepository(name) {
  const directory = join(ROOT, name)
  mkdirSync(directory)
  git(directory, 'init', '-q', '-b', 'main')
  for (const [key, value] of Object.entries({ 'gc.auto': '0', 'maintenance.auto': 'false', 'core.compression': '1' }))
    git(directory, 'config', key, value)
  for (let number = 0; number < TRACKED; number++) {
    if (number < 50) mkdirSync(join(directory, `dir${number}`))
    writeFileSync(join(directory, fileName(number)), `export const value${number} = ${number}\n`)
  }
  git(directory, 'add', '.')
  git(directory, 'commit', '-qm', 'start')
  git(directory, 'gc', '-q')
  return directory
}

function edit(directory, files) {
  for (let number = 0; number < files; number++)
    writeFileSync(
      join(directory, fileName(number)),
      `export const value${number} = ${number + 1}\nexport const other = 'text ${number}'\n`,
    )
}

/** Harmless, and still every keyword that makes a scanner look twice. */
export const wordsLine = number => `the key, the token and the password of chapter ${number} are only words here\n`

/** What is staged; `rounds` is how often it is measured, `times` how many runs make one sample, `large` where slow tools are given one run. */
export const SCENES = [
  { name: '1 file', rounds: 15, times: 20, stage: directory => edit(directory, 1) },
  { name: '100 files', rounds: 7, times: 5, stage: directory => edit(directory, 100) },
  { name: '2,000 files', rounds: 5, times: 1, stage: directory => edit(directory, 2000) },
  { name: '1 MB of text', rounds: 7, times: 5, stage: directory => writeText(join(directory, 'new.js'), MB) },
  {
    name: '100 MB of text',
    rounds: 3,
    times: 1,
    large: true,
    stage: directory => writeText(join(directory, 'new.js'), 100 * MB),
  },
  {
    name: '100 MB full of the words key, token, password',
    rounds: 3,
    times: 1,
    large: true,
    stage: directory => writeText(join(directory, 'new.txt'), 100 * MB, wordsLine),
  },
]

/** Stages a scene, in place of what was staged before. */
export function enter(directory, { stage }) {
  git(directory, 'reset', '-q', '--hard')
  stage(directory)
  git(directory, 'add', '-A')
}
