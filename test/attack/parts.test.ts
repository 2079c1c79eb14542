import { describe, expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { excerptsOfFile } from '../../src/diff/text.ts'
import type { Detection, Excerpt } from '../../src/types.ts'
import { openaiKey } from '../support/journey.ts'
import { fill } from '../support/shape.ts'

// A large file comes in parts that overlap. A key exactly at a cut must be found, once, with its own fingerprint.

const SIZE = 256 * 1024
const OVERLAP = 20 * 1024

function found(bytes: Buffer): Detection[] {
  const detector = createDetector({ rules, blockFrom: 'medium' })
  const detections: Detection[] = []
  const take = (excerpt: Excerpt) => detections.push(...detector.detect(excerpt))
  excerptsOfFile(bytes, { kind: 'content', path: 'a.txt', commit: null }, take)
  return detections
}

/** A file of 600 kB with a secret at `at`. */
function file(filler: string, secret: string, at: number): Buffer {
  const bytes = Buffer.alloc(600_000, filler)
  Buffer.from(secret).copy(bytes, at)
  return bytes
}

const CUTS = [SIZE, SIZE + OVERLAP]
const BEFORE = [2100, 2048, 300, 164, 100, 64, 1, 0, -1]

const key = openaiKey('cut')
const [whole] = found(Buffer.from(key))
const block = fill('\n<-:5>BEGIN RSA PRIVATE KEY<-:5>\n<b64:12000>\n<-:5>END RSA PRIVATE KEY<-:5>\n', 'cut')
const nearby = fill(`openai${'.'.repeat(150)} sk-<alnum:48> `, 'cut')

describe('a secret at a cut', () => {
  const fillers: [string, string][] = [
    ['short lines', 'x = 1;\n'],
    ['one line', 'x = 1; '],
    ['characters of several bytes', 'é世😀 '],
  ]
  test.each(fillers)('%s', (_, filler) => {
    for (const at of CUTS.flatMap(cut => BEFORE.map(before => cut - before))) {
      const detections = found(file(filler, ` ${key} `, at))
      expect(
        detections.map(({ finding }) => finding.fingerprint),
        `at ${at}`,
      ).toEqual([whole?.finding.fingerprint])
    }
  })

  test('a key block of many lines', () => {
    const [alone] = found(Buffer.from(block))
    for (const at of [SIZE - 12_000, SIZE - 6000, SIZE - 1, SIZE, SIZE + OVERLAP - 12_100, SIZE + OVERLAP - 40]) {
      const fingerprints = found(file('x = 1;\n', block, at)).map(({ finding }) => finding.fingerprint)
      expect(fingerprints, `at ${at}`).toEqual([alone?.finding.fingerprint])
    }
  })

  test('what stands before it still tells whose it is', () => {
    for (const at of [SIZE - 210, SIZE - 160, SIZE - 150]) {
      expect(found(file('x = 1;\n', nearby, at)), `at ${at}`).toHaveLength(1)
    }
  })
})

describe('UTF-16 inside a binary file', () => {
  const mixed = (text: string): Buffer =>
    Buffer.concat([Buffer.from([1, 2, 3, 0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  test.each([1000, 40_000, SIZE / 2 - 14, SIZE / 2 - 7, SIZE / 2, SIZE / 2 + 7, SIZE - 50, 200_000])(
    'a line of %s characters before the key',
    length => {
      const detections = found(mixed(`${'x = 1; '.repeat(length / 7)} ${key} ${'y '.repeat(30_000)}`))
      expect(detections.map(({ finding }) => finding.fingerprint)).toEqual([whole?.finding.fingerprint])
    },
  )
})
