import { describe, expect, test } from 'vitest'
import { cutBlock, type Reach, renderBlock, renderStub, takeApart, withoutBlock } from '../../src/install/block.ts'
import { DOORS } from '../../src/install/doors.ts'

const REACHES: readonly Reach[] = ['inside', 'tracked', 'shared']

describe.for(DOORS.flatMap(door => REACHES.map(reach => [door, reach] as const)))('%s, %s', ([door, reach]) => {
  test('is taken out of any text, byte for byte', () => {
    const block = renderBlock(door, reach)
    for (const [before, after] of [
      ['', ''],
      ['#!/bin/sh\n', ''],
      ['a\n', 'b'],
      ['', 'b\n'],
      ['# x\n\n', '\n'],
    ] as const) {
      const parts = takeApart(before + block + after)
      expect(parts).toMatchObject({ before, after })
      expect(parts && withoutBlock(parts)).toBe(before + after)
    }
  })

  test('says of itself what it brought along', () => {
    const created = takeApart(renderStub(door, reach))
    expect(created && withoutBlock(created)).toBeNull()
    const joined = takeApart(`exit 0\n${renderBlock(door, reach, { joined: true })}`)
    expect(joined && withoutBlock(joined)).toBe('exit 0')
  })

  test('is known by either marker', () => {
    const lines = renderBlock(door, reach).split(/(?<=\n)/)
    expect(takeApart(`a\n${lines.slice(1).join('')}b\n`)).toMatchObject({ before: 'a\n', after: 'b\n' })
    expect(takeApart(`a\n${lines.slice(0, -1).join('')}b\n`)).toMatchObject({ before: 'a\n', after: 'b\n' })
  })

  test('can be run alone only when it is whole', () => {
    const block = renderBlock(door, reach)
    expect(cutBlock(`a\n${block}b\n`)).toContain(`keyhook_door=${door}`)
    expect(cutBlock(`a\n${block.replace('# <<<', '#')}b\n`)).toBeNull()
  })
})
