import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { commands } from '../../src/cli/commands/index.ts'
import { fillHistory } from '../support/history.ts'
import { KEYHOOK, type Repo, test } from '../support/repo.ts'

const PROJECT = resolve(import.meta.dirname, '../..')
const GITHUB = readFileSync(join(PROJECT, 'templates/ci/github-history.yml'), 'utf8')
const KUBERNETES = readFileSync(join(PROJECT, 'templates/kubernetes/history-job.yml'), 'utf8')
const SHARDING = readFileSync(join(PROJECT, 'docs/sharding.md'), 'utf8')

/** Runs lines of shell as they stand in a template, but for where keyhook comes from and the one directory that is fixed there. */
function shell(repo: Repo, lines: string, env: Record<string, string> = {}, cwd = repo.root) {
  const own = lines
    .replaceAll('npx --yes keyhook', `"${process.execPath}" "${KEYHOOK}"`)
    .replaceAll('/work', `${repo.root}/work`)
  return repo.run('sh', ['-euc', own], { cwd, env })
}

/** What the whole history holds, as fingerprints. */
function whole(repo: Repo): string[] {
  return fingerprints(repo.keyhook(['scan', '--history', '--format', 'json']).stdout)
}

const fingerprints = (json: string): string[] =>
  JSON.parse(json).findings.map((one: { fingerprint: string }) => one.fingerprint)

describe('the matrix for GitHub', () => {
  const { jobs } = parse(GITHUB)
  const steps = (job: string): { run: string; env?: Record<string, string> }[] =>
    jobs[job].steps.filter((step: { run?: string }) => step.run !== undefined)

  test('finds what one scan finds', ({ repo }) => {
    fillHistory(repo, 300, 21)
    const [bundle] = steps('fetch')
    expect(shell(repo, bundle?.run ?? '', {}, repo.dir)).toMatchObject({ code: 0 })
    repo.run('mv', ['history.bundle', '..'])
    const [clone, scan] = steps('scan')
    expect(shell(repo, clone?.run ?? '')).toMatchObject({ code: 0 })
    const { shard } = jobs.scan.strategy.matrix
    for (const index of shard) {
      const asked = (scan?.env?.['SHARD'] ?? '')
        .replace('${{ matrix.shard }}', index)
        .replace('${{ strategy.job-total }}', String(shard.length))
      expect(shell(repo, scan?.run ?? '', { SHARD: asked }, join(repo.root, 'history.git'))).toMatchObject({ code: 0 })
    }
    const [report] = steps('report')
    const ended = shell(repo, `${report?.run} --format json`)
    expect(ended.code).toBe(1)
    expect(fingerprints(ended.stdout)).toEqual(whole(repo))
  })

  test('pins every action to a commit', () => {
    const uses = [...GITHUB.matchAll(/uses: (\S+)(.*)/g)]
    expect(uses.length).toBeGreaterThan(4)
    for (const [line, action, comment] of uses) {
      expect(action, line).toMatch(/@[0-9a-f]{40}$/)
      expect(comment, line).toMatch(/^ # v\d/)
    }
  })
})

describe('the Indexed Job for Kubernetes', () => {
  const documents = parseAllDocuments(KUBERNETES).map(document => {
    expect(document.errors).toEqual([])
    return document.toJS()
  })
  const job = (name: string) => documents.find(({ kind, metadata }) => kind === 'Job' && metadata.name === name)
  const container = (name: string) => job(name).spec.template.spec.containers[0]
  const variables = (name: string): Record<string, string> =>
    Object.fromEntries((container(name).env ?? []).map((one: { name: string; value: string }) => [one.name, one.value]))

  test('asks for as many shards as it has pods', () => {
    const { completions, completionMode } = job('keyhook-scan').spec
    expect(completionMode).toBe('Indexed')
    for (const name of ['keyhook-scan', 'keyhook-report']) expect(variables(name)['SHARDS']).toBe(String(completions))
  })

  test('finds what one scan finds', ({ repo }) => {
    fillHistory(repo, 300, 22)
    const lines = (name: string): string => container(name).command[2]
    repo.run('mkdir', ['../work'])
    expect(shell(repo, lines('keyhook-fetch'), { REPOSITORY: repo.dir })).toMatchObject({ code: 0 })
    for (let index = 0; index < job('keyhook-scan').spec.completions; index++) {
      const env = { ...variables('keyhook-scan'), JOB_COMPLETION_INDEX: String(index) }
      const ended = repo.run(
        'sh',
        [
          '-uc',
          lines('keyhook-scan')
            .replaceAll('npx --yes keyhook', `"${process.execPath}" "${KEYHOOK}"`)
            .replaceAll('/work', `${repo.root}/work`),
        ],
        { env },
      )
      expect(ended).toMatchObject({ code: 0 })
    }
    expect(readdirSync(join(repo.root, 'work')).filter(name => name.endsWith('.json'))).toHaveLength(8)
    const ended = shell(repo, `${lines('keyhook-report').trim()} --format json`, variables('keyhook-report'))
    expect(ended.code).toBe(1)
    expect(fingerprints(ended.stdout)).toEqual(whole(repo))
  })
})

describe('docs/sharding.md', () => {
  const [block = ''] = [...SHARDING.matchAll(/^```sh\n(.*?)^```$/gms)].map(match => match[1] ?? '')

  test.skipIf(!existsSync('/usr/bin/parallel'))('shows an example for GNU parallel that works', ({ repo }) => {
    fillHistory(repo, 300, 23)
    repo.write('../bin/keyhook', `#!/bin/sh\nexec "${process.execPath}" "${KEYHOOK}" "$@"\n`, 0o755)
    const lines = block.trim().replaceAll('/tmp/', `${repo.root}/`)
    const env = { PATH: `${repo.root}/bin:${process.env['PATH']}`, PARALLEL_HOME: repo.home }
    const ended = repo.run('sh', ['-euc', `${lines} --format json`], { env })
    expect(ended.code).toBe(1)
    expect(fingerprints(ended.stdout)).toEqual(whole(repo))
  })

  test('names only options that exist', () => {
    const known = new Map(commands.map(({ name, options }) => [name, options.map(option => option.name)]))
    const calls = [...SHARDING.matchAll(/keyhook ([a-z]+)([^'`|\n]*)/g)]
    expect(calls.length).toBeGreaterThan(3)
    for (const [call, name = '', rest = ''] of calls)
      for (const [, option] of rest.matchAll(/--([a-z-]+)/g)) expect(known.get(name), call).toContain(option)
  })
})
