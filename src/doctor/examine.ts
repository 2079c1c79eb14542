import { KeyhookError } from '../errors.ts'
import { budget } from './budget.ts'
import { type Check, type Examiner, type Patient, warning } from './check.ts'
import { clones } from './clones.ts'
import { configuredHooks } from './configured-hooks.ts'
import { doors } from './doors.ts'
import { environmentFiles } from './environment-files.ts'
import { node } from './node.ts'
import { otherScanners } from './other-scanners.ts'
import { scannerCopy } from './scanner-copy.ts'
import { settings } from './settings.ts'
import { switches } from './switches.ts'

interface Part {
  readonly id: string
  readonly examine: Examiner
}

/** What is looked at, in the order in which it is told. To have another part looked at, add a line. */
const PARTS: readonly Part[] = [
  { id: 'doors', examine: doors },
  { id: 'configured-hooks', examine: configuredHooks },
  { id: 'switches', examine: switches },
  { id: 'scanner', examine: scannerCopy },
  { id: 'node', examine: node },
  { id: 'settings', examine: settings },
  { id: 'environment-files', examine: environmentFiles },
  { id: 'clones', examine: clones },
  { id: 'other-scanners', examine: otherScanners },
  { id: 'budget', examine: budget },
]

/** The parts without which nothing can be said of the protection: what stops them stops the examination. */
const VITAL: ReadonlySet<string> = new Set(['doors', 'configured-hooks', 'scanner'])

/**
 * Looks at every part of a repository's protection.
 *
 * @throws KeyhookError where the doors could not be tried
 */
export async function examine(patient: Patient): Promise<Check[]> {
  const checks: Check[] = []
  for (const part of PARTS) checks.push(...(await attempt(part, patient)))
  return checks
}

/** Whether every door is guarded, and a clean commit passes. */
export function isProtected(checks: readonly Check[]): boolean {
  return checks.every(({ state }) => state !== 'broken')
}

async function attempt({ id, examine: look }: Part, patient: Patient): Promise<readonly Check[]> {
  try {
    return await look(patient)
  } catch (error) {
    if (!(error instanceof KeyhookError) || VITAL.has(id)) throw error
    return [warning({ id, says: `This could not be looked at: ${error.message}`, why: error.hint })]
  }
}
