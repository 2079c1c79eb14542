import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml'
import { KeyhookError } from '../errors.ts'
import { type Change, writing } from './changes.ts'
import { installScript, type Project } from './project.ts'
import type { ScriptEdit } from './record.ts'
import { readText, type Splice, withoutEdit } from './splice.ts'

/**
 * The same in sh and in cmd. Where the package is absent, as after `npm ci --omit=dev`, it does nothing; where it is there, its
 * exit code is the script's.
 */
export const PREPARE =
  "node -e \"let k;try{k=require.resolve('keyhook/package.json')}catch{}k&&require(k+'/../dist/keyhook.cjs')\" keyhook init"

/** Whether the project's script already starts keyhook, in whatever form. */
export function isPrepared(project: Project): boolean {
  return /\bkeyhook\b/.test(project.scripts[installScript(project)] ?? '')
}

/** Whether the script would run in nobody's clone but the project's own: a `postinstall` runs at each user of a published package. */
export function canPrepare(project: Project): boolean {
  return installScript(project) === 'prepare' || project.isPrivate
}

/**
 * Adds keyhook to the script that runs after an installation; everything else in the file stays as it is, byte for byte.
 * JSON is read as YAML, whose parser tells where each value stands.
 *
 * @throws KeyhookError 'install' where the file's form is not understood, or where the script would run elsewhere too
 */
export function addScript(project: Project): { readonly edit: ScriptEdit; readonly changes: Change[] } {
  if (!canPrepare(project)) {
    throw new KeyhookError(
      'install',
      `yarn runs no "prepare", and the "postinstall" of a package that is published runs at its users: ${project.path}`,
      'Where it is never published, say so in it with "private": true, and run again: npx keyhook init --prepare',
    )
  }
  const bom = project.text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = project.text.slice(bom.length)
  const { start, end, added } = placeOf(text, project)
  const content = bom + text.slice(0, start) + added + text.slice(end)
  return {
    edit: { path: project.path, removed: text.slice(start, end), added },
    changes: writing(project.path, content),
  }
}

/** Takes the addition back; null where the user has changed it since. */
export function removeScript({ path, removed, added }: ScriptEdit): Change[] | null {
  const text = readText(path)
  const rest = text === null ? null : withoutEdit(text, { removed, added })
  return rest === null ? null : writing(path, rest)
}

function placeOf(text: string, project: Project): Splice {
  const root = parseDocument(text).contents
  if (!isMap(root)) throw misunderstood(project.path)
  const scripts = memberOf(root, 'scripts')
  const name = installScript(project)
  const line = `"${name}": ${JSON.stringify(PREPARE)}`
  if (scripts === undefined) {
    const inner = indentation(text)
    const lineFeed = text.includes('\r\n') ? '\r\n' : '\n'
    return append(text, root, `"scripts": {${lineFeed}${inner}${inner}${line}${lineFeed}${inner}}`, '')
  }
  if (!isMap(scripts)) throw misunderstood(project.path)
  const prepare = memberOf(scripts, name)
  if (prepare === undefined) return append(text, scripts, line, indentation(text))
  if (!isScalar(prepare)) throw misunderstood(project.path)
  const [start, end] = rangeOf(prepare)
  const earlier = (project.scripts[name] ?? '').trim()
  return { start, end, added: JSON.stringify(earlier === '' ? PREPARE : `${grouped(earlier)} && ${PREPARE}`) }
}

/** After the last member, set as that one is; in an empty object, on a line of its own. */
function append(text: string, map: YAMLMap, member: string, outer: string): Splice {
  const last = map.items.at(-1)
  if (last === undefined) {
    const [start, end] = rangeOf(map)
    const lineFeed = text.includes('\r\n') ? '\r\n' : '\n'
    return { start, end, added: `{${lineFeed}${outer}${indentation(text)}${member}${lineFeed}${outer}}` }
  }
  const [keyStart] = rangeOf(last.key)
  const [, end] = rangeOf(last.value)
  const space = /[ \t\r\n]*$/.exec(text.slice(0, keyStart))?.[0] ?? ''
  return { start: end, end, added: `,${space === '' ? ' ' : space}${member}` }
}

/** In cmd, `&&` binds before `||` and `&`; in sh it does not. Brackets make both agree. */
function grouped(script: string): string {
  return /[|;#]|(?:^|[^&])&(?:[^&]|$)/.test(script) ? `(${script})` : script
}

function indentation(text: string): string {
  return /\n([ \t]+)"/.exec(text)?.[1] ?? '  '
}

function memberOf(map: YAMLMap, name: string): unknown {
  return map.items.find(pair => isScalar(pair.key) && pair.key.value === name)?.value
}

function rangeOf(node: unknown): [start: number, end: number] {
  if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
    const [start, end]: unknown[] = node.range
    if (typeof start === 'number' && typeof end === 'number') return [start, end]
  }
  throw misunderstood('package.json')
}

function misunderstood(path: string): KeyhookError {
  return new KeyhookError(
    'install',
    `The script that runs keyhook could not be added to ${path}`,
    `Add it by hand: ${PREPARE}`,
  )
}
