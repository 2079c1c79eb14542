import { applyAllowlist } from '../../../src/allowlist/apply.ts'
import { MARKERS } from '../../../src/allowlist/markers.ts'
import { createDetector } from '../../../src/detect/detector.ts'
import { rules } from '../../../src/detect/rules/index.ts'
import { createCollector } from '../../../src/diff/collector.ts'
import { createLineRanges } from '../../../src/diff/line-ranges.ts'
import { excerptsOfFile, excerptsOfUtf16Lines, withUtf16 } from '../../../src/diff/text.ts'
import { detectUtf16, toUtf8 } from '../../../src/diff/utf16.ts'
import type { Detection, Excerpt } from '../../../src/types.ts'
import { excerptOf } from '../../detect/excerpt.ts'
import { HIDDEN_FORMS } from '../../support/hidden-forms.ts'
import type { Random } from '../../support/random.ts'
import { fill } from '../../support/shape.ts'
import { examples, hostileText, keywords, madeUpKey, mutatedText } from '../hostile.ts'
import { holds, type Target } from '../target.ts'

const detector = createDetector({ rules, blockFrom: 'medium' })
const forms = Object.values(HIDDEN_FORMS)
const PLACE = { kind: 'content', path: 'a.txt', commit: null } as const

/** Microseconds a byte may take: many times what hostile text was ever seen to need, so that only growth is caught. */
const DEAREST = 60

/** A few kilobytes of what the rules look for, whole, in part, hidden, and one in the other. */
function secrets(random: Random): string {
  const parts = Array.from({ length: 1 + random.below(12) }, () => {
    const whole = fill(random.pick(examples), String(random.below(1000)))
    const text = random.chance(0.5) ? mutatedText(whole, random, ['\n', '"', '=', ' ', '-', '_', '\0']) : whole
    return random.chance(0.3) ? random.pick(forms)(text) : text
  })
  return parts.join(random.pick(['\n', ' ', '', '"', hostileText(random, 3)]))
}

function judged(excerpt: Excerpt): Detection[] {
  const found = detector.detect(excerpt)
  const lines = excerpt.bytes.toString('utf8').split('\n')
  for (const { finding } of found) {
    holds(finding.line >= 1 && finding.line <= lines.length, 'a finding stands on a line')
    const length = lines[finding.line - 1]?.length ?? 0
    holds(
      finding.column >= 1 && finding.column < finding.endColumn && finding.endColumn <= length + 1,
      `a finding stands within its line: ${JSON.stringify(finding)}`,
    )
  }
  return found
}

/** The detections of a whole file, whatever its encoding. */
function inFile(bytes: Buffer): Detection[] {
  const found: Detection[] = []
  excerptsOfFile(bytes, PLACE, excerpt => found.push(...detector.detect(excerpt)))
  return found
}

function timed(bytes: number, what: () => void): void {
  const start = process.cpuUsage()
  what()
  const { user, system } = process.cpuUsage(start)
  holds(
    user + system < 300_000 + bytes * DEAREST,
    `time is in proportion to size: ${Math.round((user + system) / 1000)} ms for ${bytes} bytes`,
  )
}

const encodings: readonly ((text: string) => Buffer)[] = [
  text => Buffer.from(text),
  text => Buffer.from(text, 'latin1'),
  text => Buffer.from(`\ufeff${text}`, 'utf16le'),
  text => Buffer.from(text.length % 2 === 0 ? text : `${text} `, 'utf16le').swap16(),
  text => Buffer.concat([Buffer.from('\xfe\xff', 'latin1'), Buffer.from(text, 'utf16le').swap16()]),
  text => Buffer.from(`\ufeff${text}`),
]

export const texts: Target[] = [
  {
    name: 'the detector, on what looks like secrets',
    cases: 500,
    attempt: random => void judged(excerptOf(secrets(random))),
  },
  {
    name: 'the detector, on parts again and again',
    cases: 100,
    attempt(random) {
      const whole = random.chance(0.4) ? random.pick(keywords) : secrets(random)
      const part = whole.slice(0, 1 + random.below(random.chance(0.5) ? 12 : whole.length))
      const bytes = Buffer.alloc(
        24_000,
        random.pick(forms)(part + random.pick([' ', '\n', '', '=', '"', '\\n', '","', ': '])),
      )
      timed(bytes.length, () => detector.detect(excerptOf(bytes)))
    },
  },
  {
    name: 'masks',
    cases: 400,
    attempt(random) {
      const masked = detector.mask(secrets(random))
      holds(
        detector.mask(masked) === masked || detector.mask(detector.mask(masked)) === detector.mask(masked),
        'a mask comes to an end',
      )
    },
  },
  {
    name: 'inline markers',
    cases: 500,
    async attempt(random) {
      const key = madeUpKey(String(random.below(1000)))
      const marker = random.pick([
        'keyhook:allow',
        'keyhook:allow-next-line',
        'gitleaks:allow',
        'secretlint-disable-next-line',
      ])
      const reason = hostileText(random, 6)
      const line = `x = '${key}' ${hostileText(random, 4)}${marker} ${reason}`
      const text = `${hostileText(random, 4)}${marker}${random.pick([' ', ':', ''])}${reason}\n${line}`.repeat(
        random.chance(0.05) ? 60 : 1,
      )
      const found = detector.detect(excerptOf(text))
      const options = { today: '2026-01-02', markers: MARKERS, mask: detector.mask }
      const { findings, suppressed } = await applyAllowlist(found, { entries: [] }, options)
      holds(findings.length + suppressed.length === found.length, 'each finding is either told or allowed')
      for (const { reason: why } of suppressed) {
        holds(!why.includes('\n'), 'a reason is one line')
        holds(/[\p{L}\p{N}]/u.test(why), 'a reason has a word')
      }
    },
  },
  {
    name: 'encodings',
    cases: 400,
    attempt(random) {
      const key = madeUpKey(String(random.below(1000)))
      const around = (): string => hostileText(random, 6).replace(/[^ -~\n\u00a0-\u00ff]/g, '')
      const bytes = random.pick(encodings)(`${around()} \n"${key}"\n ${around()}${'x = 1\n'.repeat(random.below(300))}`)
      holds(inFile(bytes).length > 0, 'a key is found in each encoding')
    },
  },
  {
    name: 'any bytes, in lines and in pieces',
    cases: 600,
    attempt(random) {
      const bytes = Buffer.from(
        Array.from({ length: random.below(600) }, () => (random.chance(0.4) ? 0 : random.below(256))),
      )
      const encoding = detectUtf16(bytes) ?? random.pick(['utf-16le', 'utf-16be'] as const)
      toUtf8(bytes, encoding)
      inFile(bytes)
      const wanted = createLineRanges()
      for (let line = 1; line < 20; line += 1 + random.below(3)) wanted.add(line)
      excerptsOfUtf16Lines(bytes, encoding, wanted, PLACE, excerpt => detector.detect(excerpt))
      const emit = withUtf16(excerpt => detector.detect(excerpt))
      const collector = createCollector(PLACE, emit, { size: 64, overlap: 24, margin: 16 })
      for (let at = 0, line = 1; at < bytes.length; line++) {
        const next = at + 1 + random.below(90)
        const ends = random.chance(0.7)
        if (random.chance(0.8)) collector.added(line, bytes.subarray(at, next), ends)
        else collector.context(line, bytes.subarray(at, next), ends)
        if (!ends) line--
        at = next
      }
      collector.end()
    },
  },
]
