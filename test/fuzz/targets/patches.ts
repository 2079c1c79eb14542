import { parseCommitObject, trailers } from '../../../src/diff/commit-object.ts'
import { parseHunkHeader } from '../../../src/diff/hunk.ts'
import { recordedMessage } from '../../../src/diff/message.ts'
import { createPatchParser } from '../../../src/diff/patch.ts'
import { parseRawRecord } from '../../../src/diff/raw.ts'
import { parsePushedReferences } from '../../../src/doors/pushed-references.ts'
import { parseReceivedReferences } from '../../../src/doors/received-references.ts'
import type { Random } from '../../support/random.ts'
import { LINES, NAMES } from '../../support/random-content.ts'
import { hostileText, mutated, mutatedText } from '../hostile.ts'
import { holds, orRefused, type Target } from '../target.ts'

const hex = (random: Random, length = 40): string =>
  Array.from({ length }, () => random.below(16).toString(16)).join('')
const NOTHING = '0'.repeat(40)
const ID_LENGTH = 41

/** A stream as git writes it, of some commits or of none, and where each commit ends. */
function stream(random: Random): { bytes: Buffer; ends: number[] } {
  const ofCommits = random.chance(0.5)
  const ends: number[] = []
  let text = ''
  for (let left = ofCommits ? 1 + random.below(3) : 1; left > 0; left--) {
    if (ofCommits) text += `${hex(random)}\0`
    const files = Array.from({ length: 1 + random.below(3) }, () => file(random))
    text += `${files.map(({ record }) => record).join('')}\0${files.map(({ patch }) => patch).join('')}`
    ends.push(text.length)
  }
  return { bytes: Buffer.from(text, 'latin1'), ends }
}

function file(random: Random): { record: string; patch: string } {
  const name = random.pick(NAMES)
  const newId = hex(random)
  const parents = random.chance(0.2) ? 2 : 1
  const isNew = parents === 1 && random.chance(0.4)
  const oldIds = Array.from({ length: parents }, () => (isNew ? NOTHING : hex(random)))
  const letters = isNew ? 'A' : parents === 2 ? 'MM' : 'M'
  const modes = Array.from({ length: parents }, () => (isNew ? '000000' : '100644'))
  const record = `${':'.repeat(parents)}${[...modes, '100644', ...oldIds, newId, letters].join(' ')}\0${name}\0`
  const kind = parents === 2 ? 'diff --cc' : 'diff --git'
  const header = `${kind} a/x b/x\n${isNew ? 'new file mode 100644\n' : ''}index ${oldIds.join(',')}..${newId}\n--- a/x\n+++ b/x\n`
  return { record, patch: header + hunk(random, parents) }
}

function hunk(random: Random, parents: number): string {
  const added = Array.from({ length: 1 + random.below(5) }, () => random.pick(LINES))
  const kept = Array.from({ length: random.below(3) }, () => random.pick(LINES))
  const at = '@'.repeat(parents + 1)
  const old = Array.from({ length: parents }, () => `-1,${kept.length}`).join(' ')
  const lines = [...kept.map(line => ' '.repeat(parents) + line), ...added.map(line => '+'.repeat(parents) + line)]
  const open = random.chance(0.2) ? '\\ No newline at end of file\n' : ''
  return `${at} ${old} +1,${kept.length + added.length} ${at} f\n${lines.map(line => `${line}\n`).join('')}${open}`
}

/** What the parser hands on, or null where it refuses; the bytes come in pieces. */
function read(bytes: Buffer, random: Random): string[] | null {
  const told: string[] = []
  const lines = {
    added: (line: number, part: Buffer, ends: boolean) =>
      told.push(`+${line} ${part.toString('latin1')}${ends ? '\n' : ''}`),
    context: () => {},
    end: () => told.push('end'),
  }
  const parser = createPatchParser({
    commit: id => told.push(id),
    file: change => {
      told.push(change.path.toString('latin1'))
      return lines
    },
  })
  return orRefused(() => {
    for (let at = 0; at < bytes.length; ) {
      const next = at + 1 + random.below(random.chance(0.5) ? 4 : 400)
      parser.push(bytes.subarray(at, next))
      at = next
    }
    parser.end()
    return told
  })
}

/** The parts of one line are one line, however it was cut. */
const joined = (told: string[] | null): string | null => told?.join('|').replace(/([^\n])\|\+\d+ /g, '$1') ?? null

export const patches: Target[] = [
  {
    name: 'patches, as git writes them and cut off',
    cases: 1_500,
    attempt(random) {
      const { bytes, ends } = stream(random)
      const whole = read(bytes, random)
      holds(whole !== null, 'what git writes is read')
      const cut = random.below(bytes.length)
      const part = read(bytes.subarray(0, cut), random)
      // Of a merge that brought nothing git prints the id alone, so a stream that ends behind one is whole; that all commits were told of, git's exit code says.
      const isBehindId = [0, ...ends].some(end => cut === end || cut === end + ID_LENGTH)
      if (part === null || isBehindId) return
      // Without its last remark, that a line feed is missing, a patch says the same.
      const rest = bytes.toString('latin1', cut)
      holds(
        /^\\ No newline at end of file\n$/.test(rest) || '\\ No newline at end of file\n'.endsWith(rest),
        `nothing is left out after ${cut} bytes`,
      )
    },
  },
  {
    name: 'patches, damaged',
    cases: 2_500,
    attempt(random) {
      const bytes = mutated(stream(random).bytes, random, [
        '\0',
        ':',
        '@@ -1 +1 @@\n',
        '+',
        '-',
        '\n',
        'diff --git a/x b/x\n',
        hex(random),
      ])
      const [one, other] = [read(bytes, random), read(bytes, random)]
      holds(joined(one) === joined(other), 'where it is cut makes no difference')
    },
  },
  {
    name: 'records, hunk headers and references',
    cases: 4_000,
    attempt(random) {
      const record = `:100644 100644 ${hex(random)} ${hex(random)} M`
      for (const text of [mutatedText(record, random, [' ', ':', 'R', 'U']), hostileText(random)])
        orRefused(() => parseRawRecord(text))
      for (const text of [mutatedText('@@@ -1,4 -1,4 +1,6 @@@', random, ['9', ',', '@', ' ']), hostileText(random)]) {
        const hunk = orRefused(() => parseHunkHeader(text))
        if (hunk !== null) holds(hunk.oldLeft.length === hunk.columns && hunk.newLeft >= 0, 'a hunk has its counts')
      }
      const line = `refs/heads/a ${hex(random)} refs/heads/b ${hex(random)}\n`
      orRefused(() => parsePushedReferences(mutatedText(line, random)))
      orRefused(() => parseReceivedReferences(mutatedText(`${hex(random)} ${hex(random)} refs/heads/a\n`, random)))
    },
  },
  {
    name: 'messages and trailers',
    cases: 3_000,
    attempt(random) {
      const message = Buffer.from(
        `${hostileText(random)}\n\nKeyhook-Override: ${hostileText(random, 4)}\n# x\n# ------------------------ >8 ------------------------\n`,
      )
      const changed = mutated(message, random, ['\n', '\n\n', '#', 'Keyhook-Overridden: 0123456789abcdef\n'])
      for (const value of trailers(parseCommitObject(changed).message, 'Keyhook-Override'))
        holds(!value.includes('\n'), 'a trailer is one line')
      for (const comment of ['#', null, ';']) {
        const kept = recordedMessage(changed, { comment, stripsComments: true, edited: true })
        const lines = changed.toString('latin1').split('\n')
        holds(
          kept
            .toString('latin1')
            .split('\n')
            .every((text, index) => text === '' || text === lines[index]),
          'lines stay where they are',
        )
      }
    },
  },
]
