import { below } from '../network/base-url.ts'
import { proxyFor } from '../network/proxy.ts'
import { colorsFor } from '../report/layout.ts'
import {
  answerLines,
  answersJson,
  closingLines,
  planLines,
  type ShownAnswer,
  type ShownPlan,
} from '../report/verified.ts'
import type { Verified } from '../verify/ask.ts'
import type { Credential } from '../verify/probe.ts'
import type { Question } from '../verify/question.ts'
import { screen } from './screen.ts'
import type { Output, World } from './world.ts'

export interface AnswerOptions {
  readonly json: boolean
  readonly noColor: boolean
  /** Fingerprints that the allowlist names. */
  readonly allowed: ReadonlySet<string>
  /** Milliseconds since 1970. */
  readonly now: number
  /** Whether somebody should have been asked, and was not. */
  readonly refused: boolean
  /** Whether it is of one key only, of which others say what to do. */
  readonly single?: boolean
}

/** Says who would be asked, with which request, and for which keys. */
export function tellPlan(questions: readonly Question[], noColor: boolean, output: Output, world: World): void {
  const plans = new Map<string, ShownPlan>()
  for (const { probe, base, key } of questions) {
    const name = `${probe.id} ${base.url.href}`
    const before = plans.get(name)?.keys ?? []
    const path = below(base, probe.path)
    plans.set(name, {
      host: base.url.protocol === 'https:' ? base.url.host : base.url.origin,
      provider: probe.provider,
      setBy: base.setBy,
      request: `${probe.method} ${shownPath(path, probe.partner?.called)}`,
      credential: described(probe.credential),
      keys: [...before, key.finding],
      proxy: proxyHost(base.url, world),
    })
  }
  const { color, width } = screen(world, output, noColor)
  output.write(`${planLines([...plans.values()], width, colorsFor(color)).join('\n')}\n`)
}

/** What is put in is named, not shown. */
function shownPath({ pathname }: URL, partner = ''): string {
  return pathname.replace('%7Bpartner%7D', `<${partner}>`).replace('%7Bsecret%7D', '<key>')
}

function proxyHost(url: URL, world: World): string | null {
  try {
    return proxyFor(url, world.env)?.host ?? null
  } catch {
    return null // told with the answer
  }
}

function described(credential: Credential): string {
  switch (credential.in) {
    case 'header':
      return `with the key in the header ${credential.name}`
    case 'basic':
      return 'with the key in the header authorization'
    case 'path':
      return 'with the key in the path'
    case 'signature':
      return 'signed with the key, which itself is not sent'
  }
}

/** Tells what was answered, with no secret in it whatever a host said. */
export function reportAnswers(all: readonly Verified[], options: AnswerOptions, world: World): void {
  const shown = all.map((one): ShownAnswer => {
    return {
      finding: one.key.finding,
      status: one.status,
      why: one.why,
      owner: one.owner,
      permissions: one.permissions,
      host: one.host,
      askedAt: one.at === null ? null : new Date(one.at).toISOString(),
      remembered: one.at !== null && one.at !== options.now,
      allowed: options.allowed.has(one.key.finding.fingerprint),
    }
  })
  if (options.json) world.stdout.write(answersJson(shown))
  else if (shown.length === 0) world.stdout.write('There is no key in it.\n')
  else {
    const { color, width } = screen(world, world.stdout, options.noColor)
    const lines = answerLines(
      options.refused ? shown.filter(({ why }) => why !== 'not asked') : shown,
      width,
      colorsFor(color),
    )
    const closing = options.single === true ? [] : closingLines(shown, width)
    world.stdout.write(`${[...lines, ...closing].join('\n')}\n`)
  }
}
