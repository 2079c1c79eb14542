import { seeded } from '../support/random.ts'
import type { Target } from './target.ts'

/** CPU time that no case may take, in milliseconds: nearly all take one. */
const PATIENCE = 10_000

/**
 * Tries a target again and again, each case from a seed of its own.
 *
 * @throws with the seed that makes the case again
 */
export async function campaign({ name, attempt }: Target, first: number, cases: number): Promise<void> {
  for (let seed = first; seed < first + cases; seed++) {
    const start = process.cpuUsage()
    try {
      await attempt(seeded(seed))
    } catch (error) {
      throw new Error(`${name}: to see it again: npm run fuzz -- --target '${name}' --seed ${seed}`, { cause: error })
    }
    const { user, system } = process.cpuUsage(start)
    const taken = (user + system) / 1000
    if (taken > PATIENCE) throw new Error(`${name}: the case of seed ${seed} took ${Math.round(taken)} ms`)
  }
}
