import type { Fixes, Site, SourceFile, Way } from '../plan-types.ts'

/** A file whose reader puts the values of variables in place of what stands for them. */
export interface Placeholder {
  readonly files: RegExp
  /** Only where the text says that it is such a file. */
  readonly says?: RegExp
  readonly reader: string
  /** How such a file is written: YAML is read again after the change. */
  readonly isYaml?: boolean
  write(name: string): string
  /** What is left to do, in one line each. */
  readonly todo?: (name: string) => string[]
}

/** GitHub takes no secret whose name begins with its own. */
export const githubName = (name: string): string => name.replace(/^GITHUB_/, 'GH_')

const dollar = (name: string): string => `\${${name}}`

/** As their documentation has it. */
export const PLACEHOLDERS: readonly Placeholder[] = [
  {
    files: /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/,
    reader: 'GitHub Actions',
    isYaml: true,
    write: name => `\${{ secrets.${githubName(name)} }}`,
    todo: name => ['Store it on GitHub:', `    gh secret set ${githubName(name)}`],
  },
  {
    files: /(?:^|\/)[\w.-]*azure-pipelines[\w.-]*\.ya?ml$/,
    reader: 'Azure Pipelines',
    isYaml: true,
    write: name => `$(${name})`,
    todo: name => [`Store ${name} as a secret variable: Pipelines > Edit > Variables.`],
  },
  {
    files: /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/,
    reader: 'Docker Compose',
    isYaml: true,
    write: dollar,
    todo: () => [
      'Docker Compose reads .env by itself where it is started beside it; elsewhere:',
      '    docker compose --env-file .env up',
    ],
  },
  {
    files: /(?:^|\/)(?:application|bootstrap)(?:-[\w-]+)?\.(?:ya?ml|properties)$/,
    reader: 'Spring',
    isYaml: true,
    write: dollar,
  },
  { files: /(?:^|\/)serverless\.ya?ml$/, reader: 'Serverless', isYaml: true, write: name => `\${env:${name}}` },
  { files: /(?:^|\/)(?:\.npmrc|\.yarnrc\.ya?ml)$/, reader: 'npm and yarn', write: dollar },
  {
    files: /(?:^|\/)(?:pom|settings)\.xml$/,
    says: /<(?:project|settings)[\s>]/,
    reader: 'Maven',
    write: name => `\${env.${name}}`,
  },
  { files: /(?:^|\/)nuget\.config$/i, reader: 'NuGet', write: name => `%${name}%` },
  { files: /(?:^|\/)log4j2?[\w.-]*\.(?:xml|properties)$/, reader: 'Log4j', write: name => `\${env:${name}}` },
  { files: /(?:^|\/)logback[\w.-]*\.xml$/, reader: 'Logback', write: dollar },
  {
    files: /(?:^|\/)config\/(?:database|storage|cable|redis|mongoid|sidekiq|secrets|cache|queue)\.ya?ml$/,
    reader: 'Rails',
    isYaml: true,
    write: name => `<%= ENV["${name}"] %>`,
  },
  { files: /(?:^|\/)config\/packages\/.+\.ya?ml$/, reader: 'Symfony', isYaml: true, write: name => `%env(${name})%` },
  {
    files: /(?:^|\/)(?:\.vscode\/(?:launch|tasks|settings)|\.cursor\/mcp)\.json$/,
    reader: 'the editor',
    write: name => `\${env:${name}}`,
  },
  { files: /(?:^|\/)\.mcp\.json$/, reader: 'Claude Code', write: dollar },
  { files: /(?:^|\/)\.?devcontainer\.json$/, reader: 'Dev Containers', write: name => `\${localEnv:${name}}` },
  { files: /(?:^|\/)requirements[\w.-]*\.txt$/, reader: 'pip', write: dollar },
  {
    files: /(?:^|\/)(?:group_vars|host_vars|playbooks?|roles)\/.+\.ya?ml$/,
    reader: 'Ansible',
    isYaml: true,
    write: name => `{{ lookup('env', '${name}') }}`,
  },
  {
    files: /(?:^|\/)otel[\w.-]*\.ya?ml$/,
    reader: 'the OpenTelemetry Collector',
    isYaml: true,
    write: name => `\${env:${name}}`,
  },
  {
    files: /(?:^|\/)(?:filebeat|metricbeat|heartbeat|logstash|vector)[\w.-]*\.(?:ya?ml|toml|conf)$/,
    reader: 'its program',
    write: dollar,
  },
  { files: /(?:^|\/)grafana\.ini$/, reader: 'Grafana', write: name => `$__env{${name}}` },
  { files: /(?:^|\/)bunfig\.toml$/, reader: 'Bun', write: name => `$${name}` },
]

/** Puts placeholders in a file, without looking at how it is written. */
export function plainWays({ text, sites }: SourceFile, { write, todo }: Placeholder): Fixes {
  return { ways: sites.map(site => plainWay(text, site, write, todo)), refusals: [] }
}

export function plainWay(
  text: string,
  site: Site,
  write: (name: string) => string,
  todo?: (name: string) => string[],
): Way {
  const { start, end } = site
  const holding = { site, start, end, value: unindented(text.slice(start, end)) }
  return {
    holdings: [holding],
    edits: ([name = '']) => [{ start, end, text: write(name) }],
    says: ([name = '']) => todo?.(name) ?? [],
  }
}

/** A key of several lines is indented in YAML, or has its ends of line escaped in JSON. */
function unindented(value: string): string {
  if (!value.startsWith('-----BEGIN')) return value
  return value.replace(/\r?\n[ \t]*/g, '\n').replace(/\\r?\\n|\\n/g, '\n')
}
