// Builds and packs the package once more, in another directory, and compares: npm run reproduce [-- ARCHIVE.tgz]
// Exit code 0 where the bytes are the same. Without an archive, what dist/ holds now is packed and compared.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'keyhook-reproduce-'))
try {
  const given = process.argv[2] === undefined ? pack(ROOT, join(scratch, 'here')) : resolve(process.argv[2])
  const again = pack(buildElsewhere(), join(scratch, 'there'))
  const digests = [given, again].map(digest)
  console.log(`first build   sha256 ${digests[0]}\nsecond build  sha256 ${digests[1]}`)
  if (digests[0] !== digests[1]) {
    console.log(`They differ. To see where, unpack both: ${given} and ${again}`)
    process.exitCode = 1
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** In a path with a space and another length, in another time zone and language. */
function buildElsewhere() {
  const directory = join(scratch, 'another place')
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
  for (const path of listed.toString().split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    cpSync(join(ROOT, path), join(directory, path))
  }
  copyPackages(directory)
  execFileSync(process.execPath, ['scripts/build.mjs'], {
    cwd: directory,
    env: { ...process.env, TZ: 'Asia/Tokyo', LC_ALL: 'C', LANG: 'C' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return directory
}

/** Not a link to the directory: rolldown would follow it back. Hard links where the disk is the same. */
function copyPackages(directory) {
  const packages = join(ROOT, 'node_modules')
  try {
    execFileSync('cp', ['-al', packages, directory], { stdio: 'ignore' })
  } catch {
    rmSync(join(directory, 'node_modules'), { recursive: true, force: true })
    cpSync(packages, join(directory, 'node_modules'), { recursive: true, verbatimSymlinks: true })
  }
}

function pack(directory, destination) {
  mkdirSync(destination, { recursive: true })
  const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', destination]
  const packed = execFileSync('npm', args, { cwd: directory, shell: process.platform === 'win32' })
  return join(destination, packed.toString().trim().split('\n').at(-1))
}

function digest(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}
