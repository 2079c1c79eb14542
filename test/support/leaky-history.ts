import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fill } from './shape.ts'

/** One line with a made-up key in it, and the files where such lines are found. */
const LEAKS: readonly (readonly [shape: string, paths: readonly string[]])[] = [
  [
    "const client = new OpenAI({ apiKey: 'sk-proj-<b64url:74>T3Bl<b:1>kFJ<b64url:73><alnum:1>' })",
    ['src/assistant/client.ts', 'web/app/api/chat/route.ts', 'packages/summaries/src/openai.ts'],
  ],
  ['OPENAI_API_KEY=sk-proj-<b64url:74>T3Bl<b:1>kFJ<b64url:73><alnum:1>', ['.env.production', 'deploy/compose.env']],
  [
    "anthropic = Anthropic(api_key='sk-ant-api03-<b64url:93>AA')",
    ['notebooks/evaluate.py', 'services/triage/model.py'],
  ],
  ['aws_access_key_id = AKIA<base32:16>', ['deploy/backup.sh', 'infrastructure/credentials.ini']],
  ['  token: ghp_<alnum:30><crc32:6>', ['.github/workflows/release.yml', 'scripts/mirror.yml']],
  [
    "stripe.api_key = 'sk_live_<alnum:99>'",
    ['services/billing/stripe.py', 'services/billing/migrations/0007_backfill.py'],
  ],
  ["const SLACK = 'xoxb-<digits:12>-<digits:13>-<alnum:24>'", ['src/alerts/slack.ts', 'tools/deploy-notice.js']],
  ['//registry.npmjs.org/:_authToken=npm_<alnum:30><crc32:6>', ['.npmrc']],
  ['DATABASE_URL=postgres<::1>//app:<alnum:20>@db.internal/app', ['docker-compose.override.yml', 'config/staging.ini']],
  ['hf = login("hf_<letters:34>")', ['notebooks/train.py']],
  ['GOOGLE_MAPS_KEY=AIza<b64url:35>', ['web/public/config.js', 'mobile/app.properties']],
]

/** Places in `LEAKS`: some kinds leak more often than others. */
const USUAL = [0, 4, 1, 8, 0, 5, 2, 10, 3, 6, 0, 8, 7, 4, 1, 9, 10]

export interface LeakyHistory {
  readonly secrets: number
  /** Keys in each commit. */
  readonly perCommit: number
  /** The first and the last day, as milliseconds. */
  readonly from: number
  readonly until: number
  /** Which part of it, from the oldest, a remote has. */
  readonly pushed: number
  /** Which part of the keys is still there at the end. */
  readonly kept: number
}

/**
 * Fills a directory with a real repository in whose history keys of many kinds come and go, always the same. For tests, and for the pictures of the
 * report: the keys are made up as it is written, by `git fast-import`.
 */
export function writeLeakyHistory(directory: string, env: NodeJS.ProcessEnv, history: LeakyHistory): void {
  mkdirSync(directory, { recursive: true })
  const git = (args: readonly string[], input = ''): void => {
    execFileSync('git', args, { cwd: directory, env, input, stdio: ['pipe', 'ignore', 'inherit'], maxBuffer: 1 << 30 })
  }
  git(['init', '-q', '-b', 'main'])
  git(['fast-import', '--quiet', '--done'], stream(history))
  git(['reset', '-q', '--hard'])
}

function stream({ secrets, perCommit, from, until, pushed, kept }: LeakyHistory): string {
  const commits = Math.ceil(secrets / perCommit)
  const files = new Map<string, string[]>()
  let text = commitOf(1, from, 'Start', new Map([['README.md', ['An application.']]]))
  let made = 0
  for (let index = 0; index < commits; index++) {
    const changed = new Map<string, string[]>()
    for (let one = 0; one < perCommit && made < secrets; one++, made++) {
      const [shape, paths] = LEAKS[USUAL[(made * 7) % USUAL.length] ?? 0] ?? ['', ['']]
      const path = spread(paths[Math.floor(made / 3) % paths.length] ?? '', made, secrets)
      const marked =
        made % 23 === 7
          ? `${fill(shape, `leak ${made}`)} # keyhook:allow a key of the sandbox, made for the tutorial`
          : fill(shape, `leak ${made}`)
      // Most keys are taken out again by the next change of their file.
      const lines = (files.get(path) ?? []).filter((_, place) => (place * 7 + made) % 100 < kept * 100)
      files.set(path, [...lines, marked])
      changed.set(path, files.get(path) ?? [])
    }
    // More of them towards the end, as in a team that grows.
    const at = from + (until - from) * Math.sqrt((index + 1) / commits)
    text += commitOf(index + 2, at, `Change ${index + 1}`, changed)
    if (index + 1 === Math.round(commits * pushed)) text += `reset refs/remotes/origin/main\nfrom :${index + 2}\n\n`
  }
  return `${text}done\n`
}

/** In a large history a file does not take all of them. */
function spread(path: string, index: number, secrets: number): string {
  return secrets < 500 ? path : `modules/${String(index % 97).padStart(2, '0')}/${path}`
}

function commitOf(mark: number, at: number, message: string, files: ReadonlyMap<string, readonly string[]>): string {
  const who = `A U Thor <author@example.com> ${Math.floor(at / 1000)} +0100`
  const data = (content: string): string => `data ${Buffer.byteLength(content)}\n${content}\n`
  const changes = [...files].map(([path, lines]) => `M 100644 inline ${path}\n${data(`${lines.join('\n')}\n`)}`)
  return `commit refs/heads/main\nmark :${mark}\nauthor ${who}\ncommitter ${who}\n${data(message)}${changes.join('')}\n`
}
