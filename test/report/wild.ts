import fc from 'fast-check'

/** The same cases in every run. */
export const SEED = { seed: 20260102, numRuns: 300 }

const HOSTILE = [
  '\x1b[2J',
  '\x1b]8;;x\x07',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ud800',
  '\udc00',
  '\u2028',
  '\x9b31m',
  '\r',
  '\n',
  '\0',
  '\x7f',
]
const USUAL = ['a', 'b', '/', '.', '-', ' ', '  ', "'", '"', '$(x)', '漢字', 'é', '👩‍💻', ':', '\\']

/** Text as hostile as a file name or a line can be. */
export const wild = fc
  .array(
    fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.constantFrom(...USUAL),
      fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)),
    ),
    { maxLength: 60 },
  )
  .map(parts => parts.join(''))

/** What no report may hold, besides line feeds and, where asked for, colour codes. */
export const UNSAFE = /[\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Cs}]/u
