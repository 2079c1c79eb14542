import { judgeNamed } from './assignment.ts'
import type { Candidate, Check } from './candidate.ts'
import { nameIn } from './names.ts'
import { isDrawn } from './strength.ts'
import { urlPassword } from './url.ts'
import { isNoSecret } from './values.ts'

/** A user and a password inside a URL, wherever it stands in a text. */
const URL_WITH_PASSWORD =
  /(?<before>[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{0,80}:)(?<value>[^\s/"'<>]{3,120})(?<after>@[^\s"']{1,200})/i

function holdsPasswordedUrl(text: string, candidate: Candidate): boolean {
  const groups = URL_WITH_PASSWORD.exec(text)?.groups
  if (groups === undefined) return false
  const { before = '', value = '', after = '' } = groups
  return urlPassword({ ...candidate, before, value, after }) !== 'drop'
}

/** Base64 of a password, a token or a URL with a password, as a Kubernetes Secret holds them; what is no text is left to others. */
export const encodedSecret: Check = candidate => {
  const bytes = Buffer.from(candidate.value, 'base64')
  const text = bytes.toString('latin1').replace(/\r?\n$/, '')
  if (!/^[\x20-\x7e\t\r\n]+$/.test(text)) return 'drop'
  if (holdsPasswordedUrl(text, candidate)) return 'keep'
  if (/\s/.test(text)) return 'drop'
  const name = nameIn(candidate.before)
  if (name !== '') return judgeNamed(text, name) === 'keep' ? 'keep' : 'drop'
  return text.length >= 20 && /\d/.test(text) && isDrawn(text) && !isNoSecret(text) ? 'keep' : 'drop'
}
