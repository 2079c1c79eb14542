import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Ended, KEYHOOK, type Repo } from './repo.ts'

/** Adds, as `origin`, a bare repository that asks keyhook about each push; what is on `main` already is pushed before it is asked. */
export function withServer(repo: Repo, options: readonly string[] = [], name = 'server.git'): string {
  const server = join(repo.root, name)
  mkdirSync(server)
  repo.run('git', ['init', '-q', '--bare', '-b', 'main'], { cwd: server })
  repo.git('remote', 'add', 'origin', server)
  repo.stage('start.txt', 'start\n')
  repo.git('commit', '-qm', 'start')
  repo.git('push', '-q', 'origin', 'main')
  const call = ['exec', process.execPath, KEYHOOK, 'scan', '--pre-receive', ...options].map(word => `'${word}'`)
  writeFileSync(join(server, 'hooks/pre-receive'), `#!/bin/sh\n${call.join(' ').replace("'exec'", 'exec')}\n`, {
    mode: 0o755,
  })
  return server
}

export const push = (repo: Repo, ...args: string[]): Ended =>
  repo.run('git', ['push', '-q', 'origin', ...(args.length === 0 ? ['main'] : args)])

/** Commits as one does who has no hooks. */
export function commitUnseen(repo: Repo, path: string, content: string | Buffer, message = 'unseen'): string {
  repo.stage(path, content)
  repo.git('commit', '-qm', message, '--no-verify')
  return repo.git('rev-parse', 'HEAD').trim()
}

/** A message with the trailers that an override leaves. */
export const overriding = (fingerprint: string, reason = 'production is down'): string =>
  `Hotfix\n\nKeyhook-Override: ${reason}\nKeyhook-Overridden: ${fingerprint}\n`
