import { importEdits } from './code.ts'
import { isEnvironmentFile, isExampleFile } from './configuration/environment.ts'
import { applyEdits, inOrder } from './edit.ts'
import { readVariables, variableLine } from './environment-file.ts'
import { fixFile } from './fix-file.ts'
import { holesFor } from './holes.ts'
import { type Edit, type Import, type Refusal, refusal, type SourceFile, type Way } from './plan-types.ts'
import { serverExample, shippedTo } from './shipped.ts'
import { createNaming, type Naming } from './variable-name.ts'

/** One place of a file, with the names of its variables. */
export interface Change {
  readonly edits: readonly Edit[]
  readonly way: Way
  readonly names: readonly string[]
}

export interface FilePlan {
  readonly file: SourceFile
  readonly changes: readonly Change[]
  /** All edits of the staged text, imports too. */
  readonly edits: readonly Edit[]
  readonly after: string
}

export interface Plan {
  readonly files: readonly FilePlan[]
  /** Environment files, which leave git and stay in the working tree. */
  readonly untracked: readonly string[]
  /** Variables that `.env` lacks, with their values. */
  readonly added: ReadonlyMap<string, string>
  /** All variables that are read, in order. */
  readonly names: readonly string[]
  /** What is left for people to do. */
  readonly left: readonly string[]
  readonly refusals: readonly Refusal[]
}

/**
 * What has to change so that no secret is left in the files.
 *
 * @param environment the text of `.env`, '' where there is none
 */
export function planFix(files: readonly SourceFile[], environment: string): Plan {
  const naming = createNaming(readVariables(environment))
  const refusals: Refusal[] = []
  const plans: FilePlan[] = []
  const untracked: string[] = []
  const names: string[] = []
  const left: string[] = []
  for (const file of files) {
    if (isEnvironmentFile(file.path) && !isExampleFile(file.path)) {
      refusals.push(...shippedIn(file))
      untracked.push(file.path)
      names.push(...namesIn(file))
      continue
    }
    const plan = planFile(file, naming, refusals)
    plans.push(plan)
    for (const change of plan.changes) {
      names.push(...change.names)
      left.push(...(change.way.says?.(change.names) ?? []))
    }
  }
  return {
    files: plans.filter(({ changes }) => changes.length > 0),
    untracked,
    added: naming.added,
    names: [...new Set(names)],
    left: [...new Set(left)],
    refusals,
  }
}

function planFile(file: SourceFile, naming: Naming, refusals: Refusal[]): FilePlan {
  const fixes = fixFile(file)
  refusals.push(...fixes.refusals)
  const changes: Change[] = []
  for (const way of fixes.ways) {
    const named = way.holdings.map(holding => naming.nameFor(file, holding))
    const fault = faultOf(file, way, named)
    if (fault === null) {
      const names = named.map(name => name ?? '')
      changes.push({ way, names, edits: inOrder(way.edits(names)) })
    } else refusals.push(...way.holdings.map(({ site }) => refusal(site, fault)))
  }
  for (const [index, { edits, way }] of changes.entries()) {
    const others = changes.flatMap((other, at) => (at < index ? other.edits : []))
    if (edits.some(one => others.some(other => one.start < other.end && other.start < one.end)))
      refusals.push(...way.holdings.map(({ site }) => refusal(site, 'it stands within another text with a secret')))
  }
  if (refusals.some(({ site }) => file.sites.includes(site))) return { file, changes, edits: [], after: file.text }
  const edits = inOrder([
    ...importEdits(
      file.text,
      changes.map(({ way }) => way),
    ),
    ...changes.flatMap(change => change.edits),
  ])
  return { file, changes, edits, after: applyEdits(file.text, edits) }
}

/** What keeps a way from being carried out and taken back again. */
function faultOf({ text }: SourceFile, { holdings }: Way, names: readonly (string | null)[]): string | null {
  for (const [index, { start, end, value, name }] of holdings.entries()) {
    const variable = names[index] ?? null
    if (variable === null) return `.env has another value for ${name}`
    if (variableLine(variable, value) === null)
      return 'its value cannot be written to .env so that all programs read it alike'
    if (holesFor(text.slice(start, end), variable, value) === null)
      return 'it is written in a way that could not be restored'
  }
  return null
}

function shippedIn(file: SourceFile): Refusal[] {
  return file.sites.flatMap(site => {
    const where = shippedTo(file, site)
    return where === null
      ? []
      : [refusal(site, where, serverExample(site.rule.variable ?? 'API_KEY', site.rule.provider))]
  })
}

/** The variables of an environment file that hold its secrets. */
function namesIn({ text, sites }: SourceFile): string[] {
  return [...readVariables(text)]
    .filter(([, held]) => sites.some(({ value }) => held.includes(value)))
    .map(([name]) => name)
}

/** The imports that a file's changes need in another version of it. */
export function importsOf({ changes }: FilePlan): Import[] {
  return [...new Set(changes.flatMap(({ way }) => (way.needs === undefined ? [] : [way.needs])))]
}
