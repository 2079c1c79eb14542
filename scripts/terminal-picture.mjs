// Writes docs/images/commit.svg: a commit with a key in it, as it is stopped in a terminal. It is a real run, in a repository made for it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { terminalSvg } from './ansi-svg.mjs'
import { KEYHOOK, openStage } from './stage.mjs'

const IMAGE = resolve(import.meta.dirname, '../docs/images/commit.svg')

let shown = ''
const stage = openStage(part => {
  shown += part
}, 'picture')
try {
  Object.assign(stage.env, { LC_ALL: 'C', TZ: 'UTC', npm_config_offline: 'true' })
  Object.assign(stage.env, {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'init.defaultBranch',
    GIT_CONFIG_VALUE_0: 'main',
  })
  stage.enter('app')
  // As where it is a dependency: what is told to be copied then begins with npx.
  stage.prepare('git init -q && mkdir -p src node_modules/keyhook && echo {} > node_modules/keyhook/package.json')
  stage.prepare(`echo node_modules > .gitignore && node ${KEYHOOK} init`)
  stage.plant('src/client.js')
  stage.prepare('git add .gitignore src')
  shown = ''
  Object.assign(stage.env, { FORCE_COLOR: '1' })
  stage.show('git commit -m "Talk to the model"', 'stopped')
  stage.refuseLeak(shown)
  const text = shown.trimStart().replace(/^\$ /, '\x1b[2m$\x1b[22m ')
  const title = 'A terminal: git commit is stopped by keyhook, which names the key, its line, and what to do.'
  const image = terminalSvg(text, { title, columns: 80 })
  stage.refuseLeak(image)
  mkdirSync(join(IMAGE, '..'), { recursive: true })
  writeFileSync(IMAGE, image)
  console.log(`${IMAGE} is written.`)
} finally {
  stage.remove()
}
