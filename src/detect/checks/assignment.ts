import type { Judgement } from '../../types.ts'
import type { Check } from './candidate.ts'
import { isMadeUp } from './entropy.ts'
import { isTrial, isWrittenOut } from './language.ts'
import { isArgument, isHarmless, isStrong, isToken, isTrialName, nameIn } from './names.ts'
import { isChosen, isDrawn } from './strength.ts'
import { isHashLike, isNoSecret, isUuid } from './values.ts'

const CHOSEN_BY_PEOPLE = /passw|passphrase|pass(?![a-z])|pwd|pw|secret/i

/** Judges a value by itself and by the name it has. In doubt it is no secret: false alarms teach people to switch the hook off. */
export function judgeNamed(value: string, name: string): Judgement {
  if (isHarmless(name)) return 'drop'
  // Some providers' keys are UUIDs, but far more UUIDs are no keys.
  if (isUuid(value)) return isStrong(name) && !isMadeUp(value) ? 'low' : 'drop'
  if (isNoSecret(value) || (isHashLike(value) && !isStrong(name) && !isToken(name))) return 'drop'
  return isDrawn(value) || (CHOSEN_BY_PEOPLE.test(name) && isChosen(value)) ? 'keep' : 'drop'
}

/** A header on a command line: what is sent under a key's name is a key, a UUID too. */
function isSent(before: string): boolean {
  return /(?:-H|--header)[ =]{0,2}["'][\w-]+:[ ]?$/.test(before)
}

/** A value that is an assignment itself is looked at for its own sake. */
const ASSIGNMENT = /^[\w-]{0,40}(?:passw|pwd|secret|token|key)[\w-]{0,24}=[^=]/i

/** Judges a value that only its name makes a secret. */
export const assignedValue: Check = candidate => {
  const { value, before, path } = candidate
  if (ASSIGNMENT.test(value) || !isWrittenOut(candidate) || isArgument(before)) return 'drop'
  const name = nameIn(before)
  const judgement = isUuid(value) && isSent(before) && isStrong(name) ? 'keep' : judgeNamed(value, name)
  return judgement === 'keep' && (isTrial(path) || isTrialName(name)) ? 'low' : judgement
}

/** A name on a line of its own: of a pair, of a variable, of an entry. */
const NAME_ELSEWHERE = /(?:name"?:\s{1,4}["']?|variable "|<key>|<(?![/>]))([\w.-]{1,120})/g

/** Judges a value whose name stands on another line: `- name: DB_PASSWORD`, then `value: …`. */
export const pairedValue: Check = ({ value, path, nearby }) => {
  // All of it is in lower case here.
  const text = nearby()
  const before = text.slice(0, text.indexOf(value.toLowerCase()))
  const names = [...before.matchAll(NAME_ELSEWHERE)].map(([, name = '']) => name)
  const name = names.findLast(candidate => nameIn(candidate) !== '') ?? ''
  const judgement = judgeNamed(value, name)
  return judgement === 'keep' && isTrial(path) ? 'low' : judgement
}
