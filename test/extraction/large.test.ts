import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test as plain } from 'vitest'
import type { FileChange, LineSink, PatchSink } from '../../src/diff/change.ts'
import { addedPieces } from '../../src/diff/lines.ts'
import { createResumable } from '../../src/engine/patches.ts'
import { lineWith, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'

// What is larger still, and how much memory it takes: bench/large.mjs.

const KEY = openaiKey('large')

const places = (repo: Repo, ...args: string[]): string[] =>
  JSON.parse(repo.keyhook(['scan', '--format', 'json', ...args]).stdout).findings.map(
    (one: { path: string; line: number; column: number }) => `${one.path}:${one.line}:${one.column}`,
  )

describe('a key is found at its place, staged and in history,', () => {
  const large: [string, string, string][] = [
    ['at the end of a line of 5 MB', `${'x'.repeat(5 << 20)} ${lineWith(KEY)}`, `a.js:1:${(5 << 20) + 39}`],
    ['after a million short lines', `${'x\n'.repeat(1_000_000)}${lineWith(KEY)}`, 'a.js:1000001:38'],
    ['between two halves of 8 MB', `${'word '.repeat(1_600_000)}\n${lineWith(KEY)}${'y'.repeat(8 << 20)}`, 'a.js:2:38'],
  ]
  test.for(large)('%s', ([, content, place], { repo }) => {
    repo.stage('a.js', content)
    expect(places(repo)).toEqual([place])
    repo.git('commit', '-qm', 'x')
    expect(places(repo, '--history')).toEqual([place])
  })

  test('in one of 20,000 files', ({ repo }) => {
    for (let at = 0; at < 20_000; at++) {
      const folder = join(repo.dir, `d${Math.floor(at / 500)}`)
      if (at % 500 === 0) mkdirSync(folder)
      writeFileSync(join(folder, `f${at}`), `${at}\n`)
    }
    repo.git('add', '.')
    repo.stage('d7/key.js', lineWith(KEY))
    expect(places(repo)).toEqual(['d7/key.js:1:38'])
    repo.git('commit', '-qm', 'x')
    expect(places(repo, '--history')).toEqual(['d7/key.js:1:38'])
  })
})

describe('a diff that git gave up half way', () => {
  const change = (path: string): FileChange => ({
    path: Buffer.from(path),
    status: 'M',
    newMode: '100644',
    newId: 'b'.repeat(40),
    oldIds: ['a'.repeat(40)],
  })

  /** A sink that notes what it was told. */
  function noting(): { sink: PatchSink; notes: string[] } {
    const notes: string[] = []
    const lines = (path: string): LineSink => ({
      added: (line, part) => notes.push(`${path}:${line}:${part}`),
      context() {},
      end: () => notes.push(`${path} ends`),
    })
    const sink = {
      commit: (id: string) => notes.push(`commit ${id}`),
      file: ({ path }: FileChange) => {
        notes.push(`${path} begins`)
        return lines(path.toString())
      },
    }
    return { sink: sink as PatchSink, notes }
  }

  plain('is taken up where it broke off: each file once, each ended', () => {
    const { sink, notes } = noting()
    const resumable = createResumable(sink)
    resumable.sink.commit('c1')
    resumable.sink.file(change('a'))?.added(1, Buffer.from('one'), true)
    resumable.leaveOut(['large'])
    resumable.sink.commit('c1')
    expect(resumable.sink.file(change('a'))).toBeNull()
    resumable.sink.file(change('z'))
    expect(notes).toEqual(['commit c1', 'a begins', 'a:1:one', 'a ends', 'z begins'])
  })

  plain('keeps the sink of the file it broke off at', () => {
    const { sink, notes } = noting()
    const resumable = createResumable(sink)
    resumable.sink.file(change('large'))
    resumable.leaveOut(['large'])
    const pieces = addedPieces(resumable.begun.get('large') ?? expect.fail())
    for (const piece of ['on', 'e\ntw', 'o\n']) pieces.push(Buffer.from(piece))
    pieces.end()
    expect(notes).toEqual(['large begins', 'large:1:on', 'large:1:e', 'large:2:tw', 'large:2:o', 'large ends'])
  })
})
