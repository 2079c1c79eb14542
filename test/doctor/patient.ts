import { expect } from 'vitest'
import { doctor } from '../../src/cli/doctor.ts'
import { makePackage, runCommand, runInit, runUninstall, type Wish } from '../install/world.ts'
import type { Repo } from '../support/repo.ts'

export interface Told {
  readonly id: string
  readonly state: string
  readonly says: string
  readonly details: readonly string[]
  readonly repair: string | null
  readonly files: readonly string[]
}

export interface Diagnosis {
  readonly code: number
  readonly protected: boolean
  readonly checks: readonly Told[]
}

/** A repository with a commit that ignores `.env`, and in which `keyhook init` was run; returns the package it was run from. */
export async function healthy(repo: Repo): Promise<string> {
  repo.stage('.gitignore', '.env\n.env.*\n!.env.example\nnode_modules\n')
  repo.git('commit', '-q', '-m', 'ignore')
  const home = makePackage(repo.root)
  expect(await runInit(repo, [], { home })).toMatchObject({ code: 0 })
  return home
}

export async function diagnose(repo: Repo, home: string, wish: Wish = {}): Promise<Diagnosis> {
  const { code, stdout } = await runCommand(doctor, repo, ['--json'], { home, ...wish })
  return { code, ...JSON.parse(stdout) }
}

/** What is not as it should be. */
export function ill({ checks }: Diagnosis): Told[] {
  return checks.filter(({ state }) => state === 'broken' || state === 'warning')
}

/**
 * Does what a repair says: keyhook's own commands in this process, since the package of these tests is a stand-in; all else in sh.
 *
 * @returns the variables that it takes out of the shell
 */
export async function carryOut(repo: Repo, home: string, repair: string, cwd = repo.dir): Promise<string[]> {
  const taken: string[] = []
  for (const step of repair.split(/ && (?=node |unset |npx )/)) {
    const own = /^(?:npx keyhook|node \S+keyhook\.cjs) (init|uninstall)$/.exec(step)?.[1]
    if (own === 'init') expect(await runInit(repo, [], { home, cwd })).toMatchObject({ code: 0 })
    else if (own === 'uninstall') expect(await runUninstall(repo, [], { home, cwd })).toMatchObject({ code: 0 })
    else if (step.startsWith('unset ')) taken.push(step.slice('unset '.length))
    else expect(repo.run('sh', ['-c', step], { cwd })).toMatchObject({ code: 0, stderr: '' })
  }
  return taken
}
