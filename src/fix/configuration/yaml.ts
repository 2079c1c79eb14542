import { isScalar, parseAllDocuments, type Scalar, visit } from 'yaml'
import { applyEdits } from '../edit.ts'
import { type Edit, type Fixes, refusal, type Site, type SourceFile, type Way } from '../plan-types.ts'
import { type Placeholder, plainWay } from './placeholder.ts'

/** All the values of a YAML text, and where they stand. */
export function scalarsOf(text: string): Scalar[] {
  const scalars: Scalar[] = []
  for (const document of documentsOf(text)) {
    visit(document, {
      Scalar(_, node) {
        if (isScalar(node)) scalars.push(node)
      },
    })
  }
  return scalars
}

export function documentsOf(text: string) {
  const documents = parseAllDocuments(text, { keepSourceTokens: true, logLevel: 'silent', uniqueKeys: false })
  return Array.isArray(documents) ? documents : []
}

/** What a text says, as JSON; null where it cannot be read. */
function meaning(text: string): string | null {
  const documents = documentsOf(text)
  if (documents.some(({ errors }) => errors.length > 0)) return null
  try {
    return JSON.stringify(documents.map(document => document.toJS({ maxAliasCount: 0 })))
  } catch {
    return null
  }
}

/** Puts placeholders into the values of a YAML file; one that would be read as something else is quoted. */
export function fixYaml(file: SourceFile, placeholder: Placeholder): Fixes {
  const ways: Way[] = []
  const refusals: Fixes['refusals'][number][] = []
  const before = meaning(file.text)
  for (const site of file.sites) {
    const plain = plainWay(file.text, site, placeholder.write, placeholder.todo)
    if (before === null) {
      refusals.push(refusal(site, 'the file is not valid YAML, so the change could not be checked'))
      continue
    }
    const wanted = (name: string): string | null => expected(before, file.text, site, placeholder.write(name))
    const works = (edits: Edit[]): boolean => meaning(applyEdits(file.text, edits)) === wanted('NAME')
    const quoted = quotedEdit(file.text, site, placeholder)
    if (works(plain.edits(['NAME']))) ways.push(plain)
    else if (quoted !== null && works(quoted(['NAME']))) ways.push({ ...plain, edits: quoted })
    else refusals.push(refusal(site, `${placeholder.reader} would not read a variable here`))
  }
  return { ways, refusals }
}

/** What the text has to mean afterwards: the same, with the placeholder in place of the secret. */
function expected(before: string, text: string, { start, end }: Site, written: string): string | null {
  const secret = text.slice(start, end)
  const inJson = (value: string): string => JSON.stringify(value).slice(1, -1)
  const spots = before.split(inJson(secret))
  if (spots.length < 2) return null
  // Of several equal ones only this one is replaced, by the order in which they stand.
  const index = text.slice(0, start).split(secret).length
  return `${spots.slice(0, index).join(inJson(secret))}${inJson(written)}${spots.slice(index).join(inJson(secret))}`
}

/** The whole value, between double quotes. */
function quotedEdit(text: string, site: Site, { write }: Placeholder): ((names: readonly string[]) => Edit[]) | null {
  const scalar = scalarsOf(text).find(({ range }) => range != null && range[0] <= site.start && site.end <= range[1])
  if (scalar?.range == null || scalar.type !== 'PLAIN') return null
  const [start, end] = scalar.range
  return ([name = '']) => {
    const value = text.slice(start, site.start) + write(name) + text.slice(site.end, end)
    return [{ start, end, text: JSON.stringify(value) }]
  }
}
