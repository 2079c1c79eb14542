import type { Beside, Excerpt } from '../types.ts'
import { accountOf } from './checks/aws.ts'
import type { Match } from './matches.ts'
import { createPartners, type Place } from './partners.ts'
import { BETWEEN_HALVES } from './searches.ts'

/** The longest other half, in bytes. */
const LONGEST_PARTNER = 200

/** The literal that opens or ends the other half, where it is not known by the name in front of it. */
function literalOf(partner: string, keywords: readonly string[]): string {
  if (/[:=,/]/.test(partner)) return ''
  const opening = keywords.find(keyword => partner.startsWith(keyword))
  if (opening !== undefined) return ` ${opening}…`
  const ending = keywords.find(keyword => partner.endsWith(keyword))
  return ending === undefined ? '' : ` …${ending}`
}

/** What helps to find out which one the other half is: the literal that everybody knows, and whose it is. */
function described(partner: string, { called, keywords }: Beside): string {
  const account = accountOf(partner)
  const whose = account === undefined ? '' : ` of account ${account}`
  return `with its ${called}${literalOf(partner, keywords)}${whose}`
}

/** The lines around a match that belong together: of the same run, and near enough. */
function around({ runs, bytes }: Excerpt, { start, end }: Place): Place {
  const next = runs.findIndex(run => run.offset > start)
  const first = runs.at(next < 0 ? -1 : Math.max(0, next - 1))?.offset ?? 0
  const last = next < 0 ? bytes.length : (runs[next]?.offset ?? bytes.length)
  const margin = BETWEEN_HALVES + LONGEST_PARTNER
  return { start: Math.max(first, start - margin), end: Math.min(last, end + margin) }
}

/** Whether a place lies in one of some places; asked in order. */
function createCovered(covers: Place[]): (place: Place) => boolean {
  covers.sort((one, other) => one.start - other.start)
  let next = 0
  let end = -1
  return place => {
    for (let cover = covers[next]; cover !== undefined && cover.start <= place.start; cover = covers[++next]) {
      end = Math.max(end, cover.end)
    }
    return place.end <= end
  }
}

/** Makes one finding of the two halves of a credential: the secret's, which names the other half. `matches` are in order. */
export function joinPairs(matches: readonly Match[], excerpt: Excerpt): Match[] {
  if (matches.every(({ rule }) => rule.beside === undefined)) return [...matches]
  const taken: Place[] = []
  const joined = matches.map(match => {
    const { beside } = match.rule
    if (beside === undefined || match.severity === 'low') return match
    const { start, end } = around(excerpt, match)
    const text = excerpt.bytes.toString('latin1', start, end)
    const places = createPartners(text, beside)({ start: match.start - start, end: match.end - start })
    for (const place of places) taken.push({ start: place.start + start, end: place.end + start })
    const [nearest] = places
    if (nearest === undefined) return match
    const note = described(text.slice(nearest.start, nearest.end), beside)
    return { ...match, confidence: 'high' as const, note: match.note === undefined ? note : `${match.note}, ${note}` }
  })
  const isTaken = createCovered(taken)
  return joined.filter(match => match.rule.beside !== undefined || !isTaken(match))
}
