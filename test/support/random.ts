/** A small seeded generator (mulberry32): the same seed, the same repository. */
export interface Random {
  /** A whole number from 0 up to and not including `limit`. */
  below(limit: number): number
  pick<T>(from: readonly T[]): T
  chance(share: number): boolean
}

export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    below: limit => Math.floor(next() * limit),
    pick: from => from[Math.floor(next() * from.length)] as (typeof from)[number],
    chance: share => next() < share,
  }
}
