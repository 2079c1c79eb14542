import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const PROJECT = join(import.meta.dirname, '..')
/** The files that declare what users of the package may name, and nothing else. */
const PUBLIC = ['errors', 'api/result', 'api/options', 'api/scan']

/** The types of the package as one file, as the compiler declares them. */
export function apiTypes() {
  const scratch = mkdtempSync(join(tmpdir(), 'keyhook-types-'))
  try {
    execFileSync(process.execPath, [compiler(), '--project', 'src/api', '--outDir', scratch], {
      cwd: PROJECT,
      stdio: 'inherit',
    })
    return PUBLIC.map(name => declarations(readFileSync(join(scratch, `${name}.d.ts`), 'utf8'))).join('')
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function compiler() {
  const manifest = createRequire(import.meta.url).resolve('typescript/package.json')
  return join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.tsc)
}

/** All are in one file, so none has to be imported. */
function declarations(text) {
  return text.replace(/^import .*;\n/gm, '').replace(/^export \{\};\n/gm, '')
}
