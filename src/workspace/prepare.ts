import { KeyhookError } from '../errors.ts'
import { applyEdits, inOrder, lineEndOf } from '../fix/edit.ts'
import { joint, readVariables, variableLine, withExamples, withIgnored } from '../fix/environment-file.ts'
import { type FilePlan, importsOf, type Plan } from '../fix/plan.ts'
import type { Edit, Holding } from '../fix/plan-types.ts'
import { createTransplant } from '../fix/transplant.ts'
import { type Reversal, reversals } from '../fix/undo-record.ts'
import type { IndexEntry } from '../git/index-edit.ts'
import { readWorkFile, type WorkFile } from './work-file.ts'

/** A text, of the index or of the working tree, before and after. */
export interface TextChange {
  readonly path: string
  readonly before: string | null
  readonly after: string | null
  readonly reversals: readonly Reversal[]
}

export interface WorkChange extends TextChange {
  readonly work: WorkFile
  readonly mode: number
}

/** All that a fix writes. */
export interface Preparation {
  readonly staged: readonly TextChange[]
  readonly written: readonly WorkChange[]
  /** The change of `.env`; null where it holds all values already. */
  readonly environment: {
    readonly work: WorkFile
    readonly after: string
    readonly at: number
    readonly names: readonly string[]
  } | null
  /** Places of the working tree that differ from what is staged, so that they are left as they are: path and line. */
  readonly apart: readonly { readonly path: string; readonly line: number }[]
}

export interface Surroundings {
  readonly topLevel: string
  readonly environment: WorkFile
  readonly entries: ReadonlyMap<string, IndexEntry>
  /** The staged text of a file; null where nothing is staged under that name. */
  staged(path: string): string | null
}

export const ENVIRONMENT = '.env'
export const EXAMPLE = '.env.example'
export const IGNORE = '.gitignore'

/** Turns a plan into the new texts of the index and of the working tree. Reads the working tree, writes nothing. */
export function prepare(plan: Plan, around: Surroundings): Preparation {
  const staged: TextChange[] = []
  const written: WorkChange[] = []
  const apart: { path: string; line: number }[] = []
  for (const file of plan.files) {
    staged.push(stagedChange(file))
    const work = readWorkFile(around.topLevel, file.file.path)
    if (work.text !== null) {
      const { change, left } = workChange(file, work)
      if (change !== null) written.push(change)
      apart.push(...left)
    }
  }
  for (const path of plan.untracked) staged.push({ path, before: around.staged(path), after: null, reversals: [] })
  const ignored = [ENVIRONMENT, ...plan.untracked.map(path => (path.includes('/') ? `/${path}` : path))]
  const both = [
    { path: EXAMPLE, edit: (text: string) => withExamples(text, plan.names, lineEndOf(text)) },
    { path: IGNORE, edit: (text: string) => withIgnored(text, [...new Set(ignored)], lineEndOf(text)) },
  ]
  for (const { path, edit } of both) {
    const version = plan.files.find(({ file }) => file.path === path)?.after ?? around.staged(path)
    const after = edit(version ?? '')
    if (after !== null) addTo(staged, appended(path, version, after))
    const changed = written.find(change => change.path === path)
    const work = changed?.work ?? readWorkFile(around.topLevel, path)
    const text = changed?.after ?? work.text
    const next = edit(text ?? '')
    // Outside of a sparse checkout the working tree stays without it.
    const isLeftOut = work.text === null && around.entries.get(path)?.skipsWorkTree === true
    if (next !== null && !isLeftOut) addTo(written, { ...appended(path, text, next), work, mode: work.mode })
  }
  return { staged, written, environment: environmentChange(plan, around.environment), apart }
}

/** Two changes of one file follow each other. */
function addTo<Change extends TextChange>(changes: Change[], change: Change): void {
  const index = changes.findIndex(({ path }) => path === change.path)
  const first = changes[index]
  if (first === undefined) changes.push(change)
  else changes[index] = { ...change, before: first.before, reversals: [...first.reversals, ...change.reversals] }
}

function appended(path: string, before: string | null, after: string): TextChange {
  const at = before?.length ?? 0
  return { path, before, after, reversals: [{ at, length: after.length - at, old: [] }] }
}

function holdingsOf({ changes }: FilePlan): (Holding & { variable: string })[] {
  return changes.flatMap(({ way, names }) =>
    way.holdings.map((holding, index) => ({ ...holding, variable: names[index] ?? '' })),
  )
}

function stagedChange(plan: FilePlan): TextChange {
  const { file, edits, after } = plan
  return {
    path: file.path,
    before: file.text,
    after,
    reversals: restorable(reversals(file.text, edits, holdingsOf(plan)), file.path),
  }
}

function restorable(found: Reversal[] | null, path: string): Reversal[] {
  if (found !== null) return found
  throw new KeyhookError(
    'incomplete',
    `The change of ${path} could not be taken back, so it was not made.`,
    'Change it by hand.',
  )
}

/** The same changes in the working tree's file, where its lines are those that are staged. */
function workChange(
  plan: FilePlan,
  work: WorkFile,
): { change: WorkChange | null; left: { path: string; line: number }[] } {
  const { path, text } = plan.file
  const current = work.text ?? ''
  const { move } = createTransplant(text, current)
  const edits: Edit[] = []
  const holdings: (Holding & { variable: string })[] = []
  const left: { path: string; line: number }[] = []
  for (const { way, names, edits: own } of plan.changes) {
    const moved = own.map(move)
    const places = way.holdings.map(holding => ({
      holding,
      place: move({ start: holding.start, end: holding.end, text: '' }),
    }))
    if (moved.includes(null) || places.some(({ place }) => place === null)) {
      left.push(...way.holdings.map(({ site }) => ({ path, line: site.finding.line })))
      continue
    }
    edits.push(...moved.filter(edit => edit !== null))
    for (const [index, { holding, place }] of places.entries())
      if (place !== null)
        holdings.push({ ...holding, start: place.start, end: place.end, variable: names[index] ?? '' })
  }
  if (edits.length === 0) return { change: null, left }
  const imports = importsOf(plan)
    .filter(one => !one.isIn(current))
    .map(one => one.add(current, lineEndOf(current)))
  const all = inOrder([...imports, ...edits])
  const after = applyEdits(current, all)
  const back = restorable(reversals(current, all, holdings), path)
  return { change: { path, before: current, after, reversals: back, work, mode: work.mode }, left }
}

function environmentChange(plan: Plan, work: WorkFile): Preparation['environment'] {
  if (plan.added.size === 0) return null
  const text = work.text ?? ''
  const lines = [...plan.added].map(([name, value]) => `${variableLine(name, value)}\n`)
  const after = text + joint(text) + lines.join('')
  const read = readVariables(after)
  for (const [name, value] of plan.added) {
    if (read.get(name) === value) continue
    throw new KeyhookError(
      'output',
      `.env is written in a way that ${name} cannot be added to it. Nothing was changed.`,
      'Look at its last lines, and add it by hand.',
    )
  }
  return { work, after, at: text.length, names: [...plan.added.keys()] }
}
