import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { dispatch } from '../../src/cli/dispatch.ts'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { excerptsOfText } from '../../src/diff/text.ts'
import { budget } from '../../src/doctor/budget.ts'
import type { Examiner, Patient } from '../../src/doctor/check.ts'
import { environmentFiles } from '../../src/doctor/environment-files.ts'
import { otherScanners } from '../../src/doctor/other-scanners.ts'
import { settings } from '../../src/doctor/settings.ts'
import { openRepository } from '../../src/git/repository.ts'
import { runCommand } from '../install/world.ts'
import { openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'

async function examined(repo: Repo, examine: Examiner, cwd = repo.dir) {
  const patient: Patient = {
    repository: await openRepository(cwd, repo.env()),
    cwd,
    env: repo.env(),
    home: repo.root,
    version: '9.9.9',
    node: process.execPath,
    today: '2026-01-02',
    command: 'keyhook',
    commands: ['import'],
    progress: () => ({ update() {}, clear() {} }),
  }
  return examine(patient)
}

function fingerprintOf(key: string): string {
  const found: string[] = []
  const detector = createDetector({ rules, blockFrom: 'low' })
  excerptsOfText(Buffer.from(`k = '${key}'\n`), { kind: 'content', path: 'a', commit: null }, excerpt => {
    for (const { finding } of detector.detect(excerpt)) found.push(finding.fingerprint)
  })
  return found[0] ?? ''
}

test('an entry is dead when it expired, or when neither index nor history needs it', async ({ repo }) => {
  const [inIndex, inHistory, nowhere] = ['index', 'history', 'nowhere'].map(openaiKey)
  repo.stage('old.txt', `k = '${inHistory}'\n`)
  repo.git('commit', '-q', '-m', 'one')
  repo.git('rm', '-q', 'old.txt')
  repo.stage('a.txt', `k = '${inIndex}'\n`)
  const entries = [inIndex, inHistory, nowhere].map(
    key => `  - fingerprint: ${fingerprintOf(key ?? '')}\n    reason: example of the docs\n`,
  )
  const expired = '  - rule: openai-project-key\n    path: a.txt\n    reason: for a while\n    expires: 2025-12-31\n'
  const shadowed = '  - rule: openai-project-key\n    path: "*.txt"\n    reason: as well\n'
  repo.stage('.keyhook/allowlist.yml', `version: 1\nentries:\n${entries.join('')}${expired}${shadowed}`)
  const [check, ...more] = await examined(repo, settings)
  expect(more).toEqual([])
  expect(check).toMatchObject({ id: 'allowlist/dead', state: 'warning' })
  expect(check?.says).toBe(
    '.keyhook/allowlist.yml: 2 of 5 entries are dead (looked at: 2 files of the index, 1 commits).',
  )
  expect(check?.details).toEqual([
    `line 7: ${fingerprintOf(nowhere ?? '')} matches nothing any more`,
    'line 9: openai-project-key in a.txt expired on 2025-12-31',
  ])
  expect(repo.run('sh', ['-c', check?.repair ?? ''])).toMatchObject({ code: 0, stderr: '' })
  expect(readFileSync(join(repo.dir, '.keyhook/allowlist.yml'), 'utf8')).toBe(
    `version: 1\nentries:\n${entries.slice(0, 2).join('')}${shadowed}`,
  )
  expect(existsSync(join(repo.dir, '.keyhook/allowlist.yml.old'))).toBe(false)
  expect(await examined(repo, settings)).toMatchObject([{ id: 'settings', state: 'ok' }])
})

test('settings that are malformed, not staged, or ignore what is not there', async ({ repo }) => {
  repo.stage('.keyhook/config.yml', 'version: 1\nignore: ["vendor/**"]\n')
  repo.git('commit', '-q', '-m', 'one')
  expect(await examined(repo, settings)).toMatchObject([{ id: 'configuration/dead', state: 'note' }])
  repo.write('.keyhook/config.yml', 'version: 1\n')
  expect(await examined(repo, settings)).toMatchObject([
    { id: 'settings/unstaged', repair: 'git add -- .keyhook/config.yml' },
    { id: 'configuration/dead' },
  ])
  repo.stage('.keyhook/config.yml', 'version: 1\nblok: low\n')
  const [malformed] = await examined(repo, settings)
  expect(malformed).toMatchObject({ id: 'settings', state: 'broken' })
  expect(malformed?.says).toMatch(/^\.keyhook\/config\.yml:2: /)
  expect(repo.run('sh', ['-c', malformed?.repair ?? ''])).toMatchObject({ code: 0 })
  expect((await examined(repo, settings)).map(({ id }) => id)).toEqual(['settings/unstaged', 'configuration/dead'])
})

test('.env files are ignored and untracked, examples aside; the repair works from a directory below', async ({
  repo,
}) => {
  repo.write('.gitignore', 'node_modules')
  repo.stage('.env.example', 'A=\n')
  repo.stage('app/.env.local', 'A=1\n')
  repo.write('.env', 'A=1\n')
  const below = join(repo.dir, 'app')
  const [tracked] = await examined(repo, environmentFiles, below)
  expect(tracked).toMatchObject({ state: 'warning', files: ['app/.env.local'] })
  repo.run('sh', ['-c', tracked?.repair ?? ''], { cwd: below })
  expect(await examined(repo, environmentFiles)).toMatchObject([{ state: 'ok' }])
  expect(repo.git('ls-files')).toBe('.env.example\n')
  expect(readFileSync(join(repo.dir, '.gitignore'), 'utf8')).toBe('node_modules\n.env\n.env.*\n!.env.example\n')
})

test('other scanners and the budget are named where there is something to name', async ({ repo }) => {
  expect(await examined(repo, otherScanners)).toEqual([])
  expect(await examined(repo, budget)).toEqual([])
  repo.stage('.gitleaksignore', '')
  repo.stage('.github/workflows/a.yml', 'run: trufflehog git file://.\n')
  repo.stage('a.js', 'process.env.OPENAI_API_KEY\n')
  expect(await examined(repo, otherScanners)).toMatchObject([
    {
      says: 'Set up here too: gitleaks (.gitleaksignore), trufflehog (.github/workflows/a.yml).',
      repair: 'keyhook import .gitleaksignore',
    },
  ])
  expect(await examined(repo, budget)).toMatchObject([{ state: 'note', files: ['a.js'], link: expect.any(String) }])
})

test('outside of a repository, and with an unknown option, the exit code is 2', async ({ repo }) => {
  const run = (argv: string[], cwd: string) => runCommand(dispatch, repo, ['doctor', ...argv], { cwd })
  expect(await run([], repo.root)).toMatchObject({ code: 2 })
  expect((await run(['--dep'], repo.dir)).all).toContain('--deps')
})
