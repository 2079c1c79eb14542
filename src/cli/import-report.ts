import type { Told } from '../import/carry.ts'
import { count } from '../report/layout.ts'
import { printable } from '../report/terminal.ts'
import { commandName } from './command-name.ts'
import type { World } from './world.ts'

/** More lines of a kind are counted. */
const MOST = 100

interface Report {
  /** The files that are new in the index. */
  readonly changed: readonly string[]
  /** Whether nothing was written, as asked. */
  readonly isTrial: boolean
  readonly mask: (text: string) => string | null
}

/** Says what became of each line of the imported files. */
export async function tellImport(
  told: readonly Told[],
  { changed, isTrial, mask }: Report,
  world: World,
): Promise<void> {
  const shown = (text: string): string => printable(mask(text) ?? '(not shown: it holds a part of a secret)')
  const write = (line: string): void => void world.stdout.write(`${line}\n`)
  const of = (outcome: Told['outcome']): readonly Told[] => told.filter(one => one.outcome === outcome)
  const list = (some: readonly Told[], text: (one: Told) => string): void => {
    for (const one of some.slice(0, MOST)) write(shown(`${one.resolved.file}:${one.resolved.line}: ${text(one)}`))
    if (some.length > MOST) write(`and ${some.length - MOST} more`)
  }

  list(of('added'), ({ resolved }) => added(resolved))
  list(of('refused'), one => `not carried over: ${lost(one)}`)
  list(of('needless'), one => `not needed: ${lost(one)}`)
  const there = of('there').length
  if (there > 0) write(`${count(there, 'entry').replace(/entrys$/, 'entries')} there already.`)
  const refused = of('refused').length
  const loose = of('added').filter(({ resolved }) => resolved.kind === 'allowed' && resolved.open === true).length
  if (loose > 0) write('An expression is carried over as the values it matches now; what comes later is reported.')
  if (changed.length === 0)
    write(refused > 0 ? 'Nothing was changed, and not all was carried over.' : 'Nothing was changed.')
  else if (isTrial) write(`This would be added to ${changed.join(' and ')}.`)
  else write(`Added to ${changed.join(' and ')}, and staged, with nothing else.`)
  if (changed.length > 0 && !isTrial) write(`Next: ${commandName(world)} scan`)
}

/** Longer ones are known by their line. */
const LONGEST_NAMED = 60

function lost({ resolved: { what = '' }, why = '' }: Told): string {
  return what === '' || what.length > LONGEST_NAMED ? why : `${what}: ${why}`
}

function added(resolved: Told['resolved']): string {
  switch (resolved.kind) {
    case 'allowed':
      return `allowed ${resolved.entry.fingerprint} (${resolved.entry.rule}, ${resolved.place})`
    case 'entry':
      return `allowed ${resolved.rule} in ${resolved.path}`
    case 'ignored':
      return `ignored ${resolved.glob}`
    case 'rule':
      return [`added the rule ${resolved.rule.id}`, ...resolved.remarks].join('; ')
    case 'disabled':
      return `switched off the rule ${resolved.rule}`
    case 'marker':
      return `markers of ${resolved.marker} in comments count`
    default:
      return resolved.why
  }
}
