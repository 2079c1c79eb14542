import type { Rule } from '../../../types.ts'
import { ai } from './ai.ts'
import { development } from './development.ts'
import { googleCloud } from './google-cloud.ts'
import { hosting } from './hosting.ts'
import { messaging } from './messaging.ts'
import { monitoring } from './monitoring.ts'
import { payments } from './payments.ts'
import { places } from './places.ts'
import { protocols } from './protocols.ts'

/** Providers from F to O, one file a field. */
export const fToO: readonly Rule[] = [
  ...ai,
  ...development,
  ...googleCloud,
  ...hosting,
  ...messaging,
  ...monitoring,
  ...payments,
  ...places,
  ...protocols,
]
