import type { Allowlist } from '../allowlist/allowlist.ts'
import { coverage } from '../allowlist/coverage.ts'
import { addEntries } from '../allowlist/edit.ts'
import type { NewEntry } from '../allowlist/entry-text.ts'
import { parseAllowlist } from '../allowlist/parse.ts'
import { type Additions, addToConfiguration } from '../configuration/edit.ts'
import { ignoreFault } from '../configuration/ignored.ts'
import { parseConfiguration } from '../configuration/parse.ts'
import { KeyhookError } from '../errors.ts'
import type { Rule } from '../types.ts'
import type { Resolved } from './resolve.ts'
import { ruleFault } from './rule-fault.ts'

/** What became of a line in the end. */
export type Outcome = 'added' | 'there' | 'refused' | 'needless'

export interface Told {
  readonly resolved: Resolved
  readonly outcome: Outcome
  /** For what was not carried over. */
  readonly why?: string
}

/** The two files as they are now; null where there is none. */
export interface Texts {
  readonly allowlist: string | null
  readonly configuration: string | null
}

export interface Carrying {
  readonly names: { readonly allowlist: string; readonly configuration: string }
  readonly rules: readonly Rule[]
  /** YYYY-MM-DD, UTC. */
  readonly today: string
  /** What a line's own remark may be shown as; null where it holds a part of a secret. */
  readonly mask: (text: string) => string | null
}

export interface Carried {
  /** null where the file need not change. */
  readonly texts: Texts
  readonly told: readonly Told[]
}

/**
 * Adds what was resolved to the texts of the allowlist and of the configuration, each only once, and changes no other byte.
 *
 * @throws KeyhookError 'configuration' where one of them is malformed, or is written in a way that nothing can be added to
 */
export async function carry(resolved: readonly Resolved[], before: Texts, carrying: Carrying): Promise<Carried> {
  const told = new Map<Resolved, Told>()
  const tell = (one: Resolved, outcome: Outcome, why?: string): void => {
    told.set(one, { resolved: one, outcome, ...(why === undefined ? {} : { why }) })
  }
  for (const one of resolved) if (one.kind === 'refused' || one.kind === 'needless') tell(one, one.kind, one.why)
  const configuration = carryConfiguration(resolved, before.configuration, carrying, tell)
  const own = parsedConfiguration(configuration ?? before.configuration, carrying).rules
  const known = new Set([...carrying.rules, ...own].map(({ id }) => id))
  const allowlist = await carryEntries(resolved, before.allowlist, { ...carrying, known }, tell)
  return {
    texts: { allowlist, configuration },
    told: resolved.map(one => told.get(one) ?? { resolved: one, outcome: 'there' }),
  }
}

type Tell = (one: Resolved, outcome: Outcome, why?: string) => void

function carryConfiguration(
  resolved: readonly Resolved[],
  text: string | null,
  carrying: Carrying,
  tell: Tell,
): string | null {
  const before = parsedConfiguration(text, carrying)
  const additions: { [K in keyof Additions]: Additions[K][number][] } = {
    ignore: [],
    disable: [],
    markers: [],
    rules: [],
  }
  const globs = [...before.ignoreGlobs]
  const ids = new Set(before.rules.map(({ id }) => id))
  const switchedOff = new Set<string>(before.disabled)
  const markers = new Set<string>(before.markers)
  for (const one of resolved) {
    const remark = origin(one, carrying)
    if (one.kind === 'ignored' && !globs.includes(one.glob)) {
      const fault = ignoreFault(one.glob, globs)
      if (fault !== null) tell(one, 'refused', fault)
      else {
        globs.push(one.glob)
        additions.ignore.push({ value: one.glob, remark })
        tell(one, 'added')
      }
    } else if (one.kind === 'rule' && !ids.has(one.rule.id)) {
      const fault = ruleFault(one.rule, carrying.rules, carrying.names.configuration)
      if (fault !== null) tell(one, fault.outcome, fault.why)
      else {
        ids.add(one.rule.id)
        additions.rules.push({ value: one.rule, remark })
        tell(one, 'added')
      }
    } else if (one.kind === 'disabled' && !switchedOff.has(one.rule)) {
      switchedOff.add(one.rule)
      additions.disable.push({ value: one.rule, remark })
      tell(one, 'added')
    } else if (one.kind === 'marker' && !markers.has(one.marker)) {
      markers.add(one.marker)
      additions.markers.push({ value: one.marker, remark: '' })
      tell(one, 'added')
    }
  }
  if (Object.values(additions).every(list => list.length === 0)) return null
  const after = addToConfiguration(text, additions)
  const read = parsedConfiguration(after, carrying)
  const holdsAll =
    globs.every(glob => read.ignoreGlobs.includes(glob)) &&
    [...ids].every(id => read.rules.some(rule => rule.id === id)) &&
    [...switchedOff].every(id => read.disabled.has(id)) &&
    [...markers].every(marker => read.markers.some(one => one === marker))
  if (!holdsAll) throw cannotAdd(carrying.names.configuration)
  return after
}

function parsedConfiguration(text: string | null, { names, rules }: Carrying) {
  return parseConfiguration(text ?? '', names.configuration, rules)
}

async function carryEntries(
  resolved: readonly Resolved[],
  text: string | null,
  carrying: Carrying & { readonly known: ReadonlySet<string> },
  tell: Tell,
): Promise<string | null> {
  const { names, known, today } = carrying
  const before = parseAllowlist(text ?? '', names.allowlist, known)
  const cover = await coverage(before, today)
  const entries = new Map<string, NewEntry>()
  for (const one of resolved) {
    if (one.kind !== 'allowed' && one.kind !== 'entry') continue
    const conditions: Omit<NewEntry, 'reason'> = one.kind === 'allowed' ? one.entry : { rule: one.rule, path: one.path }
    const { fingerprint, rule = '' } = conditions
    const key = fingerprint ?? `${rule}\0${conditions.path}`
    if (!known.has(rule)) tell(one, 'refused', 'keyhook has no rule of that name')
    else if (entries.has(key)) tell(one, 'there')
    else if (fingerprint === undefined ? hasEntry(before, rule, conditions.path) : isCovered(fingerprint, rule))
      tell(one, 'there')
    else {
      entries.set(key, { ...conditions, reason: origin(one, carrying) })
      tell(one, 'added')
    }
  }
  if (entries.size === 0) return null
  const after = addEntries(text, [...entries.values()])
  const read = parseAllowlist(after, names.allowlist, known).entries
  if (read.length !== before.entries.length + entries.size) throw cannotAdd(names.allowlist)
  return after

  function isCovered(fingerprint: string, rule: string): boolean {
    return cover({ fingerprint, rule, path: '' })?.fingerprint === fingerprint
  }
}

function hasEntry({ entries }: Allowlist, rule: string, path: string | undefined): boolean {
  return entries.some(entry => entry.fingerprint === undefined && entry.rule === rule && entry.path === path)
}

const LONGEST_NOTE = 160

/** `imported from .gitleaksignore: what a remark there says`. */
function origin(one: Resolved, { mask }: Carrying): string {
  const note = 'note' in one ? (one.note ?? '') : ''
  const line = note.replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()
  const isTellable = line !== '' && line.length <= LONGEST_NOTE && mask(line) === line
  return `imported from ${one.file}${isTellable ? `: ${line}` : ''}`
}

function cannotAdd(name: string): KeyhookError {
  return new KeyhookError(
    'configuration',
    `${name} is written in a way that keyhook cannot add to. Nothing was imported.`,
    'Write its lists as lines that begin with "- ", then import again.',
  )
}
