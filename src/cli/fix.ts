import { KeyhookError } from '../errors.ts'
import { planFix } from '../fix/plan.ts'
import { openRepository, type Repository } from '../git/repository.ts'
import { applyFix } from '../workspace/apply.ts'
import { ENVIRONMENT, EXAMPLE, IGNORE, prepare } from '../workspace/prepare.ts'
import { readWorkFile } from '../workspace/work-file.ts'
import { type Arguments, parseArguments } from './arguments.ts'
import { askYes } from './ask.ts'
import { day } from './day.ts'
import { CLEAN, FOUND } from './exit.ts'
import { readStagedFiles, type StagedFiles, type Unfixed, unfixed } from './fix-files.ts'
import { createFixReport, type FixReport } from './fix-report.ts'
import { stagedUnder } from './staged-paths.ts'
import { findStagedSecrets, type StagedSecrets } from './staged-secrets.ts'
import type { World } from './world.ts'

/** A repository with a working tree, and what HEAD is there. */
interface Workplace {
  readonly repository: Repository
  readonly topLevel: string
  readonly head: string | null
}

/** `keyhook fix`: moves the secrets of staged lines into environment variables, or takes that back. */
export async function fix(argv: readonly string[], world: World): Promise<number> {
  const given = parseArguments('fix', argv)
  const workplace = await open(world)
  if (given.flags.has('undo')) return undo(given, workplace, world)
  const { repository, topLevel } = workplace
  const only = given.words.length === 0 ? null : stagedUnder(topLevel, world.cwd, given.words)
  const found = await findStagedSecrets(repository, only, day(world.now))
  const report = createFixReport(world, found.scan, given.flags.has('no-color'))
  if (found.secrets.length === 0) {
    report.nothing(found.others, given.words.length > 0)
    return CLEAN
  }
  return carryOut(given, workplace, found, report, world)
}

async function open(world: World): Promise<Workplace> {
  const repository = await openRepository(world.cwd, world.env)
  const { topLevel, git } = repository
  if (topLevel === null)
    throw new KeyhookError('usage', 'Nothing is ever staged in a bare repository.', 'Run this in a clone.')
  const head = await git.attempt(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  return { repository, topLevel, head: head.code === 0 ? head.stdout.toString().trim() : null }
}

async function carryOut(
  given: Arguments,
  workplace: Workplace,
  found: StagedSecrets,
  report: FixReport,
  world: World,
): Promise<number> {
  const { repository, topLevel, head } = workplace
  const { MANIFESTS, loadingAdvice } = await import('../fix/loading.ts')
  const staged = await readStagedFiles(repository, found.secrets, [ENVIRONMENT, EXAMPLE, IGNORE, ...MANIFESTS])
  const environment = readWorkFile(topLevel, ENVIRONMENT)
  const plan = planFix(staged.files, environment.text ?? '')
  const refusals: Unfixed[] = [
    ...staged.refusals,
    ...plan.refusals.map(unfixed),
    ...tracked(staged, plan.untracked, found),
  ]
  if (refusals.length > 0) {
    report.refused(refusals, staged.files)
    return FOUND
  }
  const prepared = prepare(plan, { topLevel, environment, entries: staged.entries, staged: staged.staged })
  report.planned(plan, prepared)
  if (given.flags.has('dry-run')) {
    report.said('Nothing was changed: this is what keyhook fix would do.')
    return CLEAN
  }
  if (!(await agreed(given, report, world))) return FOUND
  await applyFix(repository, prepared, {
    entries: staged.entries,
    head,
    atExit: world.atExit,
    holdsSecret: text => found.scan.mask(text) !== text,
    check: changed => checkClean(changed, found, day(world.now)),
  })
  const manifests = new Map(MANIFESTS.flatMap(name => [[name, staged.staged(name) ?? ''] as const]))
  report.done(
    plan,
    prepared,
    loadingAdvice(plan.files, manifests),
    found.secrets.map(({ finding }) => finding),
  )
  return CLEAN
}

/** A tracked `.env` would take the values into the next commit. */
function tracked(staged: StagedFiles, untracked: readonly string[], { secrets }: StagedSecrets): Unfixed[] {
  const [first] = secrets
  if (!staged.entries.has(ENVIRONMENT) || untracked.includes(ENVIRONMENT) || first === undefined) return []
  return [
    {
      finding: first.finding,
      why: '.env is in git, so a value put there would be committed',
      instead: ['Keep it out of git first: git rm --cached :/.env'],
    },
  ]
}

async function agreed(given: Arguments, report: FixReport, world: World): Promise<boolean> {
  if (given.flags.has('yes')) return true
  if (world.stdin.isTTY !== true || world.stdout.isTTY !== true) {
    report.needsYes(given.words)
    return false
  }
  if (await askYes('Change it so? ', world)) return true
  report.said('Nothing was changed.')
  return false
}

/** Whatever was meant: if the index to be is not clean, nothing is written. */
async function checkClean(changed: Repository, { secrets }: StagedSecrets, today: string): Promise<void> {
  const paths = new Set(secrets.map(({ revealed }) => Buffer.from(revealed?.excerpt.path ?? '').toString('latin1')))
  const names = new Set([EXAMPLE, IGNORE])
  const left = await findStagedSecrets(changed, path => paths.has(path) || names.has(path), today)
  const [first] = left.secrets
  if (first === undefined) return
  throw new KeyhookError(
    'incomplete',
    `After the change a scan would still find: ${first.finding.message} (line ${first.finding.line})`,
    'Everything is as it was. Change that line by hand.',
  )
}

async function undo(given: Arguments, workplace: Workplace, world: World): Promise<number> {
  const { repository, topLevel, head } = workplace
  if (given.words.length > 0 || given.flags.has('dry-run'))
    throw new KeyhookError(
      'usage',
      '--undo takes the whole last fix back, so it goes with no PATH and no --dry-run.',
      'keyhook fix --undo',
    )
  const { undoFix } = await import('../workspace/undo.ts')
  const { files } = await undoFix(repository, topLevel, head, world.atExit)
  const { printable } = await import('../report/terminal.ts')
  const { loadMask } = await import('./mask.ts')
  const mask = await loadMask()
  for (const path of files) world.stdout.write(`Undone: ${printable(mask(path))}\n`)
  world.stdout.write('The keys are in what is staged again, and .env is as it was.\n')
  return CLEAN
}
