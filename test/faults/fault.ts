import { type Ended, KEYHOOK, type Repo } from '../support/repo.ts'

/** Something that goes wrong, and what is made of it. */
export interface Fault {
  readonly fault: string
  /** What runs meanwhile, as a user would write it. */
  readonly command: string
  /** All exit codes it may end with; 1 where it finds what is there in spite of the fault. */
  readonly exit: readonly number[]
  /** A part of what is then said, word for word. */
  readonly says: string
  /** Makes what is to go wrong, before a picture is taken of what has to stay as it is. */
  readonly prepare?: (repo: Repo) => void
  act(repo: Repo): Ended
}

/** Runs a line of sh in which `keyhook` is the built one. */
export function shell(repo: Repo, line: string, env: Record<string, string | undefined> = {}): Ended {
  const script = `keyhook() { "$node" "$scanner" "$@"; }\n${line}`
  return repo.run('/bin/sh', ['-c', script], { env: { node: process.execPath, scanner: KEYHOOK, ...env } })
}

/** A program on no PATH that runs node with `options` before its own arguments. */
export function nodeWith(repo: Repo, options: string): string {
  const name = '../another-node'
  repo.write(name, `#!/bin/sh\nexec "${process.execPath}" ${options} "$@"\n`, 0o755)
  return `${repo.root}/another-node`
}

/** A script that node loads before all others. */
export function preload(repo: Repo, script: string): string {
  repo.write('../preload.cjs', script)
  return `--require "${repo.root}/preload.cjs"`
}
