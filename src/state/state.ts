import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Beside what init places, which uninstall takes away. */
const DIRECTORY = 'keyhook-state'
const KEY_FILE = 'key'
const KEY_BYTES = 32
const LARGEST = 4 * 1024 * 1024

/** What keyhook remembers of keys between two runs: never a key, only a hash of it that nobody can compute without this repository's own random key. */
export interface State {
  /** 64 hex digits: HMAC-SHA-256 of a text under the random key. */
  hash(text: string): string
  /** What was written under a name; null where nothing was, or nothing that can be read. */
  read(name: string): unknown
  /** Writes whole or not at all, for nobody else to read. Returns whether it could be written. */
  write(name: string, value: unknown): boolean
}

/**
 * Opens the state of a repository, for all its working trees. Where it cannot be written, nothing is remembered, and nothing fails.
 *
 * @param commonDirectory the git directory that working trees share
 */
export function openState(commonDirectory: string): State {
  const directory = join(commonDirectory, DIRECTORY)
  let key: Buffer | null = null
  const keyed = (): Buffer => {
    key ??= readKey(directory) ?? newKey(directory)
    return key
  }
  return {
    hash: text => createHmac('sha256', keyed()).update(text, 'latin1').digest('hex'),
    read(name) {
      try {
        const bytes = readFileSync(join(directory, `${name}.json`))
        return bytes.length > LARGEST ? null : JSON.parse(bytes.toString('utf8'))
      } catch {
        return null
      }
    },
    write: (name, value) => place(directory, `${name}.json`, `${JSON.stringify(value)}\n`),
  }
}

function readKey(directory: string): Buffer | null {
  try {
    const key = Buffer.from(readFileSync(join(directory, KEY_FILE), 'utf8').trim(), 'hex')
    return key.length === KEY_BYTES ? key : null
  } catch {
    return null
  }
}

/** Where two begin at once, both have to end with the same one. */
function newKey(directory: string): Buffer {
  const key = randomBytes(KEY_BYTES)
  place(directory, KEY_FILE, `${key.toString('hex')}\n`)
  return readKey(directory) ?? key
}

function place(directory: string, name: string, text: string): boolean {
  const beside = join(directory, `${name}.${randomUUID()}`)
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    writeFileSync(beside, text, { mode: 0o600, flag: 'wx' })
    renameSync(beside, join(directory, name))
    return true
  } catch {
    discard(beside)
    return false
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // Where nothing can be written, nothing was.
  }
}
