import { placeholderFor } from '../environment-file.ts'
import type { Fixes, SourceFile, Way } from '../plan-types.ts'

const ENVIRONMENT_FILE = /(?:^|\/)\.env(?:[._-][\w.-]+)?$/
const EXAMPLE = /[._-](?:example|sample|template|tmpl|tpl|dist|defaults?|schema)(?:[._-]|$)/

export function isEnvironmentFile(path: string): boolean {
  return ENVIRONMENT_FILE.test(path)
}

export function isExampleFile(path: string): boolean {
  return isEnvironmentFile(path) && EXAMPLE.test(path)
}

/** In an example for everyone a placeholder takes the value's place. */
export function fixExample({ text, sites }: SourceFile): Fixes {
  const ways = sites.map((site): Way => {
    const line = text.slice(text.lastIndexOf('\n', site.start - 1) + 1, site.start)
    const name = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*["']?$/.exec(line)?.[1]
    const { start, end, value } = site
    return {
      holdings: [{ site, start, end, value, name }],
      edits: ([variable = '']) => [{ start, end, text: placeholderFor(name ?? variable) }],
    }
  })
  return { ways, refusals: [] }
}
