import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'rolldown'

const SOURCES = join(import.meta.dirname, '../src/report/html')
/** In the order in which they override each other. */
const STYLES = ['base', 'head', 'timeline', 'facets', 'findings', 'media']
const NAME = 'virtual:report-page'

/** Puts the parts of the HTML report into the bundle as text. For rolldown and for vitest. */
export const reportPage = {
  name: 'report-page',
  resolveId: source => (source === NAME ? `\0${NAME}` : null),
  async load(id) {
    if (id !== `\0${NAME}`) return null
    const parts = {
      markup: read('page.html'),
      style: withoutComments(STYLES.map(name => read(`style/${name}.css`)).join('')),
      script: await bundledScript(),
    }
    return Object.entries(parts)
      .map(([name, text]) => `export const ${name} = ${JSON.stringify(text)}`)
      .join('\n')
  },
}

function read(name) {
  return readFileSync(join(SOURCES, name), 'utf8').replaceAll('\r\n', '\n')
}

function withoutComments(css) {
  return css.replace(/\/\*.*?\*\//gs, '').replace(/^\s+/gm, '')
}

/** A script that stands inside the page, so it must not hold what would end its element. */
async function bundledScript() {
  const { output } = await build({
    input: join(SOURCES, 'browser/main.ts'),
    platform: 'browser',
    write: false,
    output: { format: 'iife', minify: true },
  })
  const code = output[0].code.trim()
  if (/<\/script|<!--/i.test(code)) throw new Error('The script of the report cannot stand inside a page.')
  return `\n${code}\n`
}
