import { resolve } from 'node:path'
import { scanMessage } from '../doors/commit-message.ts'
import type { DoorOutcome, DoorWorld } from '../doors/outcome.ts'
import { openPatchDoor } from '../doors/patch.ts'
import { OVERRIDE, scanStaged } from '../doors/staged.ts'
import { KeyhookError } from '../errors.ts'
import { openRepository, type Repository } from '../git/repository.ts'
import { passes } from '../verdict/override.ts'
import type { Culprit } from './culprit.ts'
import { day } from './day.ts'
import { exitCode } from './exit.ts'
import type { World } from './world.ts'

/**
 * What the installed hooks call: `keyhook hook DOOR ARGUMENTS…`. Silent where there is nothing to say; everything it does say goes to standard error,
 * which git shows for every hook.
 */
export async function hook(argv: readonly string[], world: World): Promise<number> {
  const [door = '', ...rest] = argv
  const asked: DoorWorld = { cwd: world.cwd, env: world.env, today: day(world.now) }
  if (door === 'commit-msg') return commitMessage(rest, world, asked)
  const repository = await openRepository(world.cwd, world.env)
  const outcome = await open(door, rest, repository, world, asked)
  if (outcome.what !== 'push') return conclude(outcome, world)
  const { culpritOf } = await import('./culprit.ts')
  return conclude(outcome, world, await culpritOf(outcome.verdict, repository))
}

async function open(
  door: string,
  rest: readonly string[],
  repository: Repository,
  world: World,
  asked: DoorWorld,
): Promise<DoorOutcome> {
  switch (door) {
    case 'pre-commit': {
      // "pre-commit run --from-ref A --to-ref B" asks for what those commits add.
      if (isToldByPreCommit(world.env)) return open('pre-push', rest, repository, world, asked)
      return scanStaged(repository, asked, { what: 'commit', mergeAnnounced: false, overridable: true })
    }
    case 'pre-merge-commit':
      return scanStaged(repository, asked, { what: 'merge', mergeAnnounced: true, overridable: true })
    case 'pre-applypatch':
      return openPatchDoor(repository, asked)
    case 'pre-push': {
      const { scanPush } = await import('../doors/push.ts')
      const lines = await text(world.stdin)
      if (lines !== '' || world.env['PRE_COMMIT'] !== '1') return scanPush(repository, asked, rest[0] ?? '', lines)
      const { pushToldByPreCommit } = await import('../doors/pre-commit-push.ts')
      const told = await pushToldByPreCommit(repository, world.env)
      return scanPush(repository, asked, told.remote, told.lines)
    }
    default:
      throw new KeyhookError(
        'usage',
        `There is no door named ${door}`,
        'Hooks call this, with the name of a hook that "keyhook init" installs.',
      )
  }
}

/** The message is scanned; then, where this commit was let through by an override, that is written into it. */
async function commitMessage([file = '']: readonly string[], world: World, asked: DoorWorld): Promise<number> {
  let opened: Promise<Repository> | null = null
  const repository = (): Promise<Repository> => {
    opened ??= openRepository(world.cwd, world.env)
    return opened
  }
  const verdict = await scanMessage(repository, asked, file)
  const code = await conclude({ what: 'message', verdict, override: null, refused: null }, world)
  if (code === 0 && world.env[OVERRIDE] !== undefined) {
    const { recordOverride } = await import('../doors/record-override.ts')
    const outcome = await scanStaged(await repository(), asked, {
      what: 'commit',
      mergeAnnounced: true,
      overridable: true,
    })
    if (!passes(outcome.verdict)) return conclude(outcome, world)
    await recordOverride(await repository(), outcome, resolve(world.cwd, file))
  }
  return code
}

function isToldByPreCommit(env: World['env']): boolean {
  return env['PRE_COMMIT'] === '1' && (env['PRE_COMMIT_FROM_REF'] ?? '') !== ''
}

async function conclude(outcome: DoorOutcome, world: World, culprit: Culprit = 'commit'): Promise<number> {
  const { verdict } = outcome
  if (verdict.findings.length + verdict.suppressed.length + verdict.notes.length > 0) {
    const { report } = await import('./report.ts')
    const options = {
      what: outcome.what,
      override: outcome.override,
      format: 'text',
      color: true,
      quiet: false,
      staged: true,
      culprit,
      file: null,
    } as const
    await report(verdict, options, world, world.stderr)
  }
  if (outcome.refused !== null) {
    const { printable } = await import('../report/terminal.ts')
    world.stderr.write(
      `keyhook: ${OVERRIDE} does not count: ${printable(outcome.refused)}. Say in words why this commit has to pass.\n`,
    )
  }
  return exitCode(verdict)
}

async function text(stdin: World['stdin']): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}
