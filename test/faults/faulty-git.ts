import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Repo } from '../support/repo.ts'

const REAL_GIT = execFileSync('sh', ['-c', 'command -v git']).toString().trim()

/** How a git goes wrong. */
export type Break = 'killed halfway' | 'half, with exit code 0' | 'garbage, with exit code 0'

/** One start of git by keyhook. */
export interface Call {
  /** What it was asked, for example `rev-parse`. */
  readonly verb: string
  /** Which of the starts with that verb; 1 for the first. Those with others may run at the same time. */
  readonly number: number
  /** What it printed. */
  readonly bytes: number
}

/** Sets `verb` to what git is asked, and takes a number: a directory is made only once, so starts at the same time have one each. */
const TICKET = `verb=none; pinned=
for word; do
  case $pinned$word in -c) pinned=-c ;; -c*) pinned= ;; -*) ;; *) verb=$word; break ;; esac
done
number=1; until mkdir "$tickets/$verb.$number" 2>/dev/null; do number=$((number + 1)); done
at="$tickets/$verb.$number"`

/** Directories of PATH with a git that counts its starts, and at one of them goes wrong. */
export class FaultyGit {
  readonly #repo: Repo
  #count = 0

  constructor(repo: Repo) {
    this.#repo = repo
  }

  /** A PATH whose git takes note of each start in `calls`. */
  noting(): { readonly PATH: string; readonly calls: () => Call[] } {
    const { PATH, tickets } = this.#place(`"${REAL_GIT}" "$@" >"$at/out"; code=$?; cat "$at/out"; exit $code`)
    return { PATH, calls: () => callsIn(tickets) }
  }

  /** A PATH whose git goes wrong at one start, or at every one; `half` is the bytes that it prints before. */
  breaking(start: Pick<Call, 'verb' | 'number'> | 'every', how: Break, half: number): string {
    const wrong: Record<Break, string> = {
      'killed halfway': `"${REAL_GIT}" "$@" | head -c ${half}; kill -9 $$`,
      'half, with exit code 0': `"${REAL_GIT}" "$@" | head -c ${half}; exit 0`,
      'garbage, with exit code 0': `head -c 3000 "${REAL_GIT}"; exit 0`,
    }
    const spared =
      start === 'every' ? '' : `[ "$verb.$number" = ${start.verb}.${start.number} ] || exec "${REAL_GIT}" "$@"\n`
    return this.#place(spared + wrong[how]).PATH
  }

  #place(script: string): { PATH: string; tickets: string } {
    const directory = join(this.#repo.root, `git-${++this.#count}`)
    const tickets = join(directory, 'tickets')
    mkdirSync(tickets, { recursive: true })
    writeFileSync(join(directory, 'git'), `#!/bin/sh\ntickets="${tickets}"\n${TICKET}\n${script}\n`, { mode: 0o755 })
    return { PATH: `${directory}:${process.env['PATH']}`, tickets }
  }
}

function callsIn(tickets: string): Call[] {
  return readdirSync(tickets).map(name => {
    const [verb = '', number = ''] = name.split('.')
    return { verb, number: Number(number), bytes: statSync(join(tickets, name, 'out')).size }
  })
}
