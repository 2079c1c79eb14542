import { isVariable } from '../detect/advice/place.ts'
import { fixCode } from './code.ts'
import { fixExample, isExampleFile } from './configuration/environment.ts'
import { fixKubernetes, isKubernetes } from './configuration/kubernetes.ts'
import { refuseConfiguration } from './configuration/no-placeholder.ts'
import { PLACEHOLDERS, plainWays } from './configuration/placeholder.ts'
import { fixYaml } from './configuration/yaml.ts'
import { defaultWay } from './default-value.ts'
import { DOCKERFILE, fixDockerfile } from './dockerfile.ts'
import { DOCUMENT, fixDocument } from './documents.ts'
import { languageOf } from './languages/index.ts'
import { fixNotebook } from './notebook.ts'
import { type Fixes, refusal, type Site, type SourceFile } from './plan-types.ts'
import { serverExample, shippedTo } from './shipped.ts'

/** How to take the secrets out of a file, and for those that have to stay, why. */
export function fixFile(file: SourceFile): Fixes {
  const shipped = file.sites.map(site => ({ site, where: shippedTo(file, site) }))
  const refusals = shipped
    .filter(({ where }) => where !== null)
    .map(({ site, where }) => refusal(site, where ?? '', serverExample(variableOf(site), site.rule.provider)))
  const sites = shipped.filter(({ where }) => where === null).map(({ site }) => site)
  if (sites.length === 0) return { ways: [], refusals }
  const fixes = fixByKind({ ...file, sites })
  return { ways: fixes.ways, refusals: [...refusals, ...fixes.refusals] }
}

function variableOf({ rule }: Site): string {
  return rule.variable !== undefined && isVariable(rule.variable) ? rule.variable : 'API_KEY'
}

function fixByKind(file: SourceFile): Fixes {
  const { path, text } = file
  if (isExampleFile(path)) return fixExample(file)
  if (/\.ipynb$/i.test(path)) return fixNotebook(file)
  if (DOCKERFILE.test(path)) return fixDockerfile(file)
  const placeholder = PLACEHOLDERS.find(({ files, says }) => files.test(path) && says?.test(text) !== false)
  if (placeholder !== undefined) {
    const isYaml = placeholder.isYaml === true && /\.ya?ml$/i.test(path)
    return withDefaults(file, rest => (isYaml ? fixYaml(rest, placeholder) : plainWays(rest, placeholder)))
  }
  if (isKubernetes(file)) return fixKubernetes(file)
  const language = languageOf(path, text)
  if (language !== null) return fixCode(file, language)
  if (DOCUMENT.test(path)) return fixDocument(file)
  return { ways: [], refusals: file.sites.map(site => refuseConfiguration(file, site)) }
}

/** `${NAME:-secret}` is read from NAME already. */
function withDefaults(file: SourceFile, fixRest: (file: SourceFile) => Fixes): Fixes {
  const found = file.sites.map(site => ({ site, way: defaultWay(file.text, site) }))
  const ways = found.flatMap(({ way }) => (way === null ? [] : [way]))
  const fixes = fixRest({ ...file, sites: found.filter(({ way }) => way === null).map(({ site }) => site) })
  return { ways: [...ways, ...fixes.ways], refusals: fixes.refusals }
}
