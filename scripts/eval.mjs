// Scores keyhook, and the peers that are installed, on the labelled cases beside the project. The cases are measured with, never copied.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '..')
const scorer = resolve(project, '../shared/eval/score.py')
if (!existsSync(scorer)) {
  console.error(`There are no labelled cases here: ${scorer} does not exist. Nothing was measured.`)
  process.exit(2)
}
const env = {
  ...process.env,
  PEERS: process.env.PEERS ?? join(homedir(), '.cache/keyhook-peers'),
  KEYHOOK: `${process.execPath} ${join(project, 'dist/keyhook.cjs')}`,
}
const asked = process.argv.slice(2)
const { status } = spawnSync('python3', [scorer, ...(asked.length > 0 ? asked : ['cases'])], { env, stdio: 'inherit' })
process.exit(status ?? 2)
