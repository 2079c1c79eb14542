import type { Rule } from '../../types.ts'
import { fromAToF } from './a-f/index.ts'
import { anthropic } from './anthropic.ts'
import { aws } from './aws.ts'
import { keyInBrowser } from './browser.ts'
import { commands } from './commands.ts'
import { connections } from './connections.ts'
import { fToO } from './f-o/index.ts'
import { fileNames } from './file-names.ts'
import { files } from './files.ts'
import { generic } from './generic.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { google } from './google.ts'
import { headers } from './headers.ts'
import { keys } from './keys.ts'
import { kubernetes } from './kubernetes.ts'
import { fromOToZ } from './o-z/index.ts'
import { openai } from './openai.ts'
import { pairs } from './pairs.ts'
import { publicVariable } from './public-variable.ts'
import { registries } from './registries.ts'
import { slack } from './slack.ts'
import { stripe } from './stripe.ts'
import { tokens } from './tokens.ts'

/** Formats of secrets, one file a family of providers; what knows only a variable's name comes last. */
const formats: readonly Rule[] = [
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
  ...headers,
  ...commands,
  ...files,
  ...kubernetes,
  ...tokens,
  ...generic,
]

/** Every built-in rule: the formats, and the signs that a secret is near. */
export const rules: readonly Rule[] = [...formats, publicVariable(formats), keyInBrowser, ...fileNames]
