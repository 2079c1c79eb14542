import { crc32 as zlibCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base62, crc32, inDigits, littleEndian, marvin32 } from '../../../src/detect/checks/sums.ts'

describe('CRC-32', () => {
  test('is that of zlib', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abcXYZ019_-.'), maxLength: 90 }), text => {
        expect(crc32(text)).toBe(zlibCrc32(text))
      }),
      { seed: 20261122, numRuns: 200 },
    )
  })
})

describe('digits', () => {
  test.each([
    [0, 'ab', 3, 'aaa'],
    [5, 'ab', 2, 'bab'],
    [2883656711, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 6, '399Wq7'],
  ])('%#', (number, alphabet, length, text) => {
    expect(inDigits(number, alphabet, length)).toBe(text)
  })

  test('base 62 is filled up with zeros', () => {
    expect(base62(61, 6)).toBe('00000z')
    expect(base62(4294967295, 6)).toBe('4gfFC3')
  })
})

/** The vectors of SymCrypt and of Microsoft's own tests; their 64 bits are folded to 32, the upper half on the lower. */
describe('Marvin32', () => {
  test.each([
    ['abc', 'd53cd9cecd0893b7', 0x22c74339, 0x492769bf],
    ['abcdefghijklmnopqrstuvwxyz', '0ddddeeeeffff000', 0xa128eb7e, 0x7260aca2],
  ])('%s', (text, seed, high, low) => {
    const letters = Buffer.from(seed, 'hex').toString('latin1')
    expect(marvin32(Buffer.from(text), letters)).toBe((high ^ low) >>> 0)
  })
})

test('bytes of a sum, the lowest first', () => {
  expect(littleEndian(0x01020304).toString('hex')).toBe('04030201')
})
