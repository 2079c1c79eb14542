import { expect, test } from 'vitest'
import type { State } from '../../src/state/state.ts'
import type { Finding, Rule } from '../../src/types.ts'
import { openMemory } from '../../src/verify/memory.ts'
import { probeFor } from '../../src/verify/providers/index.ts'
import type { Question } from '../../src/verify/question.ts'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 0, 2)
const LIVE = { status: 'live', why: null, owner: [{ called: 'user', value: 'ann' }], permissions: [] } as const

/** A state in memory, whose hash shows what was hashed. */
function stateWith(value: unknown): State & { written: unknown } {
  const state = {
    written: value,
    hash: (text: string) => `hash of ${text}`,
    read: () => state.written,
    write(_: string, next: unknown) {
      state.written = JSON.parse(JSON.stringify(next))
      return true
    },
  }
  return state
}

function question(url = 'https://api.openai.com', secret = 's'): Question {
  const probe = probeFor('openai-project-key') ?? expect.fail()
  const key = { finding: {} as Finding, rule: {} as Rule, secret, partner: null }
  return { key, probe, base: { url: new URL(url), setBy: null } }
}

test('an answer is remembered for its key and host, a live one for two minutes, a revoked one for ten', () => {
  const state = stateWith(null)
  const memory = openMemory(state, NOW)
  memory.keep(question(), LIVE)
  memory.keep(question('https://g.dev'), { ...LIVE, status: 'revoked' })
  memory.keep(question('https://h.dev'), { ...LIVE, status: 'unknown', why: 'x' })
  expect(memory.save()).toBe(true)
  const later = (minutes: number, asked: Question) => openMemory(state, NOW + minutes * MINUTE).recall(asked)
  expect(later(1, question())).toEqual({ at: NOW, judged: LIVE })
  expect(later(1, question('https://api.openai.com', 't'))).toBeNull()
  expect(later(3, question())).toBeNull()
  expect(later(9, question('https://g.dev'))?.judged.status).toBe('revoked')
  expect(later(11, question('https://g.dev'))).toBeNull()
  expect(later(0, question('https://h.dev'))).toBeNull()
  expect(later(-5, question())).toBeNull()
})

test.for([
  'x',
  7,
  [],
  { version: 2, answers: {} },
  { version: 1, answers: [] },
  { version: 1, answers: { a: null, b: { at: 'x' }, c: { at: NOW, judged: { status: 'dead' } } } },
  { version: 1, answers: { a: { at: NOW, judged: { status: 'live', why: null, owner: [{}], permissions: [] } } } },
])('what is damaged is forgotten: %j', damaged => {
  const state = stateWith(damaged)
  const memory = openMemory(state, NOW)
  expect(memory.recall(question())).toBeNull()
  memory.keep(question(), LIVE)
  memory.save()
  expect(Object.keys((state.written as { answers: object }).answers)).toHaveLength(1)
})
