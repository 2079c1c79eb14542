import { existsSync, lstatSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import type { Engine } from '../engine/engine.ts'
import { KeyhookError } from '../errors.ts'
import { extractFile, extractStream } from '../extraction/files.ts'
import { extractIndex } from '../extraction/staged.ts'
import { type FoundFile, walk, withSlashes } from '../extraction/walk.ts'
import { NO_POLICY } from '../policy.ts'
import { startScan } from '../scan.ts'
import type { Verdict } from '../types.ts'
import { type Arguments, parseArguments } from './arguments.ts'
import { day } from './day.ts'
import { findEngine, isWithoutGit, openEngine, refuseIgnoreRules, refuseWithoutGit } from './engine.ts'
import { exitCode } from './exit.ts'
import { report, reportOptions } from './report.ts'
import { stagedUnder } from './staged-paths.ts'
import { stagedPolicy } from './staged-policy.ts'
import type { World } from './world.ts'

/** `keyhook scan`: the staged lines, files, standard input, or commits. */
export async function scan(argv: readonly string[], world: World): Promise<number> {
  const given = parseArguments('scan', argv)
  const mode = modeOf(given)
  if (mode === 'range' || mode === 'history') {
    refuseWithoutGit(given, `--${mode}`)
    return (await import('./scan-commits.ts')).scanHistory(mode, given, world)
  }
  const jobs = given.values.get('jobs')
  if (jobs !== undefined) (await import('./scan-commits.ts')).askedJobs(jobs)
  if (given.values.has('shard')) throw misuse('--shard deals out commits, so it needs --range or --history.')
  if (mode === 'pre-receive') {
    refuseWithoutGit(given, '--pre-receive')
    return (await import('./pre-receive.ts')).preReceive(given, world)
  }
  const { verdict, below } = await look(given, world)
  const options = {
    ...reportOptions(given),
    what: 'scan',
    staged: modeOf(given) === 'staged',
    below,
    allowable: await isAllowable(given, world),
  } as const
  await report(verdict, options, world, world.stdout)
  return exitCode(verdict)
}

/** The allowlist is a repository's: nothing else can be named there. */
async function isAllowable(given: Arguments, world: World): Promise<boolean> {
  const mode = modeOf(given)
  return mode !== 'stdin' && (mode !== 'files' || (await findEngine(given, world)) !== null)
}

type Mode = 'staged' | 'files' | 'stdin' | 'range' | 'history' | 'pre-receive'

/** What a command line asks to be scanned. */
function modeOf(given: Arguments): Mode {
  const asked = (['stdin', 'staged', 'range', 'history', 'pre-receive'] as const).filter(
    mode => given.flags.has(mode) || given.values.has(mode),
  )
  if (asked.length > 1) throw misuse(`--${asked.join(' and --')} do not go together.`)
  const mode = asked[0] ?? (given.words.length > 0 ? 'files' : 'staged')
  if (mode !== 'files' && mode !== 'staged' && given.words.length > 0) throw misuse(`--${mode} takes no paths.`)
  return mode
}

function misuse(message: string): KeyhookError {
  return new KeyhookError('usage', message, 'keyhook scan --help')
}

interface Looked {
  readonly verdict: Verdict
  /** Whether commands about what is staged have to count its paths from the top level. */
  readonly below: boolean
}

async function look(given: Arguments, world: World): Promise<Looked> {
  switch (modeOf(given)) {
    case 'stdin':
      return { verdict: await scanInput(world), below: false }
    case 'files':
      return { verdict: await scanFiles(given, world), below: false }
    default:
      return scanIndex(given, world)
  }
}

async function scanIndex(given: Arguments, world: World): Promise<Looked> {
  const engine = await openEngine(given, world)
  const { topLevel, gitDirectory, indexFile } = engine
  if (topLevel === null && !existsSync(indexFile))
    throw new KeyhookError('usage', 'Nothing is ever staged in a bare repository.', 'keyhook scan --history')
  const only = given.words.length === 0 ? null : stagedUnder(topLevel ?? gitDirectory, world.cwd, given.words)
  const started = startScan({ policy: await stagedPolicy(engine, given, world), today: day(world.now) })
  const verdict = await started.verdict(await extractIndex(engine, { only, mergeAnnounced: false }, started.take))
  return { verdict, below: topLevel !== null && topLevel !== world.cwd }
}

async function scanFiles(given: Arguments, world: World): Promise<Verdict> {
  const engine = await findEngine(given, world)
  const policy = engine === null ? NO_POLICY : await stagedPolicy(engine, given, world)
  const started = startScan({ policy, today: day(world.now) })
  const refuse = isWithoutGit(given) ? (directory: string) => refuseIgnoreRules(directory, world) : undefined
  const files = new Set<string>()
  for await (const found of walk(given.words, world.cwd, world.env, refuse)) {
    const identity = identityOf(found)
    if (files.has(identity)) continue
    files.add(identity)
    extractFile(found, insideRepository(engine, found.file.toString()) ?? found.given, started.take)
  }
  return started.verdict(files.size)
}

/** A file that is named as itself and by its directory is scanned once; but what a link leads to is another thing than its own text. */
function identityOf({ file, follows }: FoundFile): string {
  const isFollowed = follows && lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true
  return `${isFollowed ? 'target' : 'file'} ${file.toString('latin1')}`
}

function insideRepository(engine: Engine | null, file: string): string | null {
  if (engine?.topLevel == null) return null
  const inside = withSlashes(relative(engine.topLevel, file))
  return inside.startsWith('../') || isAbsolute(inside) ? null : inside
}

async function scanInput(world: World): Promise<Verdict> {
  const started = startScan({ policy: NO_POLICY, today: day(world.now) })
  await extractStream(world.stdin, '-', started.take)
  return started.verdict(1)
}
