import type { Rule } from '../../../types.ts'
import { agents } from './agents.ts'
import { azure } from './azure.ts'
import { builds } from './builds.ts'
import { clouds } from './clouds.ts'
import { data } from './data.ts'
import { messaging } from './messaging.ts'
import { models } from './models.ts'
import { monitoring } from './monitoring.ts'
import { payments } from './payments.ts'
import { products } from './products.ts'
import { packageRegistries } from './registries.ts'
import { security } from './security.ts'
import { vaults } from './vaults.ts'

/** Formats of the providers from 1Password to Fireworks AI. */
export const fromAToF: readonly Rule[] = [
  ...vaults,
  ...clouds,
  ...azure,
  ...builds,
  ...packageRegistries,
  ...models,
  ...agents,
  ...data,
  ...security,
  ...monitoring,
  ...payments,
  ...messaging,
  ...products,
]
