import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { grafanaChecksum } from '../../../src/detect/checks/grafana.ts'
import { fill } from '../../support/shape.ts'
import { candidateOf } from './candidate.ts'

const opening = fill('glsa_<alnum:32>')

function sumOf(text: string): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(crc32(text))
  return bytes.toString('hex')
}

test('a sum that matches is proof', () => {
  expect(grafanaChecksum(candidateOf(`${opening}_${sumOf(opening)}`))).toBe('critical')
})

test('a sum that does not match leaves the form to speak', () => {
  expect(grafanaChecksum(candidateOf(`${opening}_${sumOf(`${opening}a`)}`))).toBe('keep')
})
