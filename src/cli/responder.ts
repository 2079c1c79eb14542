import { KeyhookError } from '../errors.ts'
import type { Exposure } from '../exposure/exposure.ts'
import { planRemoval } from '../exposure/plan-removal.ts'
import { readersOf } from '../exposure/readers.ts'
import { surroundingsOf } from '../exposure/surroundings.ts'
import type { Repository } from '../git/repository.ts'
import { factsOf } from '../respond/facts.ts'
import { providerNamed } from '../respond/providers/index.ts'
import type { Response } from '../respond/response.ts'
import type { Asking } from '../respond/rewrite/asking.ts'
import type { StepName } from '../respond/step.ts'
import { type Incident, stepsFor } from '../respond/steps.ts'
import type { Rule } from '../types.ts'
import { type Checklist, readChecklists, writeChecklists } from './checklist-file.ts'
import { commandName } from './command-name.ts'
import { day } from './day.ts'
import type { World } from './world.ts'

/** Makes responses, and keeps how far each of them is. */
export interface Responder {
  /** @param all whether to tell of each key in full; else of the first, and of the others in a line */
  about(exposures: readonly Exposure[], all: boolean): Promise<Response[]>
  /** Of a key that is nowhere any more, from what its checklist says; throws KeyhookError 'usage' where there is none. */
  gone(fingerprint: string): Promise<Response>
  /** What to do about any key of a provider's, or of anybody's. */
  general(provider: string | null): Response
}

interface Ticks {
  readonly done: readonly StepName[]
  readonly open: readonly StepName[]
}

export function createResponder(
  repository: Repository | null,
  rules: readonly Rule[],
  ticks: Ticks,
  world: World,
): Responder {
  const today = day(world.now)
  const lists = repository === null ? new Map<string, Checklist>() : readChecklists(repository)
  const isTicking = ticks.done.length + ticks.open.length > 0

  /** Ticks, and remembers; only a tick that cannot be kept is a failure. */
  function kept(subject: string, now: Omit<Checklist, 'done'>, isWorthIt: boolean): Checklist['done'] {
    const done = new Map(lists.get(subject)?.done)
    for (const name of ticks.done) if (!done.has(name)) done.set(name, today)
    for (const name of ticks.open) done.delete(name)
    if (repository === null || !(isTicking || isWorthIt)) return done
    lists.set(subject, { ...now, done })
    try {
      writeChecklists(repository, lists)
    } catch (error) {
      if (isTicking) throw error
    }
    return done
  }

  async function one(at: Repository, exposure: Exposure, others: readonly Exposure[]): Promise<Response> {
    const { finding } = exposure
    const rule = rules.find(({ id }) => id === finding.rule)
    const facts = factsOf(exposure, rule?.title ?? '')
    const variable = rule?.variable ?? null
    const { branch } = await surroundingsOf(at)
    const incident: Incident = {
      providerName: finding.provider,
      provider: providerNamed(finding.provider),
      help: finding.help === '' ? null : finding.help,
      variable,
      exposure,
      removal: await planRemoval(at, exposure, today),
      readers: variable === null ? [] : await readersOf(at, variable),
    }
    const subject = finding.fingerprint
    const now = { provider: finding.provider, rule: finding.rule, facts, known: today }
    return {
      subject,
      provider: finding.provider,
      exposure,
      facts,
      remark: null,
      steps: stepsFor(incident, asking(at, branch, world)),
      others,
      done: kept(subject, now, exposure.history.length > 0),
    }
  }

  return {
    async about(exposures, all) {
      if (repository === null) return []
      const [first, ...others] = exposures
      if (first === undefined) return []
      if (!all) return [await one(repository, first, others)]
      const responses: Response[] = []
      for (const exposure of exposures) responses.push(await one(repository, exposure, []))
      return responses
    },
    async gone(fingerprint) {
      const list = lists.get(fingerprint)
      if (list === undefined)
        throw new KeyhookError(
          'usage',
          `Nothing in this repository has the fingerprint ${fingerprint}`,
          'What to do about a key that is out elsewhere: keyhook respond',
        )
      const rule = rules.find(({ id }) => id === list.rule)
      return {
        subject: fingerprint,
        provider: list.provider,
        exposure: null,
        facts: list.facts,
        remark: `Nothing in this repository holds it any more. This is what was known on ${list.known}:`,
        steps: stepsFor(generalIncident(list.provider, rule), OUTSIDE),
        others: [],
        done: kept(fingerprint, list, false),
      }
    },
    general(provider) {
      const subject = provider === null ? null : `provider:${provider}`
      const rule = rules.find(candidate => candidate.provider === provider)
      const now = { provider, rule: null, facts: [], known: today }
      return {
        subject: repository === null ? null : subject,
        provider,
        exposure: null,
        facts: [],
        remark: remark(provider, repository),
        steps: stepsFor(generalIncident(provider, rule), OUTSIDE),
        others: [],
        done: subject === null ? new Map() : kept(subject, now, false),
      }
    },
  }
}

function remark(provider: string | null, repository: Repository | null): string {
  const what = provider === null ? 'a key' : `a key of ${provider}`
  if (repository === null) return `What to do about ${what} that is out, in this order:`
  const found = provider === null ? 'No key' : `No key of ${provider}`
  return `${found} was found staged or in history. What to do about ${what} that is out elsewhere, in this order:`
}

const OUTSIDE: Asking = { command: 'keyhook', below: false, branch: null }

function generalIncident(provider: string | null, rule: Rule | undefined): Incident {
  return {
    providerName: provider,
    provider: provider === null ? null : providerNamed(provider),
    help: rule?.help ?? null,
    variable: rule?.variable ?? null,
    exposure: null,
    removal: null,
    readers: [],
  }
}

function asking({ topLevel }: Repository, branch: string | null, world: World): Asking {
  return { command: commandName(world), below: topLevel !== null && topLevel !== world.cwd, branch }
}
