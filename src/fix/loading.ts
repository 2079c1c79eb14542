import { languageOf } from './languages/index.ts'
import type { FilePlan } from './plan.ts'

/** How a language's programs get the variables of `.env`. */
interface Loader {
  readonly language: string
  /** What, in the manifests of a project, says that something loads it already. */
  readonly loaded: RegExp
  readonly by: (found: string) => string
  command(path: string): string
}

/** The files that tell, from the top level. */
export const MANIFESTS = [
  'package.json',
  'pyproject.toml',
  'requirements.txt',
  'Pipfile',
  'go.mod',
  'Gemfile',
  'composer.json',
  'pubspec.yaml',
  'mix.exs',
  'Cargo.toml',
  'build.gradle',
  'build.gradle.kts',
  'pom.xml',
  'docker-compose.yml',
  'docker-compose.yaml',
  'compose.yml',
  'compose.yaml',
  '.envrc',
  'deno.json',
] as const

const SHELL = 'set -a; . ./.env; set +a'
const LOADERS: readonly Loader[] = [
  {
    language: 'javascript',
    loaded:
      /"(dotenv(?:-cli|-flow|-expand)?|@nestjs\/config|@dotenvx\/dotenvx|env-cmd|next|nuxt|vite|react-scripts|bun-types|@types\/bun)"\s*:|(--env-file(?:-if-exists)?)\b/,
    by: found => (found.startsWith('--') ? `a script in package.json (${found})` : `${found} (package.json)`),
    command: path =>
      /\.[cm]?tsx?$/.test(path) ? `node --env-file=.env --import tsx ${path}` : `node --env-file=.env ${path}`,
  },
  {
    language: 'python',
    loaded: /\b(python-dotenv|django-environ|environs|pydantic-settings|python-decouple|starlette)\b|(\[packages\])/,
    by: found => (found === '[packages]' ? 'pipenv' : found),
    command: path =>
      `pip install "python-dotenv[cli]" && dotenv run -- ${path.endsWith('.ipynb') ? 'jupyter lab' : `python ${path}`}`,
  },
  { language: 'go', loaded: /(joho\/godotenv)/, by: found => found, command: () => `${SHELL}; go run .` },
  {
    language: 'ruby',
    loaded: /["'](dotenv(?:-rails)?|figaro)["']/,
    by: found => found,
    command: path => `gem install dotenv && dotenv ruby ${path}`,
  },
  {
    language: 'php',
    loaded: /"(vlucas\/phpdotenv|symfony\/dotenv|laravel\/framework)"/,
    by: found => found,
    command: path => `${SHELL}; php ${path}`,
  },
  { language: 'java', loaded: /(spring-dotenv|dotenv-java)/, by: found => found, command: () => SHELL },
  { language: 'kotlin', loaded: /(dotenv-kotlin|spring-dotenv)/, by: found => found, command: () => SHELL },
  { language: 'rust', loaded: /^[ \t]*(dotenvy?)\b/m, by: found => found, command: () => `${SHELL}; cargo run` },
  {
    language: 'dart',
    loaded: /^[ \t]*(dotenv|envied)\s*:/m,
    by: found => found,
    command: path => `${SHELL}; dart run ${path}`,
  },
  { language: 'elixir', loaded: /:(dotenvy|dotenv)\b/, by: found => found, command: () => `${SHELL}; mix run` },
  { language: 'swift', loaded: /(?!)/, by: found => found, command: () => `${SHELL}; swift run` },
  { language: 'csharp', loaded: /(?!)/, by: found => found, command: () => `${SHELL}; dotnet run` },
  { language: 'shell', loaded: /(?!)/, by: found => found, command: path => `${SHELL}; sh ${path}` },
  {
    language: 'powershell',
    loaded: /(?!)/,
    by: found => found,
    command: () =>
      "Get-Content .env | % { $n, $v = $_ -split '=', 2; Set-Item env:$n $v.Trim(`\"`'`\") }".replaceAll('`', ''),
  },
]

/** What loads `.env` for the programs that were changed, or how to, in a line or two for each language. */
export function loadingAdvice(files: readonly FilePlan[], manifests: ReadonlyMap<string, string>): string[] {
  const all = [...manifests.values()].join('\n')
  const direnv = /^[ \t]*dotenv/m.test(manifests.get('.envrc') ?? '')
  const composed = [...manifests].some(([name, text]) => /compose/.test(name) && /\benv_file\s*:/.test(text))
  const seen = new Map<string, string>()
  for (const { file } of files) {
    const language = file.path.endsWith('.ipynb') ? 'python' : languageOf(file.path, file.text)?.id
    if (language !== undefined && !seen.has(language)) seen.set(language, file.path)
  }
  return [...seen].flatMap(([language, path]) => {
    if (direnv) return ['.env is loaded by direnv (.envrc).']
    if (composed) return ['.env is loaded by Docker Compose (env_file).']
    const loader = LOADERS.find(candidate => candidate.language === language)
    if (loader === undefined) return []
    const found = loader.loaded.exec(all)
    if (found !== null) return [`.env is loaded by ${loader.by(found[1] ?? found[2] ?? '')}.`]
    return ['Nothing in this project loads .env yet. For example:', `    ${loader.command(path)}`]
  })
}
