// Tries keyhook with real hook managers, each in a repository of its own, and writes what was seen to docs/managers.md.
// Fails where a cell is not "yes". Needs a network the first time: the managers are put into a cache directory.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const PROJECT = resolve(import.meta.dirname, '..')
const CACHE = join(PROJECT, 'node_modules/.cache/keyhook-managers')
const PACKAGES = ['husky@9.1.7', 'lefthook@2.2.2', 'simple-git-hooks@2.14.0']
const PRE_COMMIT = 'pre-commit==4.7.0'
const COLUMNS = [
  'detected',
  'wired',
  'key stopped',
  'clean passes',
  'own hooks still run',
  'second init changes nothing',
  'uninstall exact',
]

/** Where each manager's program is; null, with the reason printed, where it cannot be had. */
export function installManagers(say = console.error) {
  mkdirSync(CACHE, { recursive: true })
  const npm = join(CACHE, 'node_modules/.bin')
  if (!existsSync(join(npm, 'lefthook'))) {
    writeFileSync(join(CACHE, 'package.json'), '{"private":true}\n')
    attempt('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...PACKAGES], say)
  }
  const venv = join(CACHE, 'venv')
  const scripts = join(venv, process.platform === 'win32' ? 'Scripts' : 'bin')
  if (!existsSync(join(scripts, 'pre-commit')) && !existsSync(join(scripts, 'pre-commit.exe'))) {
    const python = process.platform === 'win32' ? 'python' : 'python3'
    attempt(python, ['-m', 'venv', venv], say)
    attempt(join(scripts, 'python'), ['-m', 'pip', 'install', '--quiet', PRE_COMMIT], say)
  }
  return { npm: existsSync(npm) ? npm : null, python: existsSync(scripts) ? scripts : null }
}

function attempt(program, args, say) {
  const ended = spawnSync(program, args, { cwd: CACHE, encoding: 'utf8', shell: process.platform === 'win32' })
  if (ended.status !== 0)
    say(`${program} ${args.join(' ')}: ${(ended.stderr ?? ended.error?.message ?? '').trim().split('\n').at(-1)}`)
}

const HOOK = trace => `echo ran >> ${JSON.stringify(trace)}`

/** Each way in which a repository may have come to its hooks. `again`: what the project's usual install does, which may write hook files anew. */
export const SCENARIOS = [
  {
    name: 'husky 9',
    detected: /\.husky/,
    set(repo) {
      repo.write('package.json', '{ "devDependencies": { "husky": "^9.1.7" } }\n')
      repo.write('.husky/pre-commit', `# mine\n${HOOK(repo.trace)}`)
      repo.must('husky')
    },
    again: repo => repo.must('husky'),
  },
  ...[
    [
      'lefthook, lefthook.yml',
      'lefthook.yml',
      t => `# mine\npre-commit:\n    commands: # why\n        mine:\n            run: ${t}\n`,
    ],
    ['lefthook, lefthook.toml', 'lefthook.toml', t => `# mine\n[pre-commit.commands.mine] # why\nrun = '''${t}'''\n`],
    [
      'lefthook, lefthook.json',
      'lefthook.json',
      t => `{\n\t"pre-commit": { "commands": { "mine": { "run": ${JSON.stringify(t)} } } }\n}\n`,
    ],
  ].map(([name, file, text]) => ({
    name,
    detected: /lefthook is in use/,
    set(repo) {
      repo.write(file, text(HOOK(repo.trace)))
      repo.must('lefthook', 'install')
    },
    again: repo => repo.must('lefthook', 'install', '--force'),
  })),
  {
    name: 'lefthook, not installed yet',
    detected: /lefthook is in use/,
    set: repo => repo.write('lefthook.yml', `pre-commit:\n  jobs:\n    - name: mine\n      run: ${HOOK(repo.trace)}\n`),
    again: repo => repo.must('lefthook', 'install'),
    ownHooksLater: true,
  },
  ...[true, false].map(installed => ({
    name: installed ? 'pre-commit' : 'pre-commit, not installed yet',
    detected: /pre-commit is in use/,
    set(repo) {
      repo.write(
        '.pre-commit-config.yaml',
        `# mine\nrepos:\n  - repo: local\n    hooks:\n      - id: mine\n        name: mine # why\n        language: system\n        entry: sh -c '${HOOK(repo.trace)}'\n        always_run: true\n        pass_filenames: false\n      # - id: later\n`,
      )
      if (installed) repo.must('pre-commit', 'install')
    },
    again: repo => repo.must('pre-commit', 'install'),
    ownHooksLater: !installed,
  })),
  {
    name: 'simple-git-hooks',
    detected: /simple-git-hooks is in use/,
    set(repo) {
      repo.write('package.json', `${JSON.stringify({ 'simple-git-hooks': { 'pre-commit': HOOK(repo.trace) } })}\n`)
      repo.must('simple-git-hooks')
    },
    again: repo => {
      repo.must('simple-git-hooks')
      repo.keyhook('init')
    },
  },
  {
    name: 'git',
    detected: /\.git.hooks/,
    set: repo => repo.write('.git/hooks/pre-commit', `#!/bin/sh\n${HOOK(repo.trace)}\n`, 0o755),
  },
  {
    name: 'git, local core.hooksPath',
    detected: /\.githooks/,
    set(repo) {
      repo.write('.githooks/pre-commit', `#!/bin/sh\n${HOOK(repo.trace)}\n`, 0o755)
      repo.git('config', 'core.hooksPath', '.githooks')
    },
  },
  {
    name: 'git, global core.hooksPath',
    detected: /Other repositories use/,
    set(repo) {
      const directory = join(repo.root, 'all hooks')
      repo.write(join(directory, 'pre-commit'), `#!/bin/sh\n${HOOK(repo.trace)}\n`, 0o755)
      repo.git('config', '--global', 'core.hooksPath', directory)
    },
  },
]

class Repository {
  constructor(scanner, programs) {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'keyhook-managers-')))
    this.dir = join(this.root, 'a repository')
    this.trace = join(this.root, 'trace').replaceAll('\\', '/')
    this.scanner = scanner
    mkdirSync(this.dir)
    const { PATH, Path, SystemRoot, PATHEXT, ComSpec, TEMP, TMP } = process.env
    this.env = {
      PATH: [programs.npm, programs.python, PATH ?? Path].filter(Boolean).join(delimiter),
      ...Object.fromEntries(Object.entries({ SystemRoot, PATHEXT, ComSpec, TEMP, TMP }).filter(([, value]) => value)),
      HOME: this.root,
      USERPROFILE: this.root,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: join(this.root, 'gitconfig'),
      PRE_COMMIT_HOME: join(this.root, 'cache'),
      ...Object.fromEntries(
        ['AUTHOR', 'COMMITTER'].flatMap(who => [
          [`GIT_${who}_NAME`, 'x'],
          [`GIT_${who}_EMAIL`, 'x@example.com'],
        ]),
      ),
    }
    this.git('init', '-q', '-b', 'main')
    this.write('README', 'text\n')
    this.commit('first', { add: true })
    this.git('init', '-q', '--bare', join(this.root, 'far.git'))
    this.git('remote', 'add', 'origin', join(this.root, 'far.git'))
  }

  run(program, args, input = '') {
    const shell = process.platform === 'win32' && !program.endsWith('.exe') && program !== 'git'
    const ended = spawnSync(program, args, {
      cwd: this.dir,
      env: this.env,
      input,
      encoding: 'utf8',
      shell,
      timeout: 120_000,
    })
    return { code: ended.status ?? -1, said: `${ended.stdout ?? ''}${ended.stderr ?? ''}${ended.error?.message ?? ''}` }
  }

  must(program, ...args) {
    const ended = this.run(program, args)
    if (ended.code !== 0) throw new Error(`${program} ${args.join(' ')}: ${ended.said}`)
    return ended.said
  }

  git(...args) {
    return this.must('git', ...args)
  }

  keyhook(...args) {
    return this.run(process.execPath, [this.scanner, ...args])
  }

  write(path, text, mode) {
    const file = resolve(this.dir, path)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, text, mode === undefined ? {} : { mode })
  }

  commit(message, { add = false, args = [] } = {}) {
    if (add) this.git('add', '-A')
    return this.run('git', ['commit', '-q', '-m', message, ...args])
  }

  /** Whether each door lets a clean change through and stops one with a key; says which does not. */
  tryDoors() {
    const key = madeUpKey()
    const leaks = []
    const faults = []
    const expect = (door, stopped, { code, said }) => {
      if (said.includes(key.slice(30, 40))) leaks.push(door)
      if ((code !== 0) !== stopped)
        faults.push(`${door} ${stopped ? 'let a key through' : 'stopped a clean change'}: ${said}`)
    }
    const clean = name => this.write(name, `text ${randomBytes(4).toString('hex')}\n`)
    clean('a.txt')
    expect('pre-commit', false, this.commit('clean', { add: true }))
    this.write('key.txt', `OPENAI_API_KEY=${key}\n`)
    expect('pre-commit', true, this.commit('key', { add: true }))
    this.git('rm', '-q', '-f', 'key.txt')
    expect('commit-msg', true, this.commit(`a key: ${key}`, { args: ['--allow-empty'] }))
    expect('pre-merge-commit', false, this.merge('merged\n'))
    expect('pre-merge-commit', true, this.merge(`OPENAI_API_KEY=${key}\n`))
    expect('pre-push', false, this.run('git', ['push', '-q', 'origin', 'HEAD:refs/heads/main', 'HEAD:refs/heads/same']))
    this.write('key.txt', `OPENAI_API_KEY=${key}\n`)
    this.commit('key', { add: true, args: ['--no-verify'] })
    const patch = this.git('format-patch', '-1', '--stdout')
    clean('b.txt')
    const tip = this.git('rev-parse', 'HEAD').trim()
    expect(
      'pre-push',
      true,
      this.run('git', ['push', '-q', 'origin', 'HEAD~1:refs/heads/one', `${tip}:refs/heads/two`]),
    )
    this.git('reset', '-q', '--hard', 'HEAD~1')
    expect('pre-applypatch', true, this.run('git', ['am', '-q'], patch))
    this.run('git', ['am', '--abort'])
    return {
      stopped: !faults.some(fault => fault.includes('let')),
      passes: !faults.some(fault => fault.includes('stopped a')),
      faults,
      leaks,
    }
  }

  /** A merge of two versions of a file, whose driver puts `text` in their place: no parent has that. */
  merge(text) {
    const planted = join(this.root, 'merged').replaceAll('\\', '/')
    writeFileSync(planted, text)
    writeFileSync(join(this.dir, '.git/info/attributes'), 'merged.txt merge=planted\n')
    this.git('config', 'merge.planted.driver', `cp '${planted}' %A`)
    const branch = `other-${randomBytes(3).toString('hex')}`
    const change = () => {
      this.write('merged.txt', `${randomBytes(4).toString('hex')}\n`)
      this.git('add', 'merged.txt')
      this.commit('one side', { args: ['--no-verify'] })
    }
    change()
    this.git('checkout', '-q', '-b', branch)
    change()
    this.git('checkout', '-q', 'main')
    change()
    const outcome = this.run('git', ['merge', '-q', '--no-edit', branch])
    this.run('git', ['merge', '--abort'])
    this.git('reset', '-q', '--hard')
    return outcome
  }

  /** All files that keyhook could touch: path -> mode and bytes. */
  photograph() {
    const found = new Map()
    const visit = directory => {
      for (const entry of readdirSync(directory, { withFileTypes: true })) {
        const path = join(directory, entry.name)
        if (entry.isDirectory()) {
          if (!/objects|logs|refs|info|cache|far\.git/.test(entry.name)) visit(path)
        } else if (
          !/^(index|COMMIT_EDITMSG|ORIG_HEAD|HEAD|FETCH_HEAD|MERGE_|AUTO_MERGE|lefthook\.checksum)/.test(entry.name)
        ) {
          found.set(path.slice(this.root.length), `${statSync(path).mode.toString(8)} ${readFileSync(path, 'latin1')}`)
        }
      }
    }
    visit(this.root)
    found.delete('/trace')
    return found
  }
}

function madeUpKey() {
  const text = () =>
    randomBytes(200)
      .toString('base64')
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, 74)
  return `sk-proj-${text()}${Buffer.from('OpenAI').toString('base64')}${text()}`
}

function differences(before, after) {
  return [...new Set([...before.keys(), ...after.keys()])].filter(path => before.get(path) !== after.get(path))
}

/** @returns the cells of the scenario's row: true, or what is wrong */
export function tryManager(scenario, scanner, programs) {
  const repo = new Repository(scanner, programs)
  const cells = {}
  try {
    scenario.set(repo)
    repo.git('add', '-A')
    repo.commit('settings', { args: ['--no-verify', '--allow-empty'] })
    const before = repo.photograph()
    const init = repo.keyhook('init')
    cells.detected = scenario.detected.test(init.said) || init.said
    cells.wired = init.code === 0 || init.said
    const wired = repo.photograph()
    const again = repo.keyhook('init')
    const changed = differences(wired, repo.photograph())
    cells['second init changes nothing'] =
      (again.said.includes('already guards') && changed.length === 0) || changed.join(', ')
    const undone = repo.keyhook('uninstall')
    const left = differences(before, repo.photograph())
    cells['uninstall exact'] = (undone.code === 0 && left.length === 0) || left.join(', ')
    repo.keyhook('init')
    repo.git('add', '-A')
    repo.commit('guarded', { args: ['--no-verify', '--allow-empty'] })
    const ran = () => (existsSync(repo.trace) ? readFileSync(repo.trace, 'utf8') : '')
    const first = repo.tryDoors()
    const ownHooks = scenario.ownHooksLater === true || ran() !== ''
    scenario.again?.(repo) // the project's usual install, later
    rmSync(repo.trace, { force: true })
    const second = repo.tryDoors()
    const faults = [...first.faults, ...second.faults, ...first.leaks, ...second.leaks]
    cells['key stopped'] =
      (first.stopped && second.stopped && first.leaks.length + second.leaks.length === 0) || faults.join('\n')
    cells['clean passes'] = (first.passes && second.passes) || faults.join('\n')
    cells['own hooks still run'] = (ownHooks && ran() !== '') || 'they did not'
    repo.keyhook('uninstall')
    const rest = [...repo.photograph()].filter(
      ([path, text]) => path.includes('hooks') && /keyhook-prev|>>> keyhook/.test(path + text),
    )
    if (rest.length > 0)
      cells['uninstall exact'] = `after another install it left ${rest.map(([path]) => path).join(', ')}`
    return cells
  } finally {
    rmSync(repo.root, { recursive: true, force: true, maxRetries: 5 })
  }
}

function table(rows) {
  const line = cells => `| ${cells.join(' | ')} |`
  return [
    line(['', ...COLUMNS]),
    line(['---', ...COLUMNS.map(() => '---')]),
    ...rows.map(([name, cells]) => line([name, ...COLUMNS.map(column => (cells[column] === true ? 'yes' : 'NO'))])),
  ].join('\n')
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wanted = process.argv[2] ?? ''
  const scanner = packed()
  const programs = installManagers()
  const rows = SCENARIOS.filter(({ name }) =>
    wanted.startsWith('=') ? name === wanted.slice(1) : name.includes(wanted),
  ).map(scenario => {
    const cells = tryManager(scenario, scanner, programs)
    for (const column of COLUMNS)
      if (cells[column] !== true) console.error(`${scenario.name}: ${column}: ${cells[column]}`)
    return [scenario.name, cells]
  })
  console.log(table(rows))
  const wrong = rows.some(([, cells]) => COLUMNS.some(column => cells[column] !== true))
  if (wrong) process.exitCode = 1
  else if (wanted === '') writeTable(table(rows))
}

/** What is tried is what is published. */
function packed() {
  const directory = mkdtempSync(join(tmpdir(), 'keyhook-packed-'))
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }))
  for (const name of ['dist', 'hooks', 'templates', 'package.json'])
    cpSync(join(PROJECT, name), join(directory, name), { recursive: true })
  return join(directory, 'dist/keyhook.cjs')
}

function writeTable(text) {
  const file = join(PROJECT, 'docs/managers.md')
  const [before, after] = readFileSync(file, 'utf8').split(/(?<=<!-- table -->\n)[\s\S]*(?=<!-- \/table -->)/)
  writeFileSync(file, `${before}\n${text}\n\n${after}`)
}
