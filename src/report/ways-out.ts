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

/** What to do about the findings that stop, each way with one command: remove, allow, override, revoke. */
export function waysOut(findings: readonly Finding[], scene: Scene): Way[] {
  return [...takeOut(findings, scene), allow(findings, scene), ...override(scene), ...revoke(findings)]
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

function revoke(findings: readonly Finding[]): Way[] {
  const links = pages(findings)
  if (links.length === 0) return []
  return [{ says: 'Was such a key ever shared or pushed? Then revoke it first:', commands: links }]
}
