import { addItems, type Item } from '../yaml/edit.ts'

/** A rule as it is written, with no more than is said of it. */
export interface NewRule {
  readonly id: string
  readonly provider?: string
  readonly keywords: readonly string[]
  readonly pattern: string
  readonly examples: readonly string[]
  readonly severity: string
}

/** What is added to a configuration; each with a remark that says where it comes from, or ''. */
export interface Additions {
  readonly ignore: readonly Remarked<string>[]
  readonly disable: readonly Remarked<string>[]
  readonly markers: readonly Remarked<string>[]
  readonly rules: readonly Remarked<NewRule>[]
}

interface Remarked<T> {
  readonly value: T
  readonly remark: string
}

const LISTS = ['disable', 'ignore', 'markers', 'rules'] as const

/**
 * Adds to the text of a valid `.keyhook/config.yml`, and changes no other byte of it.
 *
 * @param text null where there is no file yet
 */
export function addToConfiguration(text: string | null, additions: Additions): string {
  const source = text === null || text.trim() === '' ? 'version: 1\n' : text
  return LISTS.reduce((before, key) => {
    const items = key === 'rules' ? additions.rules.map(ruleItem) : additions[key].map(textItem)
    return items.length === 0 ? before : addItems(before, key, items)
  }, source)
}

function textItem({ value, remark }: Remarked<string>): Item {
  // Names of rules and tools are plain words; globs are quoted always.
  const written = /^[a-z][a-z0-9-]*$/.test(value) ? value : JSON.stringify(value)
  return { block: indent => [`${' '.repeat(indent)}- ${written}${comment(remark)}`], flow: JSON.stringify(value) }
}

function ruleItem({ value, remark }: Remarked<NewRule>): Item {
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  const lines = fields.map(([name, field], index) => {
    const plain = name === 'id' || name === 'severity'
    return `${name}: ${plain ? field : listed(field)}${index === 0 ? comment(remark) : ''}`
  })
  return {
    block: indent => lines.map((line, index) => `${' '.repeat(indent)}${index === 0 ? '- ' : '  '}${line}`),
    flow: `{ ${fields.map(([name, field]) => `${name}: ${listed(field)}`).join(', ')} }`,
  }
}

/** JSON is YAML; of the two it is the one that needs no thought about what has to be quoted. */
function listed(value: string | readonly string[]): string {
  return typeof value === 'string' ? JSON.stringify(value) : `[${value.map(each => JSON.stringify(each)).join(', ')}]`
}

function comment(remark: string): string {
  return remark === '' ? '' : ` # ${remark}`
}
