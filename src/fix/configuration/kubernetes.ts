import { isMap, isScalar, type Pair, visit, type YAMLMap } from 'yaml'
import { lineEndOf } from '../edit.ts'
import { type Fixes, type Refusal, refusal, type Site, type SourceFile, type Way } from '../plan-types.ts'
import { documentsOf } from './yaml.ts'

export function isKubernetes({ path, text }: SourceFile): boolean {
  return (
    /\.(?:ya?ml|json)$/i.test(path) &&
    /^[ \t]*["']?apiVersion["']?\s*:/m.test(text) &&
    /^[ \t]*["']?kind["']?\s*:/m.test(text)
  )
}

/** The values of a container's variables become references to a Secret; a manifest of a Secret does not belong into git. */
export function fixKubernetes(file: SourceFile): Fixes {
  const ways: Way[] = []
  const refusals: Refusal[] = []
  for (const site of file.sites) {
    const found = fixSite(file, site)
    if ('why' in found) refusals.push(found)
    else ways.push(found)
  }
  return { ways, refusals }
}

function fixSite({ text }: SourceFile, site: Site): Way | Refusal {
  for (const document of documentsOf(text)) {
    const [start, , end] = document.range
    if (site.start < start || site.end > end) continue
    const kind = String(document.get('kind') ?? '')
    const name = String(document.getIn(['metadata', 'name']) ?? 'app').replace(/[^a-z0-9-]/g, '') || 'app'
    if (kind === 'Secret' || kind === 'ConfigMap')
      return refusal(
        site,
        `a ${kind} in git is readable to all who have the repository`,
        inCluster(kind === 'Secret' ? name : `${name}-secrets`),
      )
    const variable = variableAt(document, site)
    if (variable === null)
      return refusal(
        site,
        'only the value of a variable of a container can be a reference',
        inCluster(`${name}-secrets`),
      )
    return reference(text, site, variable, `${name}-secrets`)
  }
  return refusal(site, 'the file is not valid YAML, so it could not be read')
}

function inCluster(secret: string): string[] {
  return [`kubectl create secret generic ${secret} --from-env-file=.env`]
}

interface Variable {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** `name: X` and `value: secret`, side by side in the block style. */
function variableAt(document: ReturnType<typeof documentsOf>[number], site: Site): Variable | null {
  let found: Variable | null = null
  visit(document, {
    Pair(_, pair: Pair, path) {
      const map = path.at(-1)
      const { key, value } = pair
      if (!isScalar(key) || key.value !== 'value' || !isScalar(value) || !isMap(map)) return
      const [start, end] = value.range ?? [0, 0]
      const name = (map as YAMLMap).get('name')
      const isWhole = typeof value.value === 'string' && value.value.length === site.end - site.start
      if (start > site.start || end < site.end || !isWhole || map.flow === true || typeof name !== 'string') return
      found = { name, start: key.range?.[0] ?? start, end }
    },
  })
  return found
}

function reference(text: string, site: Site, { name, start, end }: Variable, secret: string): Way {
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1))
  const lines = (key: string): string[] => [
    'valueFrom:',
    `${indent}  secretKeyRef:`,
    `${indent}    name: ${secret}`,
    `${indent}    key: ${key}`,
  ]
  const isVariable = /^[A-Z][A-Z0-9_]*$/.test(name)
  return {
    holdings: [{ site, value: site.value, start: site.start, end: site.end, ...(isVariable ? { name } : {}) }],
    edits: ([key = '']) => [{ start, end, text: lines(key).join(lineEndOf(text)) }],
    says: () => ['Store it in the cluster:', `    ${inCluster(secret)[0]}`],
  }
}
