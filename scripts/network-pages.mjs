// Writes what is generated of docs/verify.md, docs/rotate.md and docs/account.md: the table of providers, and transcripts of real runs against a local
// server. It fails, leaving the pages as they were, where a step ends otherwise. Needs `script` (util-linux) for a terminal.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { importBundled } from './bundled.mjs'
import { KEYHOOK, openStage } from './stage.mjs'

const DOCS = resolve(import.meta.dirname, '../docs')
const worker = new Worker(join(import.meta.dirname, 'network-server.mjs'))
const [port] = await once(worker, 'message')
const host = `http://127.0.0.1:${port}`

let text = ''
const stage = openStage(part => {
  text += part
}, 'network')
Object.assign(stage.env, { LC_ALL: 'C', TZ: 'UTC' })
for (const name of ['OPENAI', 'GITHUB', 'AWS', 'SENDGRID']) stage.env[`KEYHOOK_${name}_BASE_URL`] = host

/** Text of letters and digits that always comes out the same. */
const drawn = (seed, length) =>
  createHash('sha512').update(seed).digest('base64url').replace(/[-_]/g, 'k').slice(0, length)
const marked = seed =>
  ['sk', 'proj', `${drawn(`${seed}1`, 74)}${Buffer.from('OpenAI').toString('base64')}${drawn(`${seed}2`, 74)}`].join(
    '-',
  )
const secrets = []
const secret = value => {
  secrets.push(value)
  return value
}

/** What a terminal shows while somebody answers; each answer is a question that is waited for, and what is done then. */
async function onTerminal(typed, answers) {
  text += `\n$ ${typed.replaceAll(KEYHOOK, 'keyhook.cjs')}\n`
  const child = spawn('script', ['-qec', typed, '/dev/null'], { cwd: join(stage.root, 'project'), env: stage.env })
  let said = ''
  let from = 0
  const left = [...answers]
  child.stdout.on('data', chunk => {
    said += chunk
    const [next] = left
    const at = next === undefined ? -1 : said.indexOf(next[0], from)
    if (at < 0) return
    from = at + next[0].length
    left.shift()
    child.stdin.write(`${next[1]()}\n`)
  })
  const [code] = await once(child, 'close')
  if (code !== 0 || left.length > 0)
    throw new Error(`"${typed}" ended with ${code}, ${left.length} answers left:\n${said}`)
  text += said.replaceAll('\r', '').replace(/\u001b\[[0-9;]*m/g, '')
}

/** Puts a text between two marks of a page. */
function place(page, mark, content) {
  const file = join(DOCS, page)
  const before = readFileSync(file, 'utf8')
  const [open, close] = [`<!-- ${mark} -->\n`, `<!-- end of ${mark} -->`]
  const [start, end] = [before.indexOf(open), before.indexOf(close)]
  if (start < 0 || end < start) throw new Error(`${page} has no place for the ${mark}`)
  return [file, `${before.slice(0, start + open.length)}\n${content}\n${before.slice(end)}`]
}

function transcript(play) {
  text = ''
  play()
  return taken()
}

function taken() {
  for (const value of secrets)
    for (let at = 8; at + 8 <= value.length; at++)
      if (text.includes(value.slice(at, at + 8))) throw new Error('a made-up key leaked')
  const clean = text.replaceAll(host, 'http://127.0.0.1:8080').replaceAll(`127.0.0.1:${port}`, '127.0.0.1:8080')
  return `\`\`\`console${clean.replaceAll('node keyhook.cjs', 'keyhook').replaceAll(KEYHOOK, 'keyhook.cjs')}\`\`\``
}

try {
  stage.enter('project')
  stage.prepare('git init -q -b main')
  const { probes } = await importBundled('src/verify/providers/index.ts')
  const { renderProbes } = await importBundled('src/verify/page.ts')
  const keyhook = `node ${KEYHOOK}`

  const verified = transcript(() => {
    const body = drawn('github', 30)
    stage.write('client.js', `const ai = '${secret(marked('client'))}'\n`)
    stage.write(
      'deploy.ini',
      `aws_access_key_id = AKIA${'Q3EGUV6BLZ7XKWNA'}\naws_secret_access_key = ${secret(drawn('aws', 40))}\n`,
    )
    stage.write('mail.env.txt', `SENDGRID_API_KEY=${secret(['SG', drawn('mail', 22), drawn('mail2', 43)].join('.'))}\n`)
    stage.write('token.txt', `GITHUB_TOKEN=${secret(`github_pat_${drawn('a', 22)}_${drawn(body, 59)}`)}\n`)
    stage.prepare('git add .')
    stage.show(`${keyhook} verify --staged`, 'stopped')
    stage.show(`${keyhook} verify --staged --yes`, 'stopped')
  })

  const [old, next] = [secret(marked('old')), secret(marked('next'))]
  stage.write('.gitignore', '.env\n')
  stage.write('.env', `OPENAI_API_KEY=${old}\n`)
  const past = new Date(Date.now() - 120 * 86_400_000)
  utimesSync(join(stage.root, 'project/.env'), past, past)
  text = ''
  stage.show(`${keyhook} rotate`)
  await onTerminal(`${keyhook} rotate OPENAI_API_KEY --no-color`, [
    [
      'q to stop: ',
      () => {
        stage.write('.env', `OPENAI_API_KEY=${next}\n`)
        return ''
      },
    ],
    ['[y/N] ', () => 'y'],
    [
      'q to stop: ',
      () => {
        worker.postMessage(old)
        return ''
      },
    ],
    ['[y/N] ', () => 'y'],
  ])
  const rotated = taken()

  stage.env.OPENAI_ADMIN_KEY = secret(['sk', 'admin', drawn('admin', 80)].join('-'))
  const accounted = transcript(() => {
    stage.show(`${keyhook} account --budget Website=100,Lab=50`)
    stage.show(`echo key_all | ${keyhook} account --delete key_all`)
  })

  const pages = [
    place('verify.md', 'providers', renderProbes(probes)),
    place('rotate.md', 'transcript', rotated),
    place('account.md', 'transcript', accounted),
  ]
  for (const [file, content] of pages) writeFileSync(file, content)
  const [file, content] = place('verify.md', 'transcript', verified)
  writeFileSync(file, content)
} finally {
  stage.remove()
  await worker.terminate()
}
