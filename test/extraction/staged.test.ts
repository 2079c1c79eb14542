import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { extractStaged } from '../../src/extraction/staged.ts'
import { openRepository } from '../../src/git/repository.ts'
import type { Excerpt } from '../../src/types.ts'
import { linesOf } from '../support/excerpts.ts'
import { Repo, test } from '../support/repo.ts'

interface Look {
  readonly cwd?: string
  readonly env?: Record<string, string>
  readonly mergeAnnounced?: boolean
}

async function excerptsOf(
  repo: Repo,
  { cwd = repo.dir, env = {}, mergeAnnounced = false }: Look = {},
): Promise<Excerpt[]> {
  const excerpts: Excerpt[] = []
  const repository = await openRepository(cwd, repo.env(env))
  await extractStaged(repository, { only: null, mergeAnnounced }, excerpt =>
    excerpts.push({ ...excerpt, bytes: Buffer.from(excerpt.bytes) }),
  )
  return excerpts
}

/** What was added, as `path:line:text`. */
async function added(repo: Repo, look: Look = {}): Promise<string[]> {
  return linesOf(await excerptsOf(repo, look)).map(
    ({ path, line, text }) => `${path}:${line}:${Buffer.from(text, 'latin1')}`,
  )
}

function start(repo: Repo): void {
  repo.stage('f', 'one\ntwo\n')
  repo.git('commit', '-qm', 'start')
  repo.stage('f', 'one\nNEEDLE\ntwo\n')
}

const EXPECTED = ['f:2:NEEDLE']

describe('no configuration changes what is scanned', () => {
  const settings: string[] = [
    'color.ui=always',
    'color.diff=always',
    'diff.noprefix=true',
    'diff.mnemonicPrefix=true',
    'diff.external=/bin/true',
    'diff.relative=true',
    'diff.context=9',
    'diff.interHunkContext=9',
    'diff.renames=copies',
    'diff.algorithm=patience',
    'diff.orderFile=/nowhere',
    'diff.ignoreSubmodules=all',
    'diff.submodule=log',
    'core.quotePath=false',
    'core.abbrev=4',
    'core.trustctime=false',
    'core.checkStat=minimal',
    'core.fsmonitor=/bin/false',
    'core.bigFileThreshold=1',
    'core.pager=false',
    'core.attributesFile=/nowhere',
    'diff.suppressBlankEmpty=true',
    'diff.indentHeuristic=false',
    'core.preloadIndex=false',
  ]
  test.for(settings)('%s', async (setting, { repo }) => {
    start(repo)
    repo.git('config', ...setting.split(/=(.*)/s).slice(0, 2))
    mkdirSync(join(repo.dir, 'sub'))
    expect(await added(repo)).toEqual(EXPECTED)
    expect(await added(repo, { cwd: join(repo.dir, 'sub') })).toEqual(EXPECTED)
  })
})

describe('no environment changes what is scanned', () => {
  const variables: [string, string][] = [
    ['GIT_DIFF_OPTS', '-u7'],
    ['GIT_EXTERNAL_DIFF', '/bin/true'],
    ['GIT_TRACE', '1'],
    ['GIT_TRACE2_EVENT', '1'],
    ['GIT_PAGER', 'false'],
    ['GIT_GLOB_PATHSPECS', '1'],
    ['GIT_ICASE_PATHSPECS', '1'],
    ['GIT_CONFIG_PARAMETERS', "'color.ui'='always'"],
    ['GIT_INDEX_FILE', '.git/index'],
    ['GIT_PREFIX', 'nowhere/'],
    ['LC_ALL', 'de_DE.UTF-8'],
    ['GIT_REPLACE_REF_BASE', 'refs/x/'],
  ]
  test.for(variables)('%s=%s', async ([name, value], { repo }) => {
    start(repo)
    expect(await added(repo, { env: { [name]: value } })).toEqual(EXPECTED)
  })
})

describe('no state of the git directory hides a file', () => {
  test('a directory whose name holds a line feed', async () => {
    const repo = new Repo('line\nfeed')
    repo.git('init', '-q')
    start(repo)
    mkdirSync(join(repo.dir, 'sub'))
    expect(await added(repo, { cwd: join(repo.dir, 'sub') })).toEqual(EXPECTED)
    repo.remove()
  })

  test('an empty directory where a branch was, on a branch without a commit', async ({ repo }) => {
    start(repo)
    mkdirSync(join(repo.dir, '.git/refs/heads/new'))
    repo.git('symbolic-ref', 'HEAD', 'refs/heads/new')
    expect(await added(repo)).toEqual(['f:1:one', 'f:2:NEEDLE', 'f:3:two'])
  })
})

describe('no attribute hides a file', () => {
  test.for([
    '-diff',
    'binary',
    '-text',
    'diff=hidden',
    'filter=none',
    'working-tree-encoding=UTF-16',
    '-crlf',
    'eol=crlf',
  ])('%s', async (attribute, { repo }) => {
    start(repo)
    repo.git('config', 'diff.hidden.textconv', '/bin/true')
    repo.git('config', 'diff.hidden.command', '/bin/true')
    repo.git('config', 'diff.hidden.binary', 'true')
    repo.write('.gitattributes', `* ${attribute}\n`)
    expect(await added(repo)).toEqual(EXPECTED)
  })
})

describe('what is read is the index', () => {
  test('a working tree cleaned after staging hides nothing', async ({ repo }) => {
    start(repo)
    repo.write('f', 'one\ntwo\n')
    expect(await added(repo)).toEqual(EXPECTED)
  })

  test('what is not staged is not seen', async ({ repo }) => {
    repo.stage('f', 'one\n')
    repo.git('commit', '-qm', 'start')
    repo.write('f', 'one\nNEEDLE\n')
    expect(await added(repo)).toEqual([])
  })

  test('a working tree file of the same size and time, with lax stat checks, is not read instead', async ({ repo }) => {
    repo.git('config', 'core.trustctime', 'false')
    repo.git('config', 'core.checkStat', 'minimal')
    start(repo)
    repo.run('touch', ['-d', '2026-01-01T00:00:00Z', 'f'])
    repo.git('add', 'f')
    repo.write('f', 'one\nHIDDEN\ntwo\n')
    repo.run('touch', ['-d', '2026-01-01T00:00:00Z', 'f'])
    expect(await added(repo)).toEqual(EXPECTED)
  })

  test('intent-to-add adds nothing', async ({ repo }) => {
    start(repo)
    repo.write('later', 'NEEDLE\n')
    repo.git('add', '-N', 'later')
    expect(await added(repo)).toEqual(EXPECTED)
  })

  test('an index that GIT_INDEX_FILE names, relative to the directory the hook runs in', async ({ repo }) => {
    start(repo)
    repo.git('update-index', '--refresh')
    repo.run('cp', ['.git/index', '.git/other-index'])
    repo.git('reset', '-q', '--hard')
    expect(await added(repo)).toEqual([])
    expect(await added(repo, { env: { GIT_INDEX_FILE: '.git/other-index' } })).toEqual(EXPECTED)
  })
})

describe('kinds of change', () => {
  test('before the first commit everything is added', async ({ repo }) => {
    repo.stage('f', 'one\ntwo')
    expect(await added(repo)).toEqual(['f:1:one', 'f:2:two'])
  })

  test('a pure rename adds nothing, an edited one its edit, a copy everything', async ({ repo }) => {
    const text = Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join('')
    repo.stage('a', text)
    repo.stage('b', text.replaceAll('line', 'row'))
    repo.git('commit', '-qm', 'start')
    repo.git('mv', 'a', 'c')
    repo.git('mv', 'b', 'd')
    repo.stage('d', `${text.replaceAll('line', 'row')}NEEDLE\n`)
    expect(await added(repo)).toEqual(['d:21:NEEDLE'])
    repo.git('reset', '-q', '--hard')
    repo.stage('copy', text)
    expect(await added(repo)).toHaveLength(20)
  })

  test('a symbolic link adds its target', async ({ repo }) => {
    symlinkSync('NEEDLE', join(repo.dir, 'link'))
    repo.git('add', 'link')
    expect(await added(repo)).toEqual(['link:1:NEEDLE'])
  })

  test('a file that becomes a link adds the target', async ({ repo }) => {
    repo.stage('f', 'one\n')
    repo.git('commit', '-qm', 'start')
    repo.git('rm', '-q', 'f')
    symlinkSync('NEEDLE', join(repo.dir, 'f'))
    repo.git('add', 'f')
    expect(await added(repo)).toEqual(['f:1:NEEDLE'])
  })

  test('a new name is scanned, also of an empty file', async ({ repo }) => {
    repo.stage('dir/na me', '')
    const names = (await excerptsOf(repo)).filter(excerpt => excerpt.kind === 'name')
    expect(names.map(name => name.bytes.toString().trim())).toEqual(['dir/na me'])
  })

  test('a file is told by its path once where something in it is new: not its mode, its directory, its end, or what a link leads to', async ({
    repo,
  }) => {
    const told = async () =>
      (await excerptsOf(repo)).filter(excerpt => excerpt.kind === 'file').map(({ bytes }) => bytes.toString())
    for (const name of ['changed', 'moved', 'mode', 'gone', 'becomes a link']) repo.stage(name, `${name}\n`)
    symlinkSync('changed', join(repo.dir, 'was a link'))
    repo.git('add', '.')
    repo.git('commit', '-qm', 'start')
    repo.stage('changed', 'other\n')
    repo.stage('a b/new', 'new\n')
    repo.stage('empty', '')
    repo.git('mv', 'moved', 'a b/moved')
    repo.git('update-index', '--chmod=+x', 'mode')
    repo.git('rm', '-q', 'gone', 'becomes a link', 'was a link')
    symlinkSync('changed', join(repo.dir, 'becomes a link'))
    repo.stage('was a link', 'file\n')
    repo.git('add', '.')
    expect((await told()).sort()).toEqual(['/a b/new', '/changed', '/empty', '/was a link'])
  })

  test('a submodule adds its name and no content', async ({ repo }) => {
    repo.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`)
    expect(await added(repo)).toEqual([])
  })

  test('a line keeps the line before it, staged now or long ago', async ({ repo }) => {
    repo.stage('f', 'one\ntwo\nthree\n')
    repo.git('commit', '-qm', 'start')
    repo.stage('f', 'one\nTWO\nthree\nfour\nfive\n')
    const lines = (await excerptsOf(repo)).filter(excerpt => excerpt.kind === 'content')
    const runs = lines.flatMap(excerpt => excerpt.runs.map(run => [run.line, run.previous]))
    expect(runs).toEqual([
      [2, 'one'],
      [4, 'three'],
    ])
  })
})

describe('encodings', () => {
  const text = 'first\nNEEDLE in a haystack\nlast Ċ ਊ\n'
  const forms: [string, Buffer][] = [
    ['UTF-16LE with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16LE without', Buffer.from(text, 'utf16le')],
    ['UTF-16BE with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16BE without', Buffer.from(text, 'utf16le').swap16()],
  ]
  test.for(forms)('%s', async ([, bytes], { repo }) => {
    repo.stage('wide', bytes)
    expect(await added(repo)).toContain('wide:2:NEEDLE in a haystack')
    repo.git('commit', '-qm', 'start')
    const more = bytes.toString('latin1').slice(0, bytes.length)
    const line = Buffer.from('ADDED line of text\n', 'utf16le')
    repo.stage(
      'wide',
      Buffer.concat([Buffer.from(more, 'latin1'), bytes[1] === 0 || bytes[0] === 0xff ? line : line.swap16()]),
    )
    const after = await added(repo)
    expect(after).toContain('wide:4:ADDED line of text')
    expect(after).not.toContain('wide:2:NEEDLE in a haystack')
  })

  test('UTF-16 text inside a binary file', async ({ repo }) => {
    const binary = Buffer.concat([
      Buffer.from([1, 0, 2, 3, 255, 10, 7]),
      Buffer.from('NEEDLE in a haystack', 'utf16le'),
      Buffer.from([9, 1, 0]),
    ])
    repo.stage('program.exe', binary)
    expect((await added(repo)).some(entry => entry === 'program.exe:2:NEEDLE in a haystack')).toBe(true)
  })

  test('a NUL hides nothing', async ({ repo }) => {
    repo.stage('data', Buffer.from('\0\x01\nNEEDLE\0\n\xff', 'latin1'))
    expect((await added(repo))[1]).toBe('data:2:NEEDLE\0')
  })
})

describe('a merge being committed', () => {
  function conflict(repo: Repo): void {
    repo.stage('f', 'one\n')
    repo.git('commit', '-qm', 'base')
    repo.git('checkout', '-qb', 'side')
    repo.stage('f', 'side\none\n')
    repo.stage('side', 'from the side\n')
    repo.git('commit', '-qm', 'side')
    repo.git('checkout', '-q', 'main')
    repo.stage('f', 'one\nmain\n')
    repo.git('commit', '-qm', 'main')
  }

  test('brings only what no parent has', async ({ repo }) => {
    conflict(repo)
    repo.git('merge', '-q', '--no-commit', 'side')
    expect(await added(repo)).toEqual([])
    repo.stage('f', 'side\nNEEDLE\none\nmain\n')
    expect(await added(repo)).toEqual(EXPECTED)
  })

  test('before MERGE_HEAD is written, its parents come from the environment', async ({ repo }) => {
    conflict(repo)
    const side = repo.git('rev-parse', 'side').trim()
    repo.git('merge', '-q', '--no-commit', 'side')
    repo.run('rm', ['.git/MERGE_HEAD'])
    const env = { [`GITHEAD_${side}`]: 'side' }
    expect(await added(repo, { env, mergeAnnounced: true })).toEqual([])
    // Anyone may set such a variable: elsewhere it is not believed.
    expect(await added(repo, { env })).toContain('side:1:from the side')
  })

  test('a squash has no other parent', async ({ repo }) => {
    conflict(repo)
    repo.git('merge', '-q', '--squash', 'side')
    expect(await added(repo)).toContain('side:1:from the side')
  })
})

describe('what cannot be read is an error', () => {
  test('a HEAD that names nothing readable', async ({ repo }) => {
    start(repo)
    writeFileSync(join(repo.dir, '.git/refs/heads/main'), `${'1'.repeat(40)}\n`)
    await expect(added(repo)).rejects.toMatchObject({ name: 'KeyhookError', code: 'git' })
  })

  test('a missing object', async ({ repo }) => {
    start(repo)
    const id = repo.git('rev-parse', ':f').trim()
    repo.run('rm', ['-f', `.git/objects/${id.slice(0, 2)}/${id.slice(2)}`])
    await expect(added(repo)).rejects.toMatchObject({ name: 'KeyhookError' })
  })

  test('an unresolved conflict', async ({ repo }) => {
    repo.stage('f', 'one\n')
    repo.git('commit', '-qm', 'base')
    repo.git('checkout', '-qb', 'side')
    repo.stage('f', 'two\n')
    repo.git('commit', '-qm', 'side')
    repo.git('checkout', '-q', 'main')
    repo.stage('f', 'three\n')
    repo.git('commit', '-qm', 'main')
    repo.run('git', ['merge', 'side'])
    await expect(added(repo)).rejects.toMatchObject({ code: 'incomplete' })
  })

  test('an index file that is not there', async ({ repo }) => {
    start(repo)
    await expect(added(repo, { env: { GIT_INDEX_FILE: '.git/no-such-index' } })).rejects.toMatchObject({
      name: 'KeyhookError',
    })
  })
})
