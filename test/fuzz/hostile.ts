import { rules } from '../../src/detect/rules/index.ts'
import type { Random } from '../support/random.ts'
import { fill } from '../support/shape.ts'

const CONTROLS = [
  '\0',
  '\x07',
  '\x08',
  '\x1b[2J',
  '\x1b]8;;http://x\x07',
  '\x9b31m',
  '\x7f',
  '\r',
  '\n',
  '\r\n',
  '\t',
  '\v',
  '\x85',
]
const DIRECTION = [
  '\u202e',
  '\u2066',
  '\u200b',
  '\u200f',
  '\u061c',
  '\ufeff',
  '\u2028',
  '\u2029',
  '\u3164',
  '\u{e0041}',
  '\ud800',
  '\udc00',
]
const MARKUP = [
  '</script>',
  '<!--',
  '-->',
  '<img src=x onerror=a>',
  '&lt;',
  ']]>',
  '[a](javascript:b)',
  '| a |',
  '```',
  '@everyone',
  '{{data}}',
  '$&',
  '$`',
]
const RUNNER = ['::error::', '::add-mask::', '%0A', '%25', '%', '::stop-commands::x', '##[error]', ',line=1', '::']
const SHELL = ["'", '"', '`', '$(x)', '${x}', '\\', '\\n', ';', '&&', '|', '!', '~', '-', '--', ' ', '  ']
const MARKERS = [
  'keyhook:allow',
  'keyhook:allow-next-line',
  'gitleaks:allow',
  'pragma: allowlist secret',
  '*/',
  '-->',
  '#',
  '//',
]
const WORDS = [
  'a',
  'key',
  'password',
  '=',
  ': ',
  '/',
  '.',
  '..',
  '.git',
  'é',
  '漢字',
  '👩‍💻',
  '__proto__',
  'constructor',
  'COMMIT_MSG',
  '0',
  '1e999',
]
const KINDS = [CONTROLS, DIRECTION, MARKUP, RUNNER, SHELL, MARKERS, WORDS]

/** Made-up keys, one for each seed. */
export const madeUpKey = (seed: string): string => fill('sk-proj-<b64url:74>T3Bl<b:1>kFJ<b64url:73><alnum:1>', seed)

export const examples = rules.flatMap(rule => rule.examples)
export const keywords = rules.flatMap(rule => rule.keywords)

/** Text as hostile as anybody could make it, of so many pieces at most. */
export function hostileText(random: Random, most = 24): string {
  return Array.from({ length: random.below(most + 1) }, () => piece(random)).join('')
}

function piece(random: Random): string {
  const kind = random.below(KINDS.length + 3)
  if (kind < KINDS.length) return random.pick(KINDS[kind] ?? WORDS)
  if (kind === KINDS.length) return String.fromCharCode(random.below(0x10000))
  if (kind === KINDS.length + 1) return random.pick(keywords)
  const text = fill(random.pick(examples), String(random.below(1000)))
  return random.chance(0.5) ? text.slice(0, random.below(text.length + 1)) : random.pick(WORDS).repeat(random.below(40))
}

/** Bytes changed here and there: flipped, taken out, put in, repeated, cut off. */
export function mutated(bytes: Buffer, random: Random, more: readonly string[] = []): Buffer {
  let result = bytes
  for (let left = 1 + random.below(4); left > 0; left--) {
    const at = random.below(result.length + 1)
    const length = random.below(random.chance(0.8) ? 6 : 80)
    const [before, part, after] = [
      result.subarray(0, at),
      result.subarray(at, at + length),
      result.subarray(at + length),
    ]
    switch (random.below(6)) {
      case 0:
        result = Buffer.concat([before, after])
        break
      case 1:
        result = Buffer.concat([before, part, part, after])
        break
      case 2:
        result = Buffer.concat([before, Buffer.from([random.below(256)]), after])
        break
      case 3:
        result = Buffer.concat([
          before,
          Buffer.from(more.length > 0 ? random.pick(more) : hostileText(random, 2)),
          part,
          after,
        ])
        break
      case 4:
        result = random.chance(0.3) ? before : Buffer.concat([before, Buffer.from(String(random.below(1e9))), after])
        break
      default:
        result = Buffer.concat([part, before, after])
    }
  }
  return result
}

export function mutatedText(text: string, random: Random, more: readonly string[] = []): string {
  return mutated(Buffer.from(text), random, more).toString()
}

/** What nothing that is shown may hold, besides line feeds. */
export const FORBIDDEN = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\p{Cs}]/u
