import { expect, test } from 'vitest'
import { wantsColor } from '../../src/report/color.ts'

test.each([
  ['a terminal', {}, true, false, true],
  ['a pipe', {}, false, false, false],
  ['--no-color', {}, true, true, false],
  ['--no-color beats FORCE_COLOR', { FORCE_COLOR: '1' }, true, true, false],
  ['NO_COLOR', { NO_COLOR: '1' }, true, false, false],
  ['NO_COLOR=0 is set, too', { NO_COLOR: '0' }, true, false, false],
  ['an empty NO_COLOR is none', { NO_COLOR: '' }, true, false, true],
  ['NO_COLOR beats FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false, false],
  ['FORCE_COLOR in a pipe', { FORCE_COLOR: '1' }, false, false, true],
  ['an empty FORCE_COLOR', { FORCE_COLOR: '' }, false, false, true],
  ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, true, false, false],
  ['FORCE_COLOR=false', { FORCE_COLOR: 'false' }, true, false, false],
  ['a dumb terminal', { TERM: 'dumb' }, true, false, false],
  ['FORCE_COLOR on a dumb terminal', { TERM: 'dumb', FORCE_COLOR: '3' }, true, false, true],
])('%s', (_, env, isTTY, refused, expected) => {
  expect(wantsColor({ env, isTTY, refused })).toBe(expected)
})
