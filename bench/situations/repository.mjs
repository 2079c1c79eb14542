import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** A repository of its own for one situation and one tool, with nothing of the user's configuration in sight. */
export class Repository {
  constructor(options = []) {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'keyhook-situation-')))
    this.dir = join(this.root, 'repo')
    this.env = {
      PATH: process.env.PATH,
      HOME: this.root,
      TMPDIR: this.root,
      LC_ALL: 'C.UTF-8',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_EDITOR: 'true',
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@example.com',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@example.com',
    }
    mkdirSync(this.dir)
    this.git('init', '-q', '-b', 'main', ...options)
  }

  /** Runs a program and never throws. */
  run(program, args, { cwd = this.dir, env = {}, input = '' } = {}) {
    const ended = spawnSync(program, args, { cwd, env: { ...this.env, ...env }, input, timeout: 120_000 })
    return { code: ended.status ?? -1, said: `${ended.stdout}${ended.stderr}` }
  }

  /** Runs git and throws where it fails. */
  git(...args) {
    return execFileSync('git', args, { cwd: this.dir, env: this.env, stdio: ['ignore', 'pipe', 'pipe'] }).toString()
  }

  gitIn(cwd, ...args) {
    return execFileSync('git', args, { cwd, env: this.env, stdio: ['ignore', 'pipe', 'pipe'] }).toString()
  }

  write(path, content) {
    const file = Buffer.isBuffer(path) ? Buffer.concat([Buffer.from(`${this.dir}/`), path]) : join(this.dir, path)
    if (!Buffer.isBuffer(path)) mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
  }

  stage(path, content) {
    this.write(path, content)
    this.git('--literal-pathspecs', 'add', '-f', '--', ...(Buffer.isBuffer(path) ? ['.'] : [path]))
  }

  commit(...args) {
    this.git('commit', '-qm', 'before', ...args)
  }

  /** Writes a hook to where git looks for it from `cwd`. */
  hook(cwd, name, script) {
    const file = resolve(cwd, this.gitIn(cwd, 'rev-parse', '--git-path', `hooks/${name}`).trim())
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `#!/bin/sh\n${script}\n`)
    chmodSync(file, 0o755)
  }

  remove() {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 })
  }
}
