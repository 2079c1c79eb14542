import { appendFileSync } from 'node:fs'
import { describe, test } from 'vitest'
import { campaign } from './campaign.ts'
import { targets } from './targets/index.ts'

// Whatever comes from outside is read or refused, never more; whatever is told is safe to show. The same cases in every run of the tests; `npm run fuzz`
// goes on for as long as it is let, with new ones.

const { KEYHOOK_FUZZ_SEED: seed, KEYHOOK_FUZZ_SECONDS: seconds, KEYHOOK_FUZZ_TARGET: chosen, KEYHOOK_FUZZ_LOG: log } = process.env

describe('fuzz', () => {
  for (const target of targets.filter(({ name }) => chosen === undefined || name === chosen)) {
    const first = Number(seed ?? 20260102)
    test(target.name, { timeout: 24 * 3600_000 }, async () => {
      const until = performance.now() + Number(seconds ?? 0) * 1000
      let cases = 0
      do {
        const round = seconds === '1' ? 1 : target.cases
        await campaign(target, first + cases, round)
        cases += round
      } while (performance.now() < until)
      if (log !== undefined) appendFileSync(log, `${JSON.stringify({ target: target.name, cases })}\n`)
    })
  }
})
