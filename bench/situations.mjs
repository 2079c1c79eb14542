// What each tool does, as a hook, in each situation in which a key does or does not enter history. Writes bench/results/situations.md.
// Tools: bench/peers.sh installs them into $PEERS (default ~/.cache/keyhook-peers); one that is not there is left out. ONLY=text runs the situations whose name holds it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importBundled } from '../scripts/bundled.mjs'
import { contenders } from './situations/contenders.mjs'
import { Repository } from './situations/repository.mjs'
import { situations } from './situations/situations.mjs'

const { fill } = await importBundled('test/support/shape.ts')
const WITH_KEY = `const keys = ['${fill('ghp_<alnum:30><crc32:6>', 'situation')}', '${fill('AKIA<base32:16>', 'situation')}']\n`
const HARMLESS = "const keys = ['a name that is as long as a key, and none', 'another such name']\n"

const here = contenders.filter(contender => contender.exists())

/** Whether what the situation does succeeds with the tool's hooks in place. */
function attempt(situation, contender, line) {
  const repository = new Repository(situation.options)
  try {
    const asked = situation.arrange(repository, line)
    const cwd = asked.cwd ?? repository.dir
    contender.install(repository, asked.at ?? repository.dir)
    const { env = {}, script, args } = asked
    return script === undefined
      ? repository.run('git', args, { cwd, env })
      : repository.run('sh', ['-c', script], { cwd, env })
  } finally {
    repository.remove()
  }
}

/** What the tool did, in the words of the table. */
function judge(situation, contender) {
  const { code, said } = attempt(situation, contender, WITH_KEY)
  const stopped = code !== 0
  if (!situation.stop) return stopped ? 'wrongly stopped' : 'passed'
  if (!stopped) return 'let through'
  if (/cannot read this repository/.test(said)) return 'refused'
  // What stops without a key too has not seen it.
  return attempt(situation, contender, HARMLESS).code === 0 ? 'stopped' : 'fails'
}

const MARKS = {
  stopped: 'stopped',
  passed: 'passed',
  refused: 'refused',
  'let through': '**let through**',
  'wrongly stopped': '**wrongly stopped**',
  fails: '**fails**',
}

const rows = []
const totals = new Map(here.map(({ name }) => [name, new Map()]))
for (const situation of situations) {
  if (situation.group !== undefined) {
    rows.push(`| *${situation.group}* |${' |'.repeat(here.length)}`)
    continue
  }
  if (process.env.ONLY !== undefined && !situation.name.includes(process.env.ONLY)) continue
  const cells = here.map(contender => {
    const outcome = judge(situation, contender)
    const counts = totals.get(contender.name)
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
    return MARKS[outcome]
  })
  const row = `| ${situation.name}${situation.stop ? '' : ' ᵖ'} | ${cells.join(' | ')} |`
  console.log(row)
  rows.push(row)
}

const total = outcome => `| ${outcome} | ${here.map(({ name }) => totals.get(name).get(outcome) ?? 0).join(' | ')} |`
const head = [`| situation | ${here.map(({ name }) => name).join(' | ')} |`, `|---|${'---|'.repeat(here.length)}`]
const git = new Repository()
const versions = `${git.git('--version').trim()}, node ${process.version}, ${process.platform}`
git.remove()
const report = [
  '# What enters history, and what is stopped',
  '',
  `\`node bench/situations.mjs\` (${versions}; \`bench/peers.sh\` installs the other tools).`,
  '',
  'Each tool is wired as its own documentation says for a hook, with its default rules: keyhook by `keyhook init`, "keyhook, no git" as a pre-commit hook `keyhook scan --engine isomorphic` with no git',
  'on PATH (one door: nothing looks at messages and pushes), gitleaks as a pre-commit hook (`git --pre-commit --staged`), git-secrets with its three hooks, the others through pre-commit.com, which hands them the staged files. The key line holds a GitHub',
  'token and an AWS key id, since each tool knows at least one of them: what is compared is not what a tool knows but what it looks at.',
  '',
  '**let through**: the key is in history, or pushed. **wrongly stopped** (rows marked ᵖ must pass): no key is added. **fails**: the same without a key is stopped as well. refused: exit 2, and it says',
  'that it cannot read such a repository and what to do.',
  '',
  ...head,
  ...Object.keys(MARKS).map(total),
  '',
  ...head,
  ...rows,
  '',
].join('\n')
if (process.env.ONLY === undefined) {
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  writeFileSync(join(import.meta.dirname, 'results/situations.md'), report)
}
console.log(report.split('\n').slice(11, 21).join('\n'))
