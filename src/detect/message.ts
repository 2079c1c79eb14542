import type { Excerpt, Rule } from '../types.ts'
import type { HiddenForm } from './matches.ts'

/** Variables that build tools copy into what users download. */
const PUBLIC_NAME =
  /\b((?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|PUBLIC|GATSBY|VUE_APP|STORYBOOK)_[A-Z0-9_]+)/
const IN_BROWSER = /dangerouslyAllowBrowser/
const ENV_FILE = /(?:^|\/)\.env(?:\.(?!example$|sample$|template$|dist$)[\w.-]+)?$/
const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/
const SAFE_PATH = /^[\w./@+-]+$/

export interface Place {
  readonly kind: Excerpt['kind']
  /** Masked. */
  readonly path: string
  /** Masked. */
  readonly line: string
  /** How the secret is hidden, if it is. */
  readonly form?: HiddenForm | undefined
}

const FORMS: Readonly<Record<HiddenForm, string>> = {
  base64: ', in base64',
  escaped: ', written with escapes',
  split: ', in several pieces',
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return SAFE_PATH.test(path) && !path.startsWith('-') ? path : `'${path.replaceAll("'", `'\\''`)}'`
}

function remedy({ variable = 'API_KEY', provider, multiline }: Rule, { kind, path, line }: Place): string {
  if (kind === 'message') return 'Take it out of the commit message.'
  if (kind === 'name') return 'Rename the file.'
  const name = PUBLIC_NAME.exec(line)?.[1]
  if (name !== undefined || IN_BROWSER.test(line)) {
    return `${name ?? 'dangerouslyAllowBrowser'} would send it to every user. Call ${provider === 'generic' ? 'the API' : provider} from a server instead.`
  }
  if (ENV_FILE.test(path)) {
    return `Unstage this file, git rm --cached -- ${quoted(path)}, and add it to .gitignore.`
  }
  if (WORKFLOW.test(path)) {
    return `Use \${{ secrets.${variable} }} here and store it with: gh secret set ${variable}`
  }
  return multiline
    ? 'Keep it outside the repository and read it from there.'
    : `Move it to an environment variable such as ${variable}.`
}

/** What was found and what to do, in one or two short sentences. */
export function messageFor(rule: Rule, place: Place): string {
  return `${rule.title}${place.form === undefined ? '' : FORMS[place.form]}. ${remedy(rule, place)}`
}
