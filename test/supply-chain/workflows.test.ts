import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const ROOT = resolve(import.meta.dirname, '../..')
const files = ['.github/workflows', 'templates', 'docs']
  .flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
  )
  .filter(name => /\.(?:ya?ml|md)$/.test(name))
  .concat('action.yml')

test.for(files)('%s names every action by a full commit, and the version beside it', file => {
  const text = readFileSync(join(ROOT, file), 'utf8')
  for (const [line, action = ''] of text.matchAll(/^[-\s]*uses: (\S+).*$/gm)) {
    if (action.startsWith('./') || action.startsWith('OWNER/') || /^[\w-]+\/keyhook@/.test(action)) continue
    expect(line, file).toMatch(/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  }
})

const workflows = files.filter(file => file.startsWith('.github/workflows'))

test.for(workflows)('%s asks for no more than it needs, and puts nothing of an event into a script', file => {
  const workflow = parse(readFileSync(join(ROOT, file), 'utf8'))
  expect(workflow.permissions).toEqual({ contents: 'read' })
  expect(JSON.stringify(workflow.on)).not.toContain('pull_request_target')
  for (const job of Object.values<{ steps: { run?: string }[] }>(workflow.jobs))
    for (const { run = '' } of job.steps) expect(run).not.toContain('${{')
})

test('a release is tested, rebuilt and compared, and published with provenance by a job that builds nothing', () => {
  const { on, jobs } = parse(readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8'))
  expect(on).toEqual({ push: { tags: ['v*'] } })
  const scripts = (job: { steps: { run?: string }[] }): string => job.steps.map(({ run = '' }) => run).join('\n')
  expect(scripts(jobs.build)).toMatch(
    /npm ci --ignore-scripts[\s\S]*npm test[\s\S]*npm pack[\s\S]*scripts\/reproduce\.mjs/,
  )
  expect(jobs.build.permissions).toBeUndefined()
  expect(jobs.publish.permissions).toEqual({ 'id-token': 'write' })
  expect(jobs.publish.needs).toBe('build')
  expect(scripts(jobs.publish)).toMatch(/npm publish \S+\.tgz --provenance --access public --ignore-scripts/)
  expect(scripts(jobs.publish)).not.toMatch(/npm (?:ci|install|run|test)/)
  expect(JSON.stringify(jobs)).not.toContain('secrets.')
})
