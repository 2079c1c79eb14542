import { Readable } from 'node:stream'
import type { World } from '../../src/cli/world.ts'

/** A world that remembers what was written to it. */
export interface FakeWorld extends World {
  readonly told: { out: string; err: string }
}

export function fakeWorld(changes: Partial<World> = {}): FakeWorld {
  const told = { out: '', err: '' }
  return {
    cwd: '/nowhere',
    env: {},
    stdin: Readable.from([]),
    stdout: { write: text => (told.out += text) },
    stderr: { write: text => (told.err += text) },
    now: new Date('2026-01-02T03:04:05Z'),
    home: '/nowhere/dist',
    told,
    ...changes,
  }
}
