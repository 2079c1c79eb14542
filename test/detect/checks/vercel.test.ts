import { expect, test } from 'vitest'
import { base62, crc32, vercelChecksum } from '../../../src/detect/checks/checksum.ts'
import { fill } from '../../support/shape.ts'

function judged(shape: string): string {
  return vercelChecksum({ value: fill(shape), before: '', after: '', path: '', nearby: () => '' })
}

test('a sum that matches keeps the severity, another lowers it', () => {
  expect(judged('vcp_<alnum:50><crc32:6>')).toBe('keep')
  expect(judged('vck_<alnum:50><crc32:6>')).toBe('keep')
  expect(judged('vcp_<alnum:49>-<alnum:6>')).toBe('medium')
})

test('the sum is of the body alone, which may hold the sign that ends the prefix', () => {
  const body = fill('<b64url:24>_<b64url:25>')
  expect(judged(`vci_${body}${base62(crc32(body), 6)}`)).toBe('keep')
})

test('a body that somebody typed is no token', () => {
  expect(judged('vcp_<x:56>')).toBe('drop')
})
