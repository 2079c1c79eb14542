import { join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import type { Exposure } from '../exposure/exposure.ts'
import { exposuresOf, searchHistory, searchStaged } from '../exposure/trace.ts'
import { findRepository, outsideRepository, type Repository } from '../git/repository.ts'
import { readPolicy } from '../policy.ts'
import { renderJson } from '../respond/json.ts'
import { renderMarkdown } from '../respond/markdown.ts'
import type { Response } from '../respond/response.ts'
import { renderResponse } from '../respond/text.ts'
import type { Finding, Rule } from '../types.ts'
import { type Arguments, parseArguments } from './arguments.ts'
import { commandName } from './command-name.ts'
import { day } from './day.ts'
import { CLEAN } from './exit.ts'
import { createProgress } from './progress.ts'
import { readSubject, readTicks, type Subject } from './respond-subject.ts'
import { createResponder, type Responder } from './responder.ts'
import { usualJobs } from './scan-commits.ts'
import { screen } from './screen.ts'
import { historyOf } from './whole.ts'
import type { World } from './world.ts'

/** `keyhook respond`: what to do when a key is out. Changes nothing but its own checklist. */
export async function respond(argv: readonly string[], world: World): Promise<number> {
  const given = parseArguments('respond', argv)
  const repository = await findRepository(world.cwd, world.env)
  const rules = await rulesOf(repository)
  const subject = readSubject(given.words[0], rules)
  const ticks = readTicks(given)
  const isTicking = ticks.done.length + ticks.open.length > 0
  if (repository === null && (subject.kind === 'fingerprint' || isTicking)) throw outsideRepository(world.cwd)
  const responder = createResponder(repository, rules, ticks, world)
  const isForMachines = given.values.has('format') && given.values.get('format') !== 'text'
  const responses = await responsesTo(subject, repository, responder, { all: isForMachines, isTicking }, world)
  if (isTicking && responses.every(response => response.subject === null)) throw whichOne()
  tell(responses, given, world)
  return CLEAN
}

function whichOne(): KeyhookError {
  return new KeyhookError('usage', 'Of which key? Name its fingerprint.', 'keyhook respond')
}

async function rulesOf(repository: Repository | null): Promise<readonly Rule[]> {
  if (repository === null) return (await import('../detect/rules/index.ts')).rules
  return (await readPolicy(repository, null)).rules
}

async function responsesTo(
  subject: Subject,
  repository: Repository | null,
  responder: Responder,
  { all, isTicking }: { readonly all: boolean; readonly isTicking: boolean },
  world: World,
): Promise<Response[]> {
  const exposures = repository === null ? [] : await find(subject, repository, world)
  if (isTicking && exposures.length > 1) throw whichOne()
  if (exposures.length > 0) return responder.about(exposures, all)
  if (subject.kind === 'fingerprint') return [await responder.gone(subject.fingerprint)]
  return [responder.general(subject.kind === 'provider' ? subject.name : null)]
}

/** What is asked for, worst first. Without a word what is staged is enough: then nobody waits for a history to be read. */
async function find(subject: Subject, repository: Repository, world: World): Promise<Exposure[]> {
  const search = { repository, today: day(world.now), wanted: wanted(subject) }
  const staged = await searchStaged(search)
  if (subject.kind === 'anything' && staged.length > 0) return worstFirst(await exposuresOf(repository, staged, []))
  const history = await readHistory(subject, repository, world)
  const found =
    staged.length + history.length === 0 && subject.kind === 'fingerprint'
      ? await inFiles(subject.fingerprint, world)
      : []
  return worstFirst(await exposuresOf(repository, staged, history, found))
}

function wanted(subject: Subject): (finding: Finding) => boolean {
  switch (subject.kind) {
    case 'fingerprint':
      return ({ fingerprint }) => fingerprint === subject.fingerprint
    case 'provider':
      return finding => finding.provider === subject.name && finding.blocking && !('by' in finding)
    case 'anything':
      return finding => finding.blocking && !('by' in finding)
  }
}

async function readHistory(subject: Subject, repository: Repository, world: World): Promise<Finding[]> {
  const whole = await historyOf(repository)
  const progress = createProgress(world, whole.commits.length, false)
  const found = await searchHistory({
    ...whole,
    policyTree: whole.policySource.tip,
    repository,
    today: day(world.now),
    wanted: wanted(subject),
    jobs: usualJobs(whole.commits.length),
    threadFile: join(world.home, 'thread.cjs'),
    done: progress.update,
  })
  progress.clear()
  return found
}

/** As somebody may ask who has just seen it in a scan of files. */
async function inFiles(fingerprint: string, world: World): Promise<Finding[]> {
  const { locateInFiles } = await import('./locate.ts')
  const found = (await locateInFiles(new Set([fingerprint]), world)).get(fingerprint)
  return found === undefined ? [] : [found]
}

const REACHES = ['pushed', 'local', 'staged', 'backup']
const SEVERITIES = ['critical', 'high', 'medium', 'low']

function worstFirst(exposures: readonly Exposure[]): Exposure[] {
  const rank = ({ reach, finding }: Exposure): number =>
    REACHES.indexOf(reach) * SEVERITIES.length + SEVERITIES.indexOf(finding.severity)
  return [...exposures].sort((one, other) => rank(one) - rank(other))
}

function tell(responses: readonly Response[], given: Arguments, world: World): void {
  const format = given.values.get('format') ?? 'text'
  if (format === 'json') world.stdout.write(renderJson(responses))
  else if (format === 'markdown') world.stdout.write(renderMarkdown(responses))
  else {
    const sheet = { ...screen(world, world.stdout, given.flags.has('no-color')), command: commandName(world) }
    world.stdout.write(responses.map(response => renderResponse(response, sheet)).join('\n'))
  }
}
