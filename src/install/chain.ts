import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { type Reach, renderBlock, renderStub, takeApart, withoutBlock } from './block.ts'
import { type Change, writing } from './changes.ts'
import { DOORS, type Door } from './doors.ts'
import { besidePreCommit, toolOf } from './other-hooks.ts'
import { ownText } from './own-text.ts'
import { earlierOf } from './record.ts'

export interface Wiring {
  readonly changes: readonly Change[]
  /** What people should know, as full sentences. */
  readonly notes: readonly string[]
}

/** Guards each door by a hook file of keyhook's own; a hook that stands there is kept under another name, and the guard runs it. */
export function chainDoors(
  directory: string,
  reach: Reach,
  { doors = DOORS, yields = false }: { readonly doors?: readonly Door[]; readonly yields?: boolean } = {},
): Wiring {
  return joined(doors.map(door => chainDoor(directory, door, reach, yields)))
}

/** Takes keyhook's files away again and gives the earlier hooks their names back. */
export function unchainDoors(directory: string): Wiring {
  return joined(DOORS.map(door => unchainDoor(directory, door)))
}

export function joined(wirings: readonly Wiring[]): Wiring {
  return { changes: wirings.flatMap(wiring => wiring.changes), notes: wirings.flatMap(wiring => wiring.notes) }
}

export { ownText }

function chainDoor(directory: string, door: Door, reach: Reach, yields: boolean): Wiring {
  const path = join(directory, door)
  const text = ownText(path)
  const parts = text === null ? null : takeApart(text)
  if (parts !== null) {
    const block = renderBlock(door, reach, parts.notes)
    return { changes: writing(path, Buffer.from(parts.before + block + parts.after, 'latin1'), true), notes: [] }
  }
  if (!exists(path)) return { changes: writing(path, renderStub(door, reach, yields), true), notes: [] }
  const legacy = besidePreCommit(path)
  if (legacy !== null) {
    const inside = takeApart(ownText(legacy) ?? '')
    const block = renderBlock(door, reach, inside?.notes)
    const content = (inside?.before ?? '') + block + (inside?.after ?? '')
    return { changes: writing(legacy, Buffer.from(content, 'latin1'), true), notes: [] }
  }
  const kept = makeRoom(directory, door)
  return {
    changes: [
      ...kept.changes,
      { kind: 'move', from: path, to: earlierOf(directory, door) },
      { kind: 'write', path, bytes: Buffer.from(renderStub(door, reach, yields)), mode: 0o755 },
    ],
    notes: [...kept.notes, `The ${door} hook that was here runs first; it is kept as ${door}.keyhook-prev`],
  }
}

/**
 * Another tool has taken the hook's name since keyhook was installed. Some keep the file they find, and run it, under another name:
 * there the earlier hook takes keyhook's place again. Others overwrite it: then the earlier hook had been out of use, and stays so.
 */
function makeRoom(directory: string, door: Door): Wiring {
  const earlier = earlierOf(directory, door)
  for (const name of [`${door}.legacy`, `${door}.old`]) {
    const path = join(directory, name)
    const text = ownText(path)
    const parts = text === null ? null : takeApart(text)
    if (parts === null || withoutBlock(parts) !== null) continue
    if (exists(earlier)) return { changes: [{ kind: 'move', from: earlier, to: path }], notes: [] }
    return { changes: [{ kind: 'remove', path }], notes: [] }
  }
  if (!exists(earlier)) return { changes: [], notes: [] }
  // The tool has written the same hook again.
  if (ownText(earlier) !== null && ownText(earlier) === ownText(join(directory, door)))
    return { changes: [{ kind: 'remove', path: earlier }], notes: [] }
  const aside = firstFree(`${earlier}-old`)
  return {
    changes: [{ kind: 'move', from: earlier, to: aside }],
    notes: [`Another tool had replaced the ${door} hook. The one from before that is not run; it is kept as ${aside}`],
  }
}

function unchainDoor(directory: string, door: Door): Wiring {
  const path = join(directory, door)
  const earlier = earlierOf(directory, door)
  const kept = exists(earlier)
  const text = ownText(path)
  const parts = text === null ? null : takeApart(text)
  if (parts !== null) {
    const rest = withoutBlock(parts)
    if (rest === null) return { changes: giveBack(path, earlier, kept), notes: [] }
    return keepLines(path, rest, parts.before, parts.after, kept ? door : null)
  }
  if (!exists(path)) return { changes: kept ? [{ kind: 'move', from: earlier, to: path }] : [], notes: [] }
  const aside = unchainAside(path, earlier, kept)
  if (aside !== null) return { changes: aside, notes: [] }
  if (!kept) return { changes: [], notes: [] }
  return {
    changes: [],
    notes: [`The ${door} hook is another tool's now and was left alone; the one from before is still ${earlier}`],
  }
}

/** Takes keyhook's file away where another tool keeps it beside its own hook; null where none does. */
function unchainAside(path: string, earlier: string, kept: boolean): Change[] | null {
  const tool = toolOf(ownText(path))
  const sameTool = tool !== null && kept && toolOf(ownText(earlier)) === tool
  for (const name of [`${path}.legacy`, `${path}.old`]) {
    const text = ownText(name)
    const parts = text === null ? null : takeApart(text)
    if (parts === null) continue
    const rest = withoutBlock(parts)
    if (rest !== null) return writing(name, Buffer.from(rest, 'latin1'))
    if (sameTool) return [name, earlier].map(gone => ({ kind: 'remove', path: gone }))
    return kept ? [{ kind: 'move', from: earlier, to: name }] : [{ kind: 'remove', path: name }]
  }
  // The tool has written its hook anew over keyhook's file, and the older one of its own is of no use.
  return sameTool ? [{ kind: 'remove', path: earlier }] : null
}

function giveBack(path: string, earlier: string, kept: boolean): Change[] {
  return [{ kind: 'remove', path }, ...(kept ? [{ kind: 'move', from: earlier, to: path } as const] : [])]
}

/** The user has written lines of their own into keyhook's file. They stay, and still run after the earlier hook. */
function keepLines(path: string, rest: string, before: string, after: string, door: Door | null): Wiring {
  const chain = `"\${0%/*}/${door}.keyhook-prev" "$@" || exit $?\n`
  const content = door === null ? rest : `${before}[ ! -x "\${0%/*}/${door}.keyhook-prev" ] || ${chain}${after}`
  return {
    changes: writing(path, Buffer.from(content, 'latin1')),
    notes: [`Lines that were added to keyhook's file are kept: ${path}`],
  }
}

function firstFree(path: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? path : `${path}-${number}`
    if (!exists(candidate)) return candidate
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}
