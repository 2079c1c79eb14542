import type { AST } from '@eslint-community/regexpp'

/** One bit for each ASCII character, and one for all the others together. */
export type Characters = bigint

export const NONE: Characters = 0n

/** Stand for what is not ASCII: a letter, a space, an ideograph, a line separator. */
const OTHERS = ['é', '\u00a0', '世', '\u2028']

/** The characters that an element matches which always takes exactly one. */
export function charactersOf(node: AST.Character | AST.CharacterClass | AST.CharacterSet): Characters {
  const one = new RegExp(`^(?:${node.raw})$`, 's')
  let bits = NONE
  for (let code = 0; code < 128; code++) if (one.test(String.fromCharCode(code))) bits |= 1n << BigInt(code)
  if (OTHERS.some(character => one.test(character))) bits |= 1n << 128n
  return bits
}

export function overlap(a: Characters, b: Characters): boolean {
  return (a & b) !== NONE
}
