import { test } from 'vitest'
import { campaign } from './campaign.ts'
import { targets } from './targets/index.ts'

// Whatever comes from outside is read or refused, never more; whatever is told is safe to show. The same cases in every run of the tests;
// `npm run fuzz` goes on for as long as it is let, with new ones.

const SEED = 20260102

test.for(targets.map(target => [target.name, target] as const))('%s', ([, target]) =>
  campaign(target, SEED, target.cases),
)
