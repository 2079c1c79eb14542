import type { Probe } from '../probe.ts'
import { business } from './business.ts'
import { cloud } from './cloud.ts'
import { code } from './code.ts'
import { models } from './models.ts'

/** Every way there is to ask whether a key is live. PyPI is not among them: it documents no request that takes a token and changes nothing. */
export const probes: readonly Probe[] = [...models, ...code, ...cloud, ...business]

const byRule = new Map(probes.flatMap(probe => probe.rules.map((rule): [string, Probe] => [rule, probe])))

/** How keys of a rule are asked about; undefined where no read-only way is documented. */
export function probeFor(rule: string): Probe | undefined {
  return byRule.get(rule)
}
