import { isScalar, type Pair, parseDocument, visit } from 'yaml'
import { untrack } from '../../detect/advice/untrack.ts'
import { type Refusal, refusal, type Site, type SourceFile } from '../plan-types.ts'

interface Reason {
  readonly files: RegExp
  readonly says?: RegExp
  reason(file: SourceFile, site: Site, name: string): { readonly why: string; readonly instead: readonly string[] }
}

/** `Section:Key` as ASP.NET Core reads it from the environment. */
function overriding({ text }: SourceFile, { start }: Site): string {
  let found = ''
  visit(parseDocument(text, { logLevel: 'silent', uniqueKeys: false }), {
    Scalar(key, { range }, path) {
      if (key === 'key' || range == null || range[0] > start || range[1] < start) return
      const pairs = path.filter((node): node is Pair => 'key' in node)
      found = pairs.map(pair => (isScalar(pair.key) ? String(pair.key.value) : '')).join('__')
    },
  })
  return found === '' ? 'Section__Key' : found
}

/** Files that read no variables, and what people do instead. */
const REASONS: readonly Reason[] = [
  {
    files: /(?:^|\/)(?:appsettings|local\.settings)[\w.-]*\.json$/i,
    reason: (file, site) => ({
      why: 'it knows no placeholders, but variables override it',
      instead: [`Leave the value empty here and set the variable: ${overriding(file, site)}`],
    }),
  },
  {
    files: /\.json$/i,
    says: /"type"\s*:\s*"service_account"/,
    reason: file => ({
      why: 'a file of credentials is read as it is',
      instead: [`Keep it out of git: ${untrack(file.path)}`, 'Set GOOGLE_APPLICATION_CREDENTIALS to its path.'],
    }),
  },
  {
    files: /(?:^|\/)wrangler\.(?:toml|jsonc?)$/,
    reason: (_, __, name) => ({ why: 'its vars are plain text', instead: [`npx wrangler secret put ${name}`] }),
  },
  {
    files: /\.tf(?:vars)?(?:\.json)?$/,
    reason: (_, __, name) => ({
      why: 'Terraform reads variables of its own',
      instead: [`variable "${name.toLowerCase()}" { sensitive = true }`, `export TF_VAR_${name.toLowerCase()}=…`],
    }),
  },
  {
    files: /(?:^|\/)(?:gradle|local)\.properties$/,
    reason: () => ({
      why: 'Gradle knows no placeholders here',
      instead: ['Move it to ~/.gradle/gradle.properties, outside of the repository.'],
    }),
  },
  {
    files: /(?:^|\/)package\.json$/,
    reason: (_, __, name) => ({
      why: 'npm knows no placeholders here',
      instead: [`Let the program read process.env.${name}.`],
    }),
  },
  {
    files: /\.(?:pem|key|p8|pk8|ppk|asc|gpg|p12|pfx|jks|keystore)$|(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/i,
    reason: file => ({ why: 'the file is the key itself', instead: [`Keep it out of git: ${untrack(file.path)}`] }),
  },
  {
    files: /(?:^|\/)(?:\.gitlab-ci|bitbucket-pipelines)[\w.-]*\.ya?ml$|(?:^|\/)\.circleci\/.+\.ya?ml$/,
    reason: (_, __, name) => ({
      why: 'the service sets its variables itself',
      instead: [`Delete the value here, and store ${name} as a masked variable in the project's settings.`],
    }),
  },
  {
    files: /(?:^|\/)action\.ya?ml$/,
    reason: (_, __, name) => ({
      why: 'an action sees no secrets but those that it is handed',
      instead: [`Make it an input, to which workflows pass \${{ secrets.${name} }}.`],
    }),
  },
]

const FORMATS: Readonly<Record<string, string>> = {
  json: 'JSON',
  jsonc: 'JSON',
  json5: 'JSON',
  yaml: 'YAML',
  yml: 'YAML',
  toml: 'TOML',
  ini: 'INI',
  cfg: 'INI',
  conf: 'a configuration file',
  properties: 'a properties file',
  xml: 'XML',
  plist: 'a property list',
  csv: 'CSV',
  tsv: 'TSV',
  sql: 'SQL',
  lock: 'a lock file',
}

/** Why a file takes no variable, with what to do instead. */
export function refuseConfiguration(file: SourceFile, site: Site): Refusal {
  const name = site.rule.variable ?? 'API_KEY'
  const known = REASONS.find(({ files, says }) => files.test(file.path) && says?.test(file.text) !== false)
  if (known !== undefined) {
    const { why, instead } = known.reason(file, site, name)
    return refusal(site, why, instead)
  }
  const format = FORMATS[/\.(\w+)$/.exec(file.path)?.[1]?.toLowerCase() ?? '']
  const why =
    format === undefined
      ? 'keyhook does not know how such a file reads a variable'
      : `${format} has no placeholder that each program would read`
  return refusal(site, why, [`Delete the value here, and let the program read ${name} from the environment.`])
}
