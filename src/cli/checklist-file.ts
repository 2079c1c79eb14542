import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import type { Repository } from '../git/repository.ts'
import type { Facts } from '../respond/facts.ts'
import { STEPS, type StepName } from '../respond/step.ts'

/** In the git directory that linked worktrees share; nothing of it is ever committed. */
export const CHECKLIST = 'keyhook-respond.json'

/** How far one response is, and what was known of the key: after history was rewritten nothing else tells. */
export interface Checklist {
  readonly provider: string | null
  readonly rule: string | null
  readonly facts: Facts
  /** The day, YYYY-MM-DD, on which the facts were found. */
  readonly known: string
  readonly done: ReadonlyMap<StepName, string>
}

/** By fingerprint, or `provider:NAME`. */
export type Checklists = ReadonlyMap<string, Checklist>

/** @throws KeyhookError 'configuration' where the file is there and is not one of these */
export function readChecklists({ commonDirectory }: Repository): Map<string, Checklist> {
  const file = join(commonDirectory, CHECKLIST)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map()
    throw unreadable(file)
  }
  try {
    return parse(JSON.parse(text))
  } catch {
    throw unreadable(file)
  }
}

/**
 * Replaces the file whole, readable by its owner alone.
 *
 * @throws KeyhookError 'output'
 */
export function writeChecklists({ commonDirectory }: Repository, lists: Checklists): void {
  const file = join(commonDirectory, CHECKLIST)
  const temporary = `${file}.${randomBytes(6).toString('hex')}`
  const keys = Object.fromEntries(
    [...lists].map(([subject, { done, ...rest }]) => [subject, { ...rest, done: Object.fromEntries(done) }]),
  )
  try {
    writeFileSync(temporary, `${JSON.stringify({ version: 1, keys }, null, 1)}\n`, { flag: 'wx', mode: 0o600 })
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new KeyhookError(
      'output',
      `The checklist could not be written (${code}): ${file}`,
      'Check the permissions and the free space of that directory, then run the same command again.',
    )
  }
}

function unreadable(file: string): KeyhookError {
  return new KeyhookError(
    'configuration',
    `The checklist cannot be read, and was left alone: ${file}`,
    'Remove that file to begin a new one; only ticks are lost.',
  )
}

function parse(value: unknown): Map<string, Checklist> {
  const { version, keys } = object(value)
  if (version !== 1) throw new TypeError('another version')
  return new Map(Object.entries(object(keys)).map(([subject, one]) => [subject, checklist(object(one))]))
}

function checklist({ provider, rule, facts, known, done }: Record<string, unknown>): Checklist {
  if (!Array.isArray(facts)) throw new TypeError('no facts')
  return {
    provider: provider === null ? null : text(provider),
    rule: rule === null ? null : text(rule),
    facts: facts.map((fact): [string, string] => {
      if (!Array.isArray(fact)) throw new TypeError('no fact')
      return [text(fact[0]), text(fact[1])]
    }),
    known: text(known),
    done: new Map(
      Object.entries(object(done)).flatMap(([name, day]): [StepName, string][] => {
        const known = STEPS.find(step => step === name)
        return known === undefined ? [] : [[known, text(day)]]
      }),
    ),
  }
}

function object(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('no object')
  return { ...value }
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('no text')
  return value
}
