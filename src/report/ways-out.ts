import type { Finding } from '../types.ts'
import { type Colors, paragraph } from './layout.ts'
import { pages } from './pages.ts'
import type { Scene } from './scene.ts'
import { takeOut } from './take-out.ts'
import { printable } from './terminal.ts'

/** Something a person can do now. */
export interface Way {
  readonly says: string
  /** To be copied as they are, so never broken or shortened. */
  readonly commands: readonly string[]
}

/** What to do about the findings that stop: remove, allow, override, revoke. */
export function waysOut(findings: readonly Finding[], scene: Scene): Way[] {
  return [...takeOut(findings, scene), allow(findings, scene), ...override(scene), ...revoke(findings, scene)]
}

/** The same, each with its first command only: for a screen that has no room for more. */
export function briefWaysOut(findings: readonly Finding[], scene: Scene): Way[] {
  return waysOut(findings, scene).map(way => ({ ...way, commands: way.commands.slice(0, 1) }))
}

export function wayLines(way: Way, scene: Scene, colors: Colors): string[] {
  return [...paragraph(way.says, scene.width), ...way.commands.map(command => `    ${colors.cyan(printable(command))}`)]
}

function allow(findings: readonly Finding[], scene: Scene): Way {
  if (scene.allowable === false && findings.every(finding => finding.line === 0))
    return { says: 'Not a secret? Then nothing has to be done.', commands: [] }
  if (scene.allowable === false)
    return { says: 'Not a secret? Say why in a comment on its line:', commands: ['keyhook:allow WHY'] }
  const fingerprints = new Set(findings.map(finding => finding.fingerprint))
  const which = fingerprints.size > 1 ? 'Name it by its fingerprint, and say why' : 'Say why'
  // A strict scan believes only what was there before the commits that it scans.
  const first = scene.strict === true ? ', in a commit of its own that goes first' : ''
  return {
    says: `Not a secret? ${which}${first}:`,
    commands: [`${scene.command} allow ${findings[0]?.fingerprint} --reason "why"`],
  }
}

/** Only a commit's content can be let through: never a key in its message, and nothing at push. */
function override(scene: Scene): Way[] {
  if (scene.what !== 'commit' && scene.what !== 'merge') return []
  return [
    {
      says: 'Emergency? Commit with a reason, which goes on record in the commit:',
      commands: ['KEYHOOK_OVERRIDE="why" git commit'],
    },
  ]
}

/** The page, and the command that says what else there is to do. What is only a sign needs neither. */
function revoke(findings: readonly Finding[], scene: Scene): Way[] {
  const links = pages(findings)
  const keys = new Set(findings.flatMap(({ sign, fingerprint }) => (sign === undefined ? [fingerprint] : [])))
  // Outside a repository no fingerprint leads anywhere.
  if (keys.size === 0 || scene.allowable === false)
    return links.length === 0
      ? []
      : [{ says: 'Was such a key ever shared or pushed? Then revoke it first:', commands: links }]
  const [only] = keys
  const command = `${scene.command} respond${keys.size === 1 ? ` ${only}` : ''}`
  const [link] = links
  if (links.length === 1)
    return [{ says: `Ever shared or pushed? Revoke it at ${printable(link ?? '')} then:`, commands: [command] }]
  return [{ says: 'Was such a key ever shared or pushed? Then revoke it first:', commands: [...links, command] }]
}
