import type { Rule } from '../../../types.ts'
import { analytics } from './analytics.ts'
import { business } from './business.ts'
import { cloud } from './cloud.ts'
import { codeSecurity } from './code-security.ts'
import { commerce } from './commerce.ts'
import { data } from './data.ts'
import { development } from './development.ts'
import { hashes } from './hashes.ts'
import { identity } from './identity.ts'
import { messaging } from './messaging.ts'
import { models } from './models.ts'
import { payments } from './payments.ts'
import { vercel } from './vercel.ts'
import { webhooks } from './webhooks.ts'

/** Providers from O to Z, apart from those that have a file of their own one level up. */
export const fromOToZ: readonly Rule[] = [
  ...analytics,
  ...business,
  ...cloud,
  ...codeSecurity,
  ...commerce,
  ...data,
  ...development,
  ...hashes,
  ...identity,
  ...messaging,
  ...models,
  ...payments,
  ...vercel,
  ...webhooks,
]
