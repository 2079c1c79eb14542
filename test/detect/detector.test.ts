import { describe, expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import type { Excerpt } from '../../src/types.ts'
import { fill } from '../support/shape.ts'
import { excerptOf } from './excerpt.ts'

const OPENAI = fill('sk-proj-<b64url:74>T3BlbkFJ<b64url:74>')
const GITHUB = fill('ghp_<alnum:30><crc32:6>')
const PASSWORD = fill('<alnum:24>', 'password')
const PEM = fill('<-:5>BEGIN PRIVATE KEY<-:5>\nMIIE<b64:60>\n<b64:64>\n<-:5>END PRIVATE KEY<-:5>')

const detector = createDetector({ rules, blockFrom: 'medium' })

function detectionsIn(text: string | Buffer, more: Partial<Excerpt> = {}) {
  return detector.detect(excerptOf(text, more))
}

function findingsIn(text: string | Buffer, more: Partial<Excerpt> = {}) {
  return detectionsIn(text, more).map(({ finding }) => finding)
}

describe('position', () => {
  const runs = [
    { offset: 0, line: 10, column: 1, previous: 'nine' },
    { offset: 5, line: 40, column: 1, previous: GITHUB },
  ]

  test('lines are those of the runs', () => {
    expect(findingsIn(`ten!\nforty\n${OPENAI}\n`, { runs })).toMatchObject([{ line: 41, column: 1 }])
  })

  test('a cut line goes on at its column', () => {
    const cut = [{ offset: 0, line: 7, column: 5001, previous: null }]
    expect(findingsIn(` ${OPENAI}`, { runs: cut })).toMatchObject([{ line: 7, column: 5002 }])
  })

  test('bytes that are not UTF-8 count as one character each', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe, 0x20]), Buffer.from(GITHUB)])
    expect(findingsIn(bytes)).toMatchObject([{ column: 4, endColumn: 44 }])
  })

  test('a key over several lines ends, for the position, with its first line', () => {
    expect(findingsIn(`a\n  ${PEM}\n`)).toMatchObject([{ line: 2, column: 3, endColumn: 30 }])
  })

  test('a name has line 0, and is masked wherever it is shown', () => {
    const path = `backup/${GITHUB}.txt`
    const [finding] = findingsIn(path, { kind: 'name', path })
    expect(finding).toMatchObject({ line: 0, column: 8, path: `backup/ghp_…${GITHUB.slice(-4)}.txt` })
    expect(finding?.message).toContain('Rename the file')
  })

  test('lines that are no neighbours are not read together', () => {
    const id = fill('AKIA<base32:16>', 'id')
    const secret = fill('<b64:40>', 'far')
    const far = [
      { offset: 0, line: 1, column: 1, previous: null },
      { offset: id.length + 1, line: 900, column: 1, previous: null },
    ]
    const rulesIn = (more: Partial<Excerpt>) => findingsIn(`${id}\n${secret}\n`, more).map(({ rule }) => rule)
    expect(rulesIn({})).toEqual(['aws-secret-access-key'])
    expect(rulesIn({ runs: far })).toEqual(['aws-access-key-id'])
  })
})

describe('one finding a place', () => {
  test('a known format wins over the name of the variable', () => {
    expect(findingsIn(`api_key = "${OPENAI}"`).map(({ rule }) => rule)).toEqual(['openai-project-key'])
  })

  test('a checksum that does not match is low, whatever the variable is called', () => {
    const wrong = `${GITHUB.slice(0, -1)}${GITHUB.endsWith('0') ? '1' : '0'}`
    expect(findingsIn(`token = "${wrong}"`)).toMatchObject([{ rule: 'github-token', severity: 'low', blocking: false }])
  })

  test('a token in a URL is the token', () => {
    expect(findingsIn(`https://x-access-token:${GITHUB}@github.com/a/b`).map(({ rule }) => rule)).toEqual([
      'github-token',
    ])
  })
})

describe('the seal', () => {
  test('shows a public prefix and the last four characters', () => {
    expect(findingsIn(OPENAI)).toMatchObject([{ preview: `sk-proj-…${OPENAI.slice(-4)}` }])
    expect(findingsIn(PEM)).toMatchObject([{ preview: 'BEGIN PRIVATE KEY …' }])
    expect(findingsIn(`password = "${PASSWORD}"`)).toMatchObject([{ preview: '…' }])
  })

  test('depends on the value and the rule only', () => {
    const fingerprints = (text: string, path: string) =>
      findingsIn(text, { path }).map(({ fingerprint }) => fingerprint)
    expect(fingerprints(OPENAI, 'a')).toEqual(fingerprints(`\n\nkey="${OPENAI}"`, 'b'))
    expect(fingerprints(OPENAI, 'a')).not.toEqual(
      fingerprints(fill('sk-proj-<b64url:74>T3BlbkFJ<b64url:74>', '2'), 'a'),
    )
    expect(fingerprints(OPENAI, 'a')[0]).toMatch(/^[0-9a-f]{16}$/)
  })

  test('does not change when a key block is indented or written on one line', () => {
    const [plain] = findingsIn(PEM)
    const [indented] = findingsIn(PEM.replaceAll('\n', '\r\n    '))
    const [escaped] = findingsIn(JSON.stringify({ key: PEM }))
    expect(indented?.fingerprint).toBe(plain?.fingerprint)
    expect(escaped?.fingerprint).toBe(plain?.fingerprint)
  })
})

describe('the text around', () => {
  test('has every secret masked, and keeps the markers', () => {
    const text = `first ${GITHUB}\nkey = "${OPENAI}" // keyhook:allow sample, see ${GITHUB}\r\n`
    const [, second] = detectionsIn(text)
    const masked = `ghp_…${GITHUB.slice(-4)}`
    expect(second?.maskedLine).toBe(`key = "sk-proj-…${OPENAI.slice(-4)}" // keyhook:allow sample, see ${masked}`)
    expect(second?.maskedPrevious).toBe(`first ${masked}`)
  })

  test('takes the line before a run from the run, masked', () => {
    const runs = [{ offset: 0, line: 5, column: 1, previous: `# ${GITHUB}` }]
    expect(detectionsIn(OPENAI, { runs })[0]?.maskedPrevious).toBe(`# ghp_…${GITHUB.slice(-4)}`)
    expect(detectionsIn(OPENAI)[0]?.maskedPrevious).toBeNull()
  })

  test('of a very long line keeps the surroundings and the end', () => {
    const [found] = detectionsIn(`${'a '.repeat(50_000)}${OPENAI}${' b'.repeat(50_000)} // keyhook:allow sample`)
    expect(found?.maskedLine.length).toBeLessThan(6000)
    expect(found?.maskedLine).toMatch(/^… a a .*keyhook:allow sample$/)
  })
})

describe('mask and watch', () => {
  test('free text is masked', () => {
    expect(detector.mask(`see ${GITHUB}`)).toBe(`see ghp_…${GITHUB.slice(-4)}`)
    expect(detector.mask('nothing here')).toBe('nothing here')
  })

  test.each([
    [`because ${GITHUB}`, true],
    [`starts with ${GITHUB.slice(4, 12)}`, true],
    ['a test key, revoked', false],
    ['a ghp_ token', false],
  ])('a reason that holds a part of the secret is noticed %#', (watched, holds) => {
    const watching = createDetector({ rules, blockFrom: 'medium', watched })
    expect(watching.watchedHoldsSecret()).toBe(false)
    watching.detect(excerptOf(GITHUB))
    expect(watching.watchedHoldsSecret()).toBe(holds)
  })
})
