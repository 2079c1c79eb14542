import { createHash } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { CORPUS } from './environment.mjs'
import { MB } from './scenes.mjs'

const MOST = 60 * MB
const SAMPLE = 2 * MB
const SOURCE = new Set(['.js', '.mjs', '.cjs', '.ts', '.py'])

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  )) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (entry.isFile()) yield path
  }
}

/** Which tree a published file belongs to. What has lines of hundreds of characters was written by a program. */
function kindOf(path, bytes) {
  const extension = extname(path)
  if (extension === '.json' || extension === '.map') return 'JSON'
  if (!SOURCE.has(extension)) return null
  let lines = 1
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++
  return bytes.length / lines > 250 ? 'minified' : 'source'
}

/** Made-up bytes, with words between them as a program has. */
function* binaries() {
  const words = Buffer.from('error: cannot open %s\0GLIBC_2.34\0_init\0.text\0')
  for (let number = 0; number < 30; number++) {
    const parts = []
    for (let part = 0; part < 1500; part++)
      parts.push(createHash('shake256', { outputLength: 640 }).update(`${number} ${part}`).digest(), words)
    yield Buffer.concat(parts)
  }
}

const MADE_UP = {
  source: number => `export function part${number}(value) {\n  return value + ${number} // and so on\n}\n`,
  minified: number => `function a${number}(b,c){return b.d(c)+${number}},e${number}=f=>f?g[${number}]:h;`,
  JSON: number => `  { "name": "part${number}", "size": ${number}, "tags": ["one", "two"] },\n`,
}

class Tree {
  constructor(root, name, origin) {
    this.name = name
    this.origin = origin
    this.folder = join(root, name)
    this.files = 0
    this.bytes = 0
    this.sample = { folder: join(root, `${name}-sample`), bytes: 0 }
    mkdirSync(this.folder, { recursive: true })
    mkdirSync(this.sample.folder, { recursive: true })
  }

  /** Every twentieth file is part of the sample too, while that is small. */
  add(name, bytes) {
    if (this.bytes + bytes.length > MOST) return
    const file = join(this.folder, `${this.files}-${name}`)
    writeFileSync(file, bytes)
    const isSampled = this.files++ % 20 === 0 || this.name === 'minified' || this.name === 'binary'
    this.bytes += bytes.length
    if (!isSampled || this.sample.bytes + bytes.length > SAMPLE) return
    linkSync(file, join(this.sample.folder, `${this.files}-${name}`))
    this.sample.bytes += bytes.length
  }
}

/** Trees of four kinds below `root`, each up to 60 MB, cut from the corpus where it is there. */
export function makeTrees(root) {
  const isThere = existsSync(join(CORPUS, 'npm'))
  const trees = ['source', 'minified', 'JSON'].map(
    name => new Tree(root, name, isThere ? 'published packages' : 'made up'),
  )
  for (const path of isThere ? filesBelow(CORPUS) : []) {
    const bytes = readFileSync(path)
    trees.find(({ name }) => name === kindOf(path, bytes))?.add(path.slice(path.lastIndexOf('/') + 1), bytes)
  }
  for (const tree of isThere ? [] : trees)
    for (let file = 0; file < 1000; file++)
      tree.add(
        'a.js',
        Buffer.from(Array.from({ length: 500 }, (_, line) => MADE_UP[tree.name](file * 500 + line)).join('')),
      )
  const binary = new Tree(root, 'binary', 'made up')
  for (const bytes of binaries()) binary.add('a.bin', bytes)
  return [...trees, binary]
}
