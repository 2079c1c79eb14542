import type { Rule, Severity } from '../../types.ts'
import type { HiddenForm } from '../matches.ts'
import { keyInBrowser } from '../rules/browser.ts'
import { defaultOf } from './default-value.ts'
import { pipelineAdvice } from './pipeline.ts'
import { isVariable, nameGiven, type Place } from './place.ts'
import { publicVariables, withoutPrefix } from './public-prefix.ts'
import { untrack } from './untrack.ts'

const IN_BROWSER = 'dangerouslyAllowBrowser'
const ENVIRONMENT_FILE = /(?:^|\/)\.env(?:[._-][\w.-]+)?$/
const EXAMPLE = /[._-](?:example|sample|template|tmpl|tpl|dist|defaults?|schema)(?:[._-]|$)/

type Exposable = Omit<Place, 'path'>

/** The public variable that the value is given to; where the line gives it no name, the nearest one on it. */
function publicVariable(place: Exposable): string | null {
  const given = nameGiven(place)
  if (given !== null && isVariable(given)) return publicVariables(given)[0] ?? null
  return publicVariables(place.before).at(-1) ?? publicVariables(place.after)[0] ?? null
}

/** What would send a value to every user: a public variable, or an option that lets a browser hold keys; null where nothing does. */
export function exposure(place: Exposable): string | null {
  const { kind, nearby } = place
  if (kind !== 'content') return null
  return publicVariable(place) ?? (keyInBrowser.pattern.test(nearby) ? IN_BROWSER : null)
}

/** A key beside the option that lets a browser hold it is as bad as any, unless its check says that it is none. */
export function severityAt(
  { rule, severity }: { readonly rule: Rule; readonly severity: Severity },
  place: Place,
): Severity {
  return rule.sign === undefined && severity !== 'low' && exposure(place) === IN_BROWSER ? 'critical' : severity
}

function server(provider: string): string {
  return `Call ${provider === 'generic' ? 'the API' : provider} from a server instead.`
}

/** What to do about a secret. */
function remedy(rule: Rule, place: Place): string {
  const { variable = 'API_KEY', provider, multiline } = rule
  const { kind, path, before } = place
  if (kind === 'message') return 'Take it out of the commit message.'
  if (kind === 'name') return 'Rename the file.'
  const exposed = exposure(place)
  const leaves =
    ENVIRONMENT_FILE.test(path) && !EXAMPLE.test(path) ? `Keep this file out of git: ${untrack(path)}` : null
  if (exposed !== null)
    return [`${exposed} would send it to every user.`, server(provider), leaves].filter(part => part !== null).join(' ')
  if (leaves !== null) return leaves
  if (ENVIRONMENT_FILE.test(path))
    return `Leave a placeholder here, and keep the key in an environment variable such as ${variable}.`
  const read = defaultOf(before)
  if (read !== null)
    return `${read} is read here already: drop the default, and let the program stop where it is not set.`
  const inPipeline = pipelineAdvice(rule, place)
  if (inPipeline !== null) return inPipeline
  return multiline
    ? 'Keep it outside the repository and read it from there.'
    : `Move it to an environment variable such as ${variable}.`
}

/** What to do about what is only a sign of a secret. */
function precaution(shown: string): string {
  const [name] = publicVariables(shown)
  if (name === undefined) return `It hands the key to every user. ${server('generic')}`
  return `Whatever it holds reaches every user. Read ${withoutPrefix(name)} on a server instead. Uses: git grep ${name}`
}

const FORMS: Readonly<Record<HiddenForm, string>> = {
  base64: ', in base64',
  escaped: ', written with escapes',
  split: ', in several pieces',
}

/** What was found and what to do, in one or two short sentences. `shown` is what may be shown of it. */
export function messageFor(rule: Rule, shown: string, place: Place): string {
  if (rule.sign === 'file') return `${rule.title}. Keep it out of git: ${untrack(place.path)}`
  const what = place.form === undefined ? rule.title : rule.title + FORMS[place.form]
  return `${what}. ${rule.sign === 'content' ? precaution(shown) : remedy(rule, place)}`
}
