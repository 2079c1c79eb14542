import { expect, test } from 'vitest'
import { fillShape, shapeFault } from '../../src/configuration/shape.ts'

test.each([
  ['<lower:5>', /^[a-z]{5}$/],
  ['<upper:5>', /^[A-Z]{5}$/],
  ['<digits:5>', /^\d{5}$/],
  ['<hex:9>', /^[0-9a-f]{9}$/],
  ['<HEX:9>', /^[0-9A-F]{9}$/],
  ['<alnum:99>', /^[A-Za-z0-9]{99}$/],
  ['<b64:99>', /^[A-Za-z0-9+/]{99}$/],
  ['<b64url:99>', /^[\w-]{99}$/],
  ['<base32:99>', /^[A-Z2-7]{99}$/],
  ['<-:5>BEGIN<-:5>', /^-----BEGIN-----$/],
  ['a<::1>b', /^a:b$/],
  ['<x:3>', /^xxx$/],
  ['<a> <b:c> <lower:0>', /^<a> <b:c> $/],
])('%s', (shape, filled) => {
  expect(shapeFault(shape)).toBeNull()
  expect(fillShape(shape, 'seed')).toMatch(filled)
  expect(fillShape(shape, 'seed')).toBe(fillShape(shape, 'seed'))
})

test('another seed, and another hole, is filled otherwise', () => {
  expect(fillShape('<alnum:40>', 'a')).not.toBe(fillShape('<alnum:40>', 'b'))
  const [first, second] = fillShape('<alnum:40> <alnum:40>', 'a').split(' ')
  expect(first).not.toBe(second)
})

test.each(['<alnumm:4>', '<toString:4>', '<lower:9999>'])('%s cannot be filled', shape => {
  expect(shapeFault(shape)).not.toBeNull()
})
