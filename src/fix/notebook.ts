import { isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap } from 'yaml'
import { fixCode } from './code.ts'
import { fixDocument } from './documents.ts'
import { languages } from './languages/index.ts'
import type { Language } from './languages/language.ts'
import { type CellText, cellText } from './notebook-cell.ts'
import { type Edit, type Fixes, type Refusal, refusal, type Site, type SourceFile, type Way } from './plan-types.ts'

/** A notebook is JSON: the code of its cells is changed within the strings that hold it, and nothing else. */
export function fixNotebook(file: SourceFile): Fixes {
  // JSON is YAML, whose reader tells positions.
  const document = parseDocument(file.text, { logLevel: 'silent', uniqueKeys: false })
  const found = document.get('cells')
  const cells = isSeq(found) ? found.items.filter(isMap).map(node => openCell(file.text, node)) : []
  const usual = String(document.getIn(['metadata', 'kernelspec', 'language']) ?? 'python').toLowerCase()
  const ways: Way[] = []
  const refusals: Refusal[] = []
  let isImported = false
  for (const [index, cell] of cells.entries()) {
    const sites = file.sites.filter(site => isWithin(cell.node, site))
    if (sites.length === 0) continue
    const fixed = fixCell(file, cell, sites, usual)
    refusals.push(...fixed.refusals)
    const needs = fixed.ways.find(way => way.needs !== undefined)?.needs
    const first = fixed.ways[0]
    const isKnown =
      needs === undefined ||
      isImported ||
      cells.slice(0, index + 1).some(({ source }) => needs.isIn(source?.text ?? ''))
    if (!isKnown && first !== undefined && cell.source !== null) {
      const added = cell.source.insertedLine(needs.add(cell.source.text, '\n'))
      fixed.ways[0] = { ...first, edits: names => [added, ...first.edits(names)] }
      isImported = true
    }
    // The import stands in the cell, not on top of the file.
    ways.push(...fixed.ways.map(way => ({ ...way, needs: undefined })))
  }
  const placed = new Set([...ways.flatMap(({ holdings }) => holdings), ...refusals].map(({ site }) => site))
  for (const site of file.sites) if (!placed.has(site)) refusals.push(refusal(site, 'it stands outside of the cells'))
  return { ways, refusals }
}

interface Cell {
  readonly node: Node
  readonly kind: string
  readonly source: CellText | null
}

function openCell(text: string, node: YAMLMap): Cell {
  const source = node.get('source', true)
  const strings = isSeq(source) ? source.items.filter(isScalar) : isScalar(source) ? [source] : []
  const places = strings.map(({ range }) => ({ start: range?.[0] ?? 0, end: range?.[1] ?? 0 }))
  const isKnown = places.length > 0
  return { node, kind: String(node.get('cell_type')), source: isKnown ? cellText(text, places, isSeq(source)) : null }
}

function isWithin({ range }: Node, { start, end }: Site): boolean {
  return range != null && range[0] <= start && end <= range[1]
}

function fixCell(
  file: SourceFile,
  { kind, source }: Cell,
  sites: readonly Site[],
  usual: string,
): { ways: Way[]; refusals: Refusal[] } {
  const moved = sites.map(site => ({ site, at: source?.placeOf(site.start, site.end) ?? null }))
  const outside = moved
    .filter(({ at }) => at === null)
    .map(({ site }) =>
      refusal(site, 'it was printed into an output', ['Clear the outputs of the notebook, and stage it again.']),
    )
  if (source === null || outside.length > 0) return { ways: [], refusals: outside }
  const inside = moved.map(({ site, at }) => ({ ...site, ...at }))
  const original = (site: Site): Site => sites[inside.indexOf(site as (typeof inside)[number])] ?? site
  const language = languageIn(source.text, usual)
  if (kind !== 'markdown' && language === null)
    return { ways: [], refusals: sites.map(site => refusal(site, 'keyhook does not know the language of this cell')) }
  const program = { path: `${file.path}.py`, text: source.text, sites: inside }
  const { ways, refusals } =
    kind === 'markdown' || language === null ? fixDocument(program) : fixCode(program, language)
  const result: { ways: Way[]; refusals: Refusal[] } = {
    ways: [],
    refusals: refusals.map(one => ({ ...one, site: original(one.site) })),
  }
  for (const way of ways) {
    const holdings = way.holdings.map(one => {
      const site = original(one.site)
      return { ...one, site, start: source.rawStart(one.start), end: source.rawEnd(one.end) }
    })
    const edits = (names: readonly string[]): (Edit | null)[] => way.edits(names).map(source.rawEdit)
    if (edits(holdings.map(() => 'NAME')).includes(null))
      result.refusals.push(...holdings.map(({ site }) => refusal(site, 'it stands in a text of several lines')))
    else
      result.ways.push({
        ...way,
        holdings,
        needs: way.needs,
        edits: names => edits(names).filter(edit => edit !== null),
      })
  }
  return result
}

/** A first line such as `%%bash` says that the cell is in another language. */
function languageIn(text: string, usual: string): Language | null {
  const magic = /^%%(\w+)/.exec(text)?.[1]
  const id = magic === undefined || /^(?:time|timeit|capture|prun)$/.test(magic) ? usual : magic
  const known = /^(?:bash|sh)$/.test(id) ? 'shell' : id === 'typescript' ? 'javascript' : id
  return languages.find(language => language.id === known) ?? null
}
