import type { Check } from './candidate.ts'
import { entropy } from './entropy.ts'
import { isPlaceholder } from './placeholder.ts'
import { isRandom } from './random.ts'
import { jumble } from './strength.ts'
import { wordShare } from './words.ts'

/** The name that a value is assigned to: the last one before it that is not only the word of a sign, a tag or a scheme. */
const NAME = /([\w.-]{3,100})\W{1,20}(?:(?:value|or|bearer|basic|token|key|apikey|bot)\W{1,12})?$/i

/** Names of what is public, or of what only tells about a key. */
const HARMLESS =
  /public|publishable|(?:site|search|browser)_?-?key|search_?-?(?:only|api)|hash|digest|checksum|sha\d|md5|commit|revision|fingerprint|integrity|etag|version|(?:_|-)(?:id|url|uri|name|path|file|type|arn|ttl|expir\w*)$/i
const HARMLESS_ENDING = /[a-z](?:Id|Url|Uri|Name|Path|File|Type|Arn)$/

/** A short key may be of letters only; then both cases are mixed as nobody mixes them in words. */
function isMixed(value: string): boolean {
  return (
    /^(?=.*[a-z])(?=.*[A-Z])[A-Za-z_-]{15,40}$/.test(value) &&
    entropy(value) >= 3 &&
    (/^[A-Za-z]+$/.test(value) || jumble(value) > 0.36) &&
    wordShare(value) < 0.35 &&
    !isPlaceholder(value)
  )
}

/** A value that is a key by its name: drawn at random, and the name says nothing else. */
export const namedKey: Check = ({ value, before }) => {
  const name = NAME.exec(before)?.[1] ?? ''
  if (HARMLESS.test(name) || HARMLESS_ENDING.test(name)) return 'drop'
  return isRandom(value) || isMixed(value) ? 'keep' : 'drop'
}
