// Writes the transcript in docs/pre-receive.md: a real server, real pushes, a made-up key. It ends with an error, leaving the page as it was, unless each step
// ends as it should.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { KEYHOOK, openStage } from './stage.mjs'

const PAGE = resolve(import.meta.dirname, '../docs/pre-receive.md')
const DATE = '2026-01-02T03:04:05Z'

let text = ''
const stage = openStage(part => {
  text += part
}, 'pre-receive')
const { root, env } = stage
Object.assign(env, { GIT_AUTHOR_DATE: DATE, GIT_COMMITTER_DATE: DATE, LC_ALL: 'C', TZ: 'UTC' })
Object.assign(env, { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'init.defaultBranch', GIT_CONFIG_VALUE_0: 'main' })
env.PATH = `${join(root, 'bin')}:${env.PATH}`

/** The hook as the page tells to write it. */
const page = readFileSync(PAGE, 'utf8')
const hook = /^```sh\n(#!\/bin\/sh\n.*?)^```$/ms.exec(page)?.[1] ?? ''

try {
  stage.enter('.')
  stage.write('bin/keyhook', `#!/bin/sh\nexec "${process.execPath}" "${KEYHOOK}" "$@"\n`, 0o755)
  stage.prepare('git init -q --bare server.git && git clone -q server.git work 2>/dev/null')
  stage.enter('work')
  stage.write('README.md', 'An application.\n')
  stage.prepare('git add README.md && git commit -q -m Start && git push -q origin main')
  stage.write('../server.git/hooks/pre-receive', hook, 0o755)
  stage.plant('client.js')
  stage.show('git add client.js && git commit -q --no-verify -m "Talk to the model"')
  stage.show('git push origin main', 'stopped')
  stage.write('client.js', 'export const client = new OpenAI()\n')
  stage.show('git commit -q --all --amend --no-edit    # the key is in .env now')
  stage.show('git push -q origin main')
  stage.refuseLeak(text)
} finally {
  stage.remove()
}

const shown = text
  .replaceAll(root, '<tmp>')
  .replace(/[ \t]+$/gm, '')
  .trim()
const block = /^```console\n.*?^```$/ms
if (!block.test(page)) throw new Error(`${PAGE} has no block for the transcript`)
writeFileSync(
  PAGE,
  page.replace(block, () => `\`\`\`console\n${shown}\n\`\`\``),
)
console.log('docs/pre-receive.md is written: every step ended as it should.')
