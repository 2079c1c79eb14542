import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { locateProgram } from '../git/locate.ts'
import type { Repository } from '../git/repository.ts'
import { DOORS, type Door } from './doors.ts'
import { locateHooks } from './hooks-directory.ts'
import { type AtExit, makeScratch, type Scratch, type ScratchPair } from './scratch.ts'
import { blockOf, holderOf, type Site, siteAt } from './site.ts'
import { syntheticKey } from './synthetic-key.ts'

/** What was seen at one door. */
export interface Proof {
  readonly door: Door
  /** A commit, message or push with a made-up key was stopped, with exit code 1. */
  readonly positive: boolean
  /** One without was let through. */
  readonly clean: boolean
  /** Why not, in one sentence; '' where both are true. */
  readonly why: string
}

/** A hook that takes longer is taken to hang. In milliseconds. */
const PATIENCE = 60_000

/**
 * Tries every door with a made-up key and without one, through the block as it is installed. No other hook and no command of a
 * manager is run, and neither the repository nor its object store sees any of it.
 */
export async function prove(repository: Repository, sites: readonly Site[], atExit?: AtExit): Promise<Proof[]> {
  const hooks = await locateHooks(repository)
  const pair = await makeScratch(repository, `OPENAI_API_KEY=${syntheticKey()}\n`, atExit)
  try {
    return await Promise.all(
      DOORS.map(async door => {
        const called = join(hooks.path, door)
        const site = siteAt(sites, door)
        const place = site ?? { directory: hooks.path, style: 'chain' }
        const broken = faultOf(called, place, door)
        if (broken !== '') return { door, positive: false, clean: false, why: broken }
        return tryDoor(repository, door, place, pair)
      }),
    )
  } finally {
    pair.remove()
  }
}

type Place = Pick<Site, 'directory' | 'style'>

async function tryDoor(repository: Repository, door: Door, place: Place, pair: ScratchPair): Promise<Proof> {
  const holder = holderOf(place, door)
  const block = blockOf(place, door) ?? ''
  const planted = await runBlock(repository, block, door, holder, pair.planted)
  const clean = await runBlock(repository, block, door, holder, pair.clean)
  return {
    door,
    positive: planted.code === 1,
    clean: clean.code === 0,
    why: [
      planted.code === 1 ? '' : `a made-up key was not found (exit code ${planted.code}). ${planted.said}`,
      clean.code === 0 ? '' : `a clean commit was stopped (exit code ${clean.code}). ${clean.said}`,
    ]
      .filter(part => part !== '')
      .join('; '),
  }
}

/** Why git would not come to the block at all; '' where it does. */
function faultOf(called: string, place: Place, door: Door): string {
  const holder = holderOf(place, door)
  if (!existsSync(called)) return `git finds no hook there: ${called}`
  try {
    accessSync(called, constants.X_OK)
  } catch {
    return `git skips the hook, because it is not executable: ${called}`
  }
  if (statSync(holder, { throwIfNoEntry: false })?.isFile() !== true) return `the hook file is missing: ${holder}`
  return blockOf(place, door) === null ? `keyhook's block is missing or damaged: ${holder}` : ''
}

interface Run {
  readonly code: number
  /** The last line of what it said. */
  readonly said: string
}

function runBlock(
  { git, topLevel }: Repository,
  block: string,
  door: Door,
  holder: string,
  scratch: Scratch,
): Promise<Run> {
  const shell = existsSync('/bin/sh')
    ? '/bin/sh'
    : (locateProgram('sh', git.env, topLevel) ?? shellOfGit(git.env, topLevel))
  const { args, input } = calling(door, scratch)
  return new Promise(settle => {
    const child = spawn(shell, ['-c', block, holder, ...args], {
      cwd: git.cwd,
      env: scratch.git.env,
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: PATIENCE,
      windowsHide: true,
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000)
    })
    child.on('error', error => settle({ code: -1, said: error.message }))
    child.on('close', code => settle({ code: code ?? -1, said: lastLine(said) }))
    child.stdin.on('error', () => {}) // it may end before it has read its input
    child.stdin.end(input)
  })
}

/** How git calls each hook. */
function calling(door: Door, { directory, pushed }: Scratch): { args: string[]; input: string } {
  if (door === 'commit-msg') return { args: [join(directory, 'message')], input: '' }
  if (door === 'pre-push') return { args: ['keyhook-control', 'keyhook-control'], input: pushed }
  return { args: [], input: '' }
}

/** Git for Windows keeps its sh beside git, mostly off PATH. */
function shellOfGit(env: NodeJS.ProcessEnv, topLevel: string | null): string {
  const git = locateProgram('git', env, topLevel) ?? ''
  const places = ['../bin/sh.exe', '../usr/bin/sh.exe', '../../bin/sh.exe', '../../usr/bin/sh.exe']
  return places.map(place => join(git, '..', place)).find(existsSync) ?? 'sh'
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 300) ?? ''
}
