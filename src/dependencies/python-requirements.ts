import { join } from 'node:path'
import { fieldsOf, readText } from './own-files.ts'
import { normalized } from './python-name.ts'

/** Files in which a Python project says what it needs. */
const REQUIREMENTS = /(?:^|\/)(?:requirements[\w.-]*\.(?:txt|in)|requirements\/[\w.-]+\.(?:txt|in)|constraints\.txt)$/
const TOML = /(?:^|\/)(?:pyproject\.toml|Pipfile)$/
const CONFIGURATION = /(?:^|\/)setup\.cfg$/

/**
 * The packages that a project asks for itself.
 *
 * @param paths the project's own paths
 * @returns null where no file says, so that only the installer's own mark is left to tell
 */
export async function namesRequired(topLevel: string, paths: readonly string[]): Promise<ReadonlySet<string> | null> {
  const names: string[] = []
  let told = false
  for (const path of paths.slice(0, 200_000)) {
    const kind = REQUIREMENTS.test(path) || CONFIGURATION.test(path) ? 'lines' : TOML.test(path) ? 'toml' : null
    if (kind === null) continue
    const text = readText(join(topLevel, path))
    if (text === null) continue
    const found = kind === 'toml' ? await namesInToml(text) : namesInLines(text)
    if (found === null) continue
    told = true
    names.push(...found)
  }
  return told ? new Set(names) : null
}

/** `name[extra]>=1; marker # why`, a line each. */
export function namesInLines(text: string): string[] {
  return text
    .split('\n')
    .map(nameOf)
    .filter(name => name !== '')
}

function nameOf(line: string): string {
  const match = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:[<>=!~;@#(]|$)/.exec(line)
  return match === null ? '' : normalized(match[1] ?? '')
}

/** PEP 621, PEP 735, poetry and pipenv; null where the file is no TOML, or says nothing of it. */
async function namesInToml(text: string): Promise<string[] | null> {
  const { parse } = await import('smol-toml')
  let root: ReadonlyMap<string, unknown>
  try {
    root = fieldsOf(parse(text))
  } catch {
    return null
  }
  const project = fieldsOf(root.get('project'))
  const poetry = fieldsOf(fieldsOf(root.get('tool')).get('poetry'))
  const lists = [
    project.get('dependencies'),
    ...values(project.get('optional-dependencies')),
    ...values(root.get('dependency-groups')),
  ]
  const tables = [
    poetry.get('dependencies'),
    poetry.get('dev-dependencies'),
    ...values(poetry.get('group')).map(group => fieldsOf(group).get('dependencies')),
    root.get('packages'),
    root.get('dev-packages'),
  ]
  if ([...lists, ...tables].every(part => part === undefined)) return null
  return [
    ...lists.flatMap(list => (Array.isArray(list) ? list.filter(item => typeof item === 'string').map(nameOf) : [])),
    ...tables.flatMap(table => [...fieldsOf(table).keys()].map(normalized)),
  ].filter(name => name !== '')
}

function values(table: unknown): unknown[] {
  return [...fieldsOf(table).values()]
}
