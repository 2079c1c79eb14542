import type { Judgement } from '../../types.ts'
import type { Check } from './candidate.ts'
import { isTrial, isWrittenOut } from './language.ts'
import { isArgument, isHarmless, isStrong, isTrialName, nameIn } from './names.ts'
import { isChosen, isDrawn } from './strength.ts'
import { isHashLike, isNoSecret, isUuid } from './values.ts'

const CHOSEN_BY_PEOPLE = /passw|passphrase|pass(?![a-z])|pwd|pw|secret/i

/** Judges a value by itself and by the name it has. In doubt it is no secret: false alarms teach people to switch the hook off. */
export function judgeNamed(value: string, name: string): Judgement {
  if (isHarmless(name)) return 'drop'
  // Some providers' keys are UUIDs, but far more UUIDs are no keys.
  if (isUuid(value)) return isStrong(name) ? 'low' : 'drop'
  if (isNoSecret(value) || (isHashLike(value) && !isStrong(name))) return 'drop'
  return isDrawn(value) || (CHOSEN_BY_PEOPLE.test(name) && isChosen(value)) ? 'keep' : 'drop'
}

/** Judges a value that only its name makes a secret. */
export const assignedValue: Check = candidate => {
  const { value, before, path } = candidate
  if (!isWrittenOut(candidate) || isArgument(before)) return 'drop'
  const name = nameIn(before)
  const judgement = judgeNamed(value, name)
  return judgement === 'keep' && (isTrial(path) || isTrialName(name)) ? 'low' : judgement
}
