import type { Rule } from '../../types.ts'
import { isVariable, nameGiven, type Place } from './place.ts'

/** A service that runs what a file in the repository says, and how it is given a secret. */
interface Service {
  readonly file: RegExp
  advice(name: string, rule: Rule): string
}

/** GitHub takes no secret whose name begins with its own. */
function githubName(name: string): string {
  return name.replace(/^GITHUB_/, 'GH_')
}

/** gh asks for the value; of several lines it has to come from a file. */
function ghSet(name: string, { multiline }: Rule, more = ''): string {
  return `gh secret set ${githubName(name)}${more}${multiline ? ' < FILE' : ''}`
}

const secret = (name: string): string => `\${{ secrets.${githubName(name)} }}`

const SERVICES: readonly Service[] = [
  {
    file: /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/,
    advice: (name, rule) => `Use ${secret(name)} here and store it with: ${ghSet(name, rule)}`,
  },
  {
    file: /(?:^|\/)\.github\/dependabot\.ya?ml$/,
    advice: (name, rule) => `Use ${secret(name)} here and store it with: ${ghSet(name, rule, ' --app dependabot')}`,
  },
  {
    // An action sees no secrets but those that it is handed.
    file: /(?:^|\/)action\.ya?ml$/,
    advice: (name, rule) =>
      `Make it an input of this action, to which workflows pass ${secret(name)}, and store it with: ${ghSet(name, rule)}`,
  },
  {
    file: /(?:^|\/)[\w.-]*\.?gitlab-ci\.ya?ml$|(?:^|\/)\.gitlab(?:-ci|\/ci)\/.+\.ya?ml$/,
    advice: name => `Use $${name} here and store it as a masked variable: GitLab > Settings > CI/CD > Variables.`,
  },
  {
    file: /(?:^|\/)\.circleci\/.+\.ya?ml$/,
    advice: name =>
      `Use $${name} here and store it: CircleCI > Project Settings > Environment Variables, or in a context.`,
  },
  {
    file: /(?:^|\/)bitbucket-pipelines\.ya?ml$/,
    advice: name => `Use $${name} here and store it as a secured variable: Repository settings > Repository variables.`,
  },
  {
    file: /(?:^|\/)[\w.-]*azure-pipelines[\w.-]*\.ya?ml$|(?:^|\/)\.azure-?(?:pipelines|devops)\/.+\.ya?ml$/,
    advice: name => `Use $(${name}) here and store it as a secret variable: Pipelines > Edit > Variables.`,
  },
]

/** The variable under which a service is to know the secret: the line's own, else the usual one. */
function nameFor(rule: Rule, place: Place): string {
  const given = nameGiven(place)
  if (given !== null && isVariable(given)) return given
  const usual = rule.variable ?? 'API_KEY'
  if (rule.provider !== 'generic' || given === null) return usual
  const name = given
    .replace(/([a-z])(?=[A-Z])/g, '$1_')
    .replace(/[.-]/g, '_')
    .toUpperCase()
  return isVariable(name) ? name : usual
}

/** What to do about a secret in a file that a build service runs; null in any other file. */
export function pipelineAdvice(rule: Rule, place: Place): string | null {
  const service = SERVICES.find(({ file }) => file.test(place.path))
  return service?.advice(nameFor(rule, place), rule) ?? null
}
