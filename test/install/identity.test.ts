import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DOORS } from '../../src/install/doors.ts'
import { Repo } from '../support/repo.ts'
import { makePackage, runInit, runUninstall } from './world.ts'

/** Each file below a directory: kind, mode, bytes or target. */
function snapshot(directory: string): Map<string, string> {
  const seen = new Map<string, string>()
  const visit = (path: string, name: string): void => {
    const found = lstatSync(path)
    const mode = (found.mode & 0o7777).toString(8)
    if (found.isSymbolicLink()) seen.set(name, `link ${readlinkSync(path)}`)
    else if (found.isFile()) seen.set(name, `file ${mode} ${readFileSync(path, 'latin1')}`)
    else {
      seen.set(name, `directory ${mode}`)
      for (const entry of readdirSync(path)) visit(join(path, entry), `${name}/${entry}`)
    }
  }
  visit(directory, '')
  return seen
}

const content = fc.oneof(
  fc.constantFrom('', '#!/bin/sh\n', '#!/bin/sh\nexit 0', 'true\r\n', '#!/bin/sh\nexec true\n', '# a comment', 'x \\'),
  fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes).toString('latin1')),
)

const entry = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: fc.record({ content, mode: fc.constantFrom(0o755, 0o644, 0o700, 0o444, 0o4755) }) },
  { weight: 1, arbitrary: fc.constantFrom('../scripts/x', '/nowhere', 'lib.sh') },
)

const start = fc.record({
  doors: fc.tuple(entry, entry, entry, entry, entry),
  layout: fc.constantFrom('git', 'git', 'tracked', 'absent', 'husky', 'waiting'),
  project: fc.option(
    fc.record({
      value: fc.dictionary(
        fc.constantFrom('name', 'scripts', 'files', 'type'),
        fc.oneof(fc.string(), fc.dictionary(fc.constantFrom('prepare', 'test', 'build'), fc.string(), { maxKeys: 3 })),
      ),
      indent: fc.constantFrom('', '  ', '\t', '    '),
      end: fc.constantFrom('', '\n'),
    }),
  ),
})

type Start = typeof start extends fc.Arbitrary<infer Value> ? Value : never

function build(repo: Repo, { doors, layout, project }: Start): void {
  const husky = layout === 'husky' || layout === 'waiting'
  const directory = husky ? '.husky' : layout === 'tracked' ? 'my hooks' : '.git/hooks'
  if (layout === 'absent') repo.run('rm', ['-r', '.git/hooks'])
  if (layout === 'tracked') repo.git('config', 'core.hooksPath', 'my hooks')
  if (husky) {
    repo.write('.husky/.keep', '')
    repo.write('package.json', '{"devDependencies":{"husky":"^9.0.0"}}')
  } else if (project !== null) {
    const value = typeof project.value['scripts'] === 'string' ? { ...project.value, scripts: {} } : project.value
    repo.write('package.json', JSON.stringify(value, null, project.indent) + project.end)
  }
  if (layout === 'husky') {
    repo.git('config', 'core.hooksPath', '.husky/_')
    for (const door of DOORS) repo.write(`.husky/_/${door}`, '#!/bin/sh\n', 0o755)
  }
  DOORS.forEach((door, index) => {
    const wanted = doors[index] ?? null
    if (wanted === null || layout === 'absent') return
    mkdirSync(join(repo.dir, directory), { recursive: true })
    if (typeof wanted === 'string' && husky) return
    if (typeof wanted === 'string') symlinkSync(wanted, join(repo.dir, directory, door))
    else repo.write(join(directory, door), Buffer.from(wanted.content, 'latin1'), wanted.mode)
  })
}

describe('whatever there was before', () => {
  test('init twice is init once, and uninstall gives every byte and mode back', async () => {
    await fc.assert(
      fc.asyncProperty(start, fc.boolean(), fc.boolean(), async (wanted, prepare, lostRecord) => {
        const repo = new Repo()
        try {
          repo.git('init', '-q', '-b', 'main')
          build(repo, wanted)
          const home = makePackage(repo.root)
          const argv =
            prepare && wanted.project !== null && !['husky', 'waiting'].includes(wanted.layout) ? ['--prepare'] : []
          const before = snapshot(repo.dir)
          const ended = await runInit(repo, argv, { home })
          expect(ended).toMatchObject({ code: 0 })
          const once = snapshot(repo.dir)
          expect((await runInit(repo, argv, { home })).all).toContain('already')
          expect(snapshot(repo.dir)).toEqual(once)
          if (lostRecord && argv.length === 0 && !['absent', 'tracked'].includes(wanted.layout))
            repo.run('rm', ['.git/keyhook/install.json'])
          expect(await runUninstall(repo)).toMatchObject({ code: 0 })
          expect(snapshot(repo.dir)).toEqual(before)
        } finally {
          repo.remove()
        }
      }),
      { numRuns: 6, seed: 20260122 },
    )
  })
})
