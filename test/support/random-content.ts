import type { Random } from './random.ts'

/** One character a byte: the last one is no UTF-8. */
export const NAMES = [
  'a',
  'b.txt',
  'dir/c',
  'dir/sp ace',
  'ta\tb',
  'new\nline',
  'quo"te',
  'Ã©',
  '-dash',
  'x b/y',
  'HEAD',
  '--cached',
  ':(top)z',
]

export const LINES = [
  'one',
  'two',
  '',
  'three',
  '+++ b/x',
  '--- a/x',
  '@@ -1 +1 @@',
  'diff --git a/x b/x',
  '\\ No newline at end of file',
  'crlf\r',
  'é\xff',
  'long '.repeat(50),
]

export function randomText(random: Random, most = 12): string {
  const lines = Array.from({ length: random.below(most) }, () => random.pick(LINES))
  return lines.join('\n') + (random.chance(0.7) && lines.length > 0 ? '\n' : '')
}

export function edited(text: string, random: Random): string {
  const lines = text.split('\n')
  for (let edits = 1 + random.below(3); edits > 0; edits--) {
    lines.splice(
      random.below(lines.length + 1),
      random.below(3),
      ...Array.from({ length: random.below(3) }, () => random.pick(LINES)),
    )
  }
  return lines.join('\n')
}
