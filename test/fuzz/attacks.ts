import { fill } from '../support/shape.ts'
import type { Judged } from './patterns.ts'

/** A text that is made to cost a pattern time: `head` once, `pump` again and again, `tail` once. */
export interface Attack {
  readonly head: string
  readonly pump: string
  readonly tail: string
}

/** What a value, a name or the space between them may be made of: whatever a pattern repeats, one of them is in it. */
const PUMPS = [
  'a',
  'A',
  '0',
  '-',
  '_',
  ' ',
  '\t',
  '\n',
  '.',
  ':',
  '=',
  '"',
  "'",
  '/',
  'a ',
  'a: ',
  'a.',
  ' -',
  '=\n',
  '\r\n',
]

const WHERE = [0.25, 0.5, 0.75, 0.9, 1]

/** Attacks that a pattern's own examples and keywords suggest: parts of them repeated, and each cut open and filled. */
export function attacksOn({ shapes, keywords }: Judged): Attack[] {
  const examples = shapes.slice(0, 2).map(shape => fill(shape, 'attack'))
  const heads = ['', ...keywords.slice(0, 2), ...examples.flatMap(text => WHERE.map(share => cut(text, share)))]
  return [
    ...heads.filter(head => head !== '').map(pump => ({ head: '', pump, tail: '\0' })),
    ...heads.flatMap(head => PUMPS.map(pump => ({ head, pump, tail: '\0' }))),
    ...heads.filter(head => head !== '').map(head => ({ head, pump: head.slice(-3), tail: '\n\0' })),
  ]
}

function cut(text: string, share: number): string {
  return text.slice(0, Math.max(1, Math.ceil(text.length * share) - 1))
}

/** An attack as text of about so many characters. */
export function textOf({ head, pump, tail }: Attack, length: number): string {
  return head + pump.repeat(Math.max(1, Math.floor((length - head.length) / pump.length))) + tail
}

/** Finds all matches, as the matcher does where it drops each of them: it goes on behind where the secret begins. */
export function exhaust(pattern: RegExp, text: string): void {
  const everywhere = new RegExp(pattern.source, `${pattern.flags.replace(/[gdy]/g, '')}gd`)
  for (let match = everywhere.exec(text); match !== null; match = everywhere.exec(text)) {
    const [start, end] = match.indices?.groups?.['secret'] ?? match.indices?.[0] ?? [match.index, match.index]
    everywhere.lastIndex = Math.max(match.index + 1, start > match.index ? start : end)
  }
}

/** Milliseconds of CPU that a pattern takes for a text, the least of some tries. */
export function cost(pattern: RegExp, text: string, tries: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let left = tries; left > 0; left--) {
    const start = process.cpuUsage()
    exhaust(pattern, text)
    const { user, system } = process.cpuUsage(start)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
