import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { install, openaiKey } from '../support/journey.ts'
import { type Repo, test } from '../support/repo.ts'
import {
  carryOut,
  commandsOf,
  commitFile,
  edit,
  FILTER_REPO,
  leak,
  responseTo,
  stepOf,
  takeOut,
  told,
} from './responding.ts'

// The commands that a response proposes, carried out by a shell, in each state a key can be in; then history is clean and nothing else has changed.

const key = openaiKey('respond')

/** A remote that takes what is pushed. */
function remote(repo: Repo): string {
  const directory = join(repo.root, 'remote.git')
  mkdirSync(directory)
  repo.run('git', ['init', '-q', '--bare', '-b', 'main', directory])
  repo.git('remote', 'add', 'origin', directory)
  return directory
}

test('staged: what is staged is put right', ({ repo }) => {
  commitFile(repo, 'a')
  repo.stage('client.js', `const client = '${key}'\n`)
  const response = responseTo(repo, key)
  expect(response.key).toMatchObject({ state: 'staged', history: [], staged: [{ path: 'client.js', line: 1 }] })
  expect(response.steps[0]?.name).toBe('take-out')
  edit(repo, 'client.js', key)
  carryOut(
    repo,
    commandsOf(response, 'take-out').filter(command => !/ fix$/.test(command)),
  )
  expect(repo.git('diff', '--cached')).not.toContain(key)
})

describe('local: revoked first, then taken out', () => {
  const rows: [string, (repo: Repo) => void, RegExp][] = [
    ['in the newest commit', repo => leak(repo, key), /^git commit --amend --no-edit -- client\.js$/],
    [
      'in the newest commit, which is the first',
      repo => {
        repo.git('update-ref', '-d', 'HEAD')
        leak(repo, key)
      },
      /^git commit --amend/,
    ],
    [
      'in an older commit, with the hooks in place',
      repo => {
        leak(repo, key)
        commitFile(repo, 'b')
        commitFile(repo, 'c')
        install(repo)
      },
      /rebase --interactive --autosquash --autostash [0-9a-f]{12}$/,
    ],
    [
      'in an older commit whose subject others have too',
      repo => {
        commitFile(repo, 'x')
        leak(repo, key, 'client.js', 'Add x')
        repo.stage('y', 'y\n')
        repo.git('commit', '-q', '-m', 'Add x')
      },
      /--autosquash/,
    ],
    [
      'in the first of several commits',
      repo => {
        repo.git('update-ref', '-d', 'HEAD')
        leak(repo, key)
        commitFile(repo, 'b')
      },
      /--autosquash --autostash --root$/,
    ],
    [
      'in two commits',
      repo => {
        leak(repo, key)
        commitFile(repo, 'b')
        leak(repo, key, 'other.js', 'Talk again')
        commitFile(repo, 'c')
      },
      /--autosquash/,
    ],
    [
      'with a merge in between',
      repo => {
        leak(repo, key)
        repo.git('switch', '-q', '-c', 'side')
        commitFile(repo, 'side')
        repo.git('switch', '-q', 'main')
        commitFile(repo, 'b')
        repo.git('merge', '-q', '--no-edit', 'side')
        repo.git('branch', '-D', 'side')
        commitFile(repo, 'c')
      },
      /--autosquash --autostash --rebase-merges/,
    ],
    [
      'with tags and a branch on the way, which follow',
      repo => {
        leak(repo, key)
        repo.git('tag', 'light')
        commitFile(repo, 'b')
        repo.git('tag', '-a', '-m', 'Release\n\nAll that is new', 'v1')
        repo.git('branch', 'older')
        commitFile(repo, 'c')
      },
      /--autosquash/,
    ],
  ]
  test.for(rows)('%s', ([, arrange, expected], { repo }) => {
    commitFile(repo, 'a')
    arrange(repo)
    const before = told(repo)
    const names = repo.git('for-each-ref', '--format=%(objecttype) %(refname) %(contents)')
    repo.write('a', 'not committed\n')
    const response = responseTo(repo, key)
    expect(response.key).toMatchObject({ state: 'local', inHead: true, remotes: [] })
    expect(response.steps.map(({ name }) => name).slice(0, 3)).toEqual(['revoke', 'replace', 'history'])
    const commands = commandsOf(response, 'history')
    expect(commands[0]).toMatch(/^git update-ref refs\/keyhook\/backup\/\S+ refs\/\S+ ''$/)
    expect(
      commands.some(command => expected.test(command)),
      commands.join('\n'),
    ).toBe(true)
    for (const path of new Set(response.key?.history.map(one => one.path))) edit(repo, path, key)
    takeOut(repo, response)
    expect(told(repo)).toBe(before)
    expect(repo.git('for-each-ref', '--format=%(objecttype) %(refname) %(contents)')).toBe(names)
    expect(readFileSync(join(repo.dir, 'a'), 'utf8')).toBe('not committed\n')
    expect(repo.git('show', 'HEAD:client.js')).toContain('process.env.OPENAI_API_KEY')
  })

  test('the backup can be put back, and the response then is what it was', ({ repo }) => {
    leak(repo, key)
    commitFile(repo, 'b')
    const head = repo.git('rev-parse', 'HEAD')
    const response = responseTo(repo, key)
    const commands = commandsOf(response, 'history')
    const drop = commands.findIndex(command => command.startsWith('git update-ref -d '))
    edit(repo, 'client.js', key)
    carryOut(repo, commands.slice(0, drop))
    const between = responseTo(repo, key)
    expect(between.key?.state).toBe('backup')
    expect(commandsOf(between, 'history')[0]).toBe(commands[drop])
    const undo = stepOf(response, 'history').parts.find(({ says }) => says.startsWith('To undo it all: '))?.says ?? ''
    carryOut(repo, [undo.slice('To undo it all: '.length)])
    expect(repo.git('rev-parse', 'HEAD')).toBe(head)
    expect(repo.keyhook(['scan', '--history']).code).toBe(1)
  })

  test('in a message: of the newest commit, and of an older one', ({ repo }) => {
    commitFile(repo, 'a')
    repo.git('commit', '-q', '--allow-empty', '-m', `Use ${key}`)
    const editor = { env: { GIT_EDITOR: 'printf "Use the key\\n" >' } }
    takeOut(repo, responseTo(repo, key), editor)
    const other = openaiKey('respond, in a message')
    repo.stage('x', 'x')
    repo.git('commit', '-q', '-m', `Use ${other}`)
    commitFile(repo, 'b')
    const commands = commandsOf(responseTo(repo, other), 'history')
    expect(commands.join('\n')).toContain('reword')
    carryOut(repo, commands, editor)
    expect(repo.git('log', '--format=%s')).toBe('Add b\nUse the key\nUse the key\nAdd a\n')
  })

  test('in the message of a tag', ({ repo }) => {
    commitFile(repo, 'a')
    repo.git('tag', '-a', '-m', `Release with ${key}`, 'v1')
    const response = responseTo(repo, key)
    expect(response.key).toMatchObject({ state: 'local', tags: ['v1'], history: [{ kind: 'tag' }] })
    takeOut(repo, response, { env: { GIT_EDITOR: 'printf "Release\\n" >' } })
    expect(repo.git('tag', '-n')).toContain('Release')
  })

  test('an environment file leaves git and stays on disk', ({ repo }) => {
    commitFile(repo, 'a')
    repo.stage('.env', `OPENAI_API_KEY=${key}\n`)
    repo.git('commit', '-q', '-m', 'Configure')
    repo.stage('.gitignore', '.env\n')
    takeOut(repo, responseTo(repo, key))
    expect(readFileSync(join(repo.dir, '.env'), 'utf8')).toContain(key)
    expect(repo.git('ls-tree', '-r', '--name-only', 'HEAD')).not.toContain('.env\n')
  })
})

test('pushed: rewriting comes last and is published; remote and clone are clean', ({ repo }) => {
  const directory = remote(repo)
  commitFile(repo, 'a')
  const commit = leak(repo, key)
  repo.git('tag', '-a', '-m', 'First', 'v1')
  commitFile(repo, 'b')
  repo.git('push', '-q', 'origin', 'main', 'v1')
  const response = responseTo(repo, key)
  expect(response.key).toMatchObject({
    state: 'pushed',
    inHead: true,
    branches: ['main'],
    tags: ['v1'],
    history: [{ commit, path: 'client.js', line: 2 }],
    remotes: [{ remote: 'origin', branches: ['main'], pushedFromHere: true }],
  })
  expect(response.key?.remotes[0]?.since).toMatch(/^\d{4}-\d\d-\d\dT/)
  const names = response.steps.map(({ name }) => name)
  expect(names[0]).toBe('revoke')
  expect(names.at(-1)).toBe('history')
  const { parts } = stepOf(response, 'history')
  expect(parts[0]?.says).toMatch(/not enough.*clones, forks, caches.*pull requests/s)
  edit(repo, 'client.js', key)
  takeOut(repo, response)
  repo.git('clone', '-q', '--mirror', directory, join(repo.root, 'mirror.git'))
  const mirror = repo.keyhook(['scan', '--history'], { cwd: join(repo.root, 'mirror.git') })
  expect(mirror.code, mirror.all).toBe(0)
  expect(repo.git('ls-remote', '--tags', 'origin')).toContain('refs/tags/v1')
})

test('a branch of the remote that is not here is named', ({ repo }) => {
  remote(repo)
  commitFile(repo, 'a')
  repo.git('switch', '-q', '-c', 'side')
  leak(repo, key)
  repo.git('push', '-q', 'origin', 'side')
  repo.git('switch', '-q', 'main')
  repo.git('branch', '-q', '-D', 'side')
  const response = responseTo(repo, key)
  expect(response.key).toMatchObject({ state: 'pushed', inHead: false, branches: [] })
  expect(JSON.stringify(stepOf(response, 'history'))).toContain('origin/side')
})

describe('what cannot be done from the branch alone is left to git filter-repo', () => {
  const rows: [string, (repo: Repo) => void][] = [
    [
      'gone from HEAD by a later commit',
      repo => {
        leak(repo, key)
        commitFile(repo, 'b')
        edit(repo, 'client.js', key)
        repo.git('commit', '-q', '-a', '-m', 'Read it from the environment')
      },
    ],
    [
      'its file changed since',
      repo => {
        leak(repo, key)
        repo.write('client.js', `${readFileSync(join(repo.dir, 'client.js'))}// more\n`)
        repo.git('commit', '-q', '-a', '-m', 'More')
      },
    ],
    [
      'another branch went on from it',
      repo => {
        leak(repo, key)
        repo.git('switch', '-q', '-c', 'side')
        commitFile(repo, 'side')
        repo.git('switch', '-q', 'main')
        commitFile(repo, 'b')
        repo.git('tag', '-a', '-m', 'Release', 'v1')
      },
    ],
    [
      'a merge that git would not make the same again',
      repo => {
        leak(repo, key)
        repo.git('switch', '-q', '-c', 'side')
        commitFile(repo, 'a', 'side\n')
        repo.git('switch', '-q', 'main')
        commitFile(repo, 'a', 'main\n')
        repo.run('git', ['merge', '-q', '--no-edit', 'side'])
        repo.stage('a', 'both\n')
        repo.git('commit', '-q', '--no-edit')
        repo.git('branch', '-q', '-D', 'side')
      },
    ],
    [
      'in a message and in a file',
      repo => {
        repo.stage('client.js', `const client = '${key}'\n`)
        repo.git('commit', '-q', '-m', `Use ${key}`)
        commitFile(repo, 'b')
      },
    ],
  ]
  test.for(rows)('%s', ([, arrange], { repo, skip }) => {
    commitFile(repo, 'a')
    arrange(repo)
    const response = responseTo(repo, key)
    const commands = commandsOf(response, 'history')
    const filter = commands.find(command => command.includes('git filter-repo'))
    expect(filter).toMatch(
      /^KEY="\$\(git cat-file \w+ [0-9a-f]{12} \| tail -c \+\d+ \| head -c \d+\)" git filter-repo --force --refs /,
    )
    expect(commands.indexOf(filter ?? '')).toBeGreaterThan(
      commands.findIndex(command => command.startsWith('git update-ref ')),
    )
    if (FILTER_REPO === null) return skip('git-filter-repo is not installed here')
    const log = (): string =>
      repo
        .git('log', '--all', '--exclude=refs/keyhook/*', '--format=%an %ad %P', '--name-only')
        .replace(/[0-9a-f]{40}/g, 'id')
    const before = log()
    carryOut(repo, commands)
    expect(log()).toBe(before)
    expect(repo.git('status', '--porcelain')).toBe('')
  })

  test('an environment file of an older commit', ({ repo, skip }) => {
    commitFile(repo, 'a')
    repo.stage('.env', `OPENAI_API_KEY=${key}\n`)
    repo.git('commit', '-q', '-m', 'Configure')
    commitFile(repo, 'b')
    commitFile(repo, '.gitignore', '.env\n')
    const commands = commandsOf(responseTo(repo, key), 'history')
    expect(commands.join('\n')).toContain('--invert-paths --path .env')
    if (FILTER_REPO === null) return skip('git-filter-repo is not installed here')
    carryOut(repo, commands)
    expect(readFileSync(join(repo.dir, '.env'), 'utf8')).toContain(key)
    expect(repo.git('log', '--format=%s')).toBe('Add .gitignore\nAdd b\nAdd a\n')
  })
})
