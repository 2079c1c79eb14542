import type { Match } from './matches.ts'
import { type Cover, joinCovers } from './render.ts'
import { preview } from './seal.ts'

/** What a match stands for, one character a byte. */
function secretOf({ value, start, end }: Match, bytes: Buffer): string {
  return value ?? bytes.toString('latin1', start, end)
}

export function coversOf(bytes: Buffer, matches: readonly Match[]): Cover[] {
  return joinCovers(
    matches.map(match => ({
      start: match.start,
      end: match.end,
      preview: preview(match.rule, secretOf(match, bytes)),
    })),
  )
}

/** A path without the secrets of the file, which stand in it where no rule would know them. */
export function pathWithout(matches: readonly Match[], bytes: Buffer, path: string): string {
  const present = matches.filter(
    ({ start, end }) => end - start <= path.length && path.includes(bytes.toString('utf8', start, end)),
  )
  return present.reduce(
    (text, match) =>
      text.replaceAll(bytes.toString('utf8', match.start, match.end), () =>
        preview(match.rule, secretOf(match, bytes)),
      ),
    path,
  )
}

/** What a fingerprint stands for: the secret; of a file's name the whole path, for another file of that name is another secret. */
export function valueFrom(match: Match, bytes: Buffer): string {
  return match.rule.sign === 'file' ? bytes.toString('latin1', 1) : secretOf(match, bytes)
}

/** Of a sign that is repeated, the first tells all. */
export function firstOfEach(signs: readonly Match[], bytes: Buffer): Match[] {
  const first = new Map<string, Match>()
  for (const sign of signs) {
    const key = `${sign.rule.id} ${valueFrom(sign, bytes)}`
    if (!first.has(key)) first.set(key, sign)
  }
  return [...first.values()]
}
