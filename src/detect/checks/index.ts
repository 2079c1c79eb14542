import { assignedValue } from './assignment.ts'
import { awsId, awsSecret } from './aws.ts'
import type { Check } from './candidate.ts'
import { base62Checksum, gitlabChecksum, vercelChecksum } from './checksum.ts'
import { encodedGithubToken, encodedJsonWebToken } from './encoded.ts'
import { grafanaChecksum } from './grafana.ts'
import { jsonWebToken } from './jwt.ts'
import { namedKey } from './named.ts'
import { openaiBody, openaiNearby } from './openai.ts'
import { notPlaceholder, notSentence, notWords } from './placeholder.ts'
import { privateKeyBody } from './private-key.ts'
import { firebaseWebKey, unlessPublic } from './public.ts'
import { random } from './random.ts'
import { sentryClaims } from './sentry.ts'
import { basicCredentials, discordBot, hexChecksum } from './structure.ts'
import { tinkKeyset } from './tink.ts'
import { urlPassword } from './url.ts'

/** What a rule may name in `checks`. */
export const checks: ReadonlyMap<string, Check> = new Map([
  ['not-placeholder', notPlaceholder],
  ['not-words', notWords],
  ['not-sentence', notSentence],
  ['random', random],
  ['named-key', unlessPublic(namedKey)],
  ['firebase-web-key', firebaseWebKey],
  ['aws-id', awsId],
  ['base62-checksum', base62Checksum],
  ['gitlab-checksum', gitlabChecksum],
  ['hex-checksum', hexChecksum],
  ['discord-bot', discordBot],
  ['basic-credentials', basicCredentials],
  ['grafana-checksum', grafanaChecksum],
  ['vercel-checksum', vercelChecksum],
  ['sentry-claims', sentryClaims],
  ['openai-body', openaiBody],
  ['openai-nearby', openaiNearby],
  ['aws-secret', awsSecret],
  ['private-key-body', privateKeyBody],
  ['json-web-token', jsonWebToken],
  ['encoded-json-web-token', encodedJsonWebToken],
  ['encoded-github-token', encodedGithubToken],
  ['tink-keyset', tinkKeyset],
  ['url-password', urlPassword],
  ['assigned-value', unlessPublic(assignedValue)],
])
