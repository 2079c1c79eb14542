import type { Revealed } from '../types.ts'
import type { Sight } from './wish.ts'

const LF = 0x0a

/** What entries of other tools are compared with: a finding, its secret, and the lines it stands on. */
export function sightOf({ excerpt, finding, rule, value, start, end, outerStart, outerEnd }: Revealed): Sight {
  const { bytes, kind, path, commit } = excerpt
  const first = Math.min(start, outerStart)
  const last = Math.max(end, outerEnd)
  const firstLine = finding.line - count(bytes, first, start)
  return {
    path: kind === 'message' ? '' : path,
    firstLine,
    lastLine: firstLine + count(bytes, first, last),
    commit,
    rule,
    value: Buffer.from(value, 'latin1').toString(),
    outer: bytes.toString('utf8', first, last),
    text: bytes.toString('utf8', lineStart(bytes, first), lineEnd(bytes, last)),
    fingerprint: finding.fingerprint,
  }
}

/** How many lines end within a part. */
function count(bytes: Buffer, from: number, until: number): number {
  let lines = 0
  for (let at = bytes.indexOf(LF, from); at >= 0 && at < until; at = bytes.indexOf(LF, at + 1)) lines++
  return lines
}

function lineStart(bytes: Buffer, at: number): number {
  return at === 0 ? 0 : bytes.lastIndexOf(LF, at - 1) + 1
}

function lineEnd(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(LF, Math.max(0, at - 1))
  const stop = end < 0 ? bytes.length : end
  return bytes[stop - 1] === 0x0d ? stop - 1 : stop
}
