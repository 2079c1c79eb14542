// Writes a repository of many commits with `git fast-import`, always the same one for the same number: files of code that grow and change, branches that are
// merged, tags, now and then a large commit. `node bench/history-repository.mjs DIRECTORY [COMMITS]`
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const FILES = 3000
const START = 1_500_000_000
/** Words of programs; a few of them are those that keys are named with, so that the matcher has something to look at. */
const WORDS =
  'const let return function export import from if else for while await async value index result options config request response user session id name path file line count total items list map filter reduce error message status code handler client server data buffer stream chunk parse render update create remove insert select where order group token key password secret url host port default true false null undefined string number boolean object array'.split(
    ' ',
  )

/** mulberry32 */
function seeded(seed) {
  let state = seed >>> 0
  return limit => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

function codeLine(below) {
  const words = Array.from({ length: 3 + below(8) }, () => WORDS[below(WORDS.length)])
  return `${'  '.repeat(below(4))}${words.join(below(3) === 0 ? '.' : ' ')} = ${below(4) === 0 ? `'${words[0]}-${words[1]}'` : below(1e6)};`
}

/** Makes `directory` a bare repository with so many commits on its branches. */
export async function makeHistory(directory, commits) {
  mkdirSync(directory, { recursive: true })
  run(directory, 'init', '-q', '--bare', '-b', 'main', '.')
  const child = spawn('git', ['fast-import', '--quiet'], { cwd: directory, stdio: ['pipe', 'inherit', 'inherit'] })
  const below = seeded(commits)
  const files = new Map()
  const ended = once(child, 'close')
  let pending = []
  let size = 0
  const put = async text => {
    pending.push(text)
    size += text.length
    if (size < 1 << 18) return
    const drained = child.stdin.write(pending.join(''))
    pending = []
    size = 0
    if (!drained) await once(child.stdin, 'drain')
  }

  const edit = async () => {
    const path = `src/part${below(60)}/file${below(FILES / 60)}.js`
    const lines = files.get(path) ?? []
    const at = below(lines.length + 1)
    lines.splice(
      at,
      below(6),
      ...Array.from({ length: 1 + below(lines.length === 0 ? 80 : 12) }, () => codeLine(below)),
    )
    if (lines.length > 160) lines.splice(below(100), 40)
    files.set(path, lines)
    const text = `${lines.join('\n')}\n`
    await put(`M 100644 inline ${path}\ndata ${text.length}\n${text}\n`)
  }

  const commit = async (mark, branch, parent, merged) => {
    const message = `part: ${codeLine(below).trim()}\n\n${codeLine(below)}\n`
    const when = `${START + mark * 600} +0${below(9)}00`
    await put(
      `commit refs/heads/${branch}\nmark :${mark}\nauthor A U Thor <author${below(40)}@example.com> ${when}\ncommitter C <c@example.com> ${when}\ndata ${message.length}\n${message}`,
    )
    if (parent > 0) await put(`from :${parent}\n`)
    if (merged > 0) await put(`merge :${merged}\n`)
    const changes = merged > 0 ? 1 : mark % 2000 === 0 ? 400 : 1 + below(3)
    for (let change = 0; change < changes; change++) await edit()
    await put('\n')
  }

  // One side branch in twenty commits, three commits long, merged back.
  let tip = 0
  for (let mark = 1; mark <= commits; ) {
    const side = tip > 0 && mark % 20 === 0 && mark + 4 <= commits
    if (!side) {
      await commit(mark, 'main', tip, 0)
      tip = mark++
      continue
    }
    let sideTip = tip
    for (let step = 0; step < 3; step++) {
      await commit(mark, `side${mark % 7}`, sideTip, 0)
      sideTip = mark++
    }
    await commit(mark, 'main', tip, sideTip)
    tip = mark++
  }
  child.stdin.end(pending.join(''))
  const [code] = await ended
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`)
  run(directory, 'repack', '-adq', '--depth=50', '--window=10')
  run(directory, 'commit-graph', 'write', '--reachable')
}

function run(directory, ...args) {
  const { status, stderr } = spawnSync('git', args, { cwd: directory, encoding: 'utf8' })
  if (status !== 0) throw new Error(`git ${args[0]} failed: ${stderr}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [directory, commits = '50000'] = process.argv.slice(2)
  if (directory === undefined) throw new Error('usage: node bench/history-repository.mjs DIRECTORY [COMMITS]')
  await makeHistory(resolve(directory), Number(commits))
}
