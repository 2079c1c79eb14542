import { ageChecksum } from './age.ts'
import { assignedValue, pairedValue } from './assignment.ts'
import { awsId, awsSecret } from './aws.ts'
import { azureAnnotatedKey, azureKey, entraSecret } from './azure.ts'
import type { Check } from './candidate.ts'
import {
  atlassianChecksum,
  base62Checksum,
  confluentChecksum,
  gitlabChecksum,
  grafanaChecksum,
  hexChecksum,
  vercelChecksum,
  zuploChecksum,
} from './checksum.ts'
import { argumentPassword, commandPassword, optionValue, sentToken, userPassword } from './command.ts'
import { connectionPassword, sourceNamePassword } from './connection.ts'
import { encodedSecret } from './encoded.ts'
import { jsonWebToken } from './jwt.ts'
import { openaiBody, openaiNearby } from './openai.ts'
import { lowInTests, outsideTests, shipsToUsers } from './paths.ts'
import { notPlaceholder, notSentence, notWords } from './placeholder.ts'
import { privateKeyBody, puttyKey } from './private-key.ts'
import { random } from './random.ts'
import { sentryClaims } from './sentry.ts'
import { basicCredentials, discordBot } from './structure.ts'
import { tinkKeyset } from './tink.ts'
import { urlPassword } from './url.ts'

/** What a rule may name in `checks`. */
export const checks: ReadonlyMap<string, Check> = new Map([
  ['not-placeholder', notPlaceholder],
  ['not-words', notWords],
  ['not-sentence', notSentence],
  ['random', random],
  ['aws-id', awsId],
  ['base62-checksum', base62Checksum],
  ['gitlab-checksum', gitlabChecksum],
  ['hex-checksum', hexChecksum],
  ['discord-bot', discordBot],
  ['basic-credentials', basicCredentials],
  ['grafana-checksum', grafanaChecksum],
  ['vercel-checksum', vercelChecksum],
  ['confluent-checksum', confluentChecksum],
  ['atlassian-checksum', atlassianChecksum],
  ['zuplo-checksum', zuploChecksum],
  ['age-checksum', ageChecksum],
  ['azure-key', azureKey],
  ['azure-annotated-key', azureAnnotatedKey],
  ['entra-secret', entraSecret],
  ['sentry-claims', sentryClaims],
  ['openai-body', openaiBody],
  ['openai-nearby', openaiNearby],
  ['aws-secret', awsSecret],
  ['private-key-body', privateKeyBody],
  ['putty-key', puttyKey],
  ['json-web-token', jsonWebToken],
  ['tink-keyset', tinkKeyset],
  ['url-password', urlPassword],
  ['connection-password', connectionPassword],
  ['source-name-password', sourceNamePassword],
  ['user-password', userPassword],
  ['command-password', commandPassword],
  ['option-value', optionValue],
  ['sent-token', sentToken],
  ['argument-password', argumentPassword],
  ['encoded-secret', encodedSecret],
  ['paired-value', pairedValue],
  ['assigned-value', assignedValue],
  ['outside-tests', outsideTests],
  ['low-in-tests', lowInTests],
  ['ships-to-users', shipsToUsers],
])
