import type { Rule } from '../../types.ts'
import { fromAToF } from './a-f/index.ts'
import { anthropic } from './anthropic.ts'
import { aws } from './aws.ts'
import { connections } from './connections.ts'
import { fToO } from './f-o/index.ts'
import { generic } from './generic.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { google } from './google.ts'
import { keys } from './keys.ts'
import { fromOToZ } from './o-z/index.ts'
import { openai } from './openai.ts'
import { pairs } from './pairs.ts'
import { registries } from './registries.ts'
import { slack } from './slack.ts'
import { stripe } from './stripe.ts'
import { tokens } from './tokens.ts'

/** Every built-in rule, one file a family of providers; what knows only a variable's name comes last. */
export const rules: readonly Rule[] = [
  ...openai,
  ...anthropic,
  ...google,
  ...github,
  ...gitlab,
  ...aws,
  ...slack,
  ...stripe,
  ...registries,
  ...keys,
  ...fromAToF,
  ...fToO,
  ...fromOToZ,
  ...pairs,
  ...connections,
  ...tokens,
  ...generic,
]
