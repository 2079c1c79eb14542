import { rules } from '../detect/rules/index.ts'
import { type Guard, guardOf } from './guard.ts'

/** The guard of the built-in rules, which the build writes beside the bundle. */
export const builtInGuard: Guard = guardOf(rules)
