import { closest } from 'fastest-levenshtein'
import * as v from 'valibot'
import type { Problem } from './problem.ts'
import type { Reading } from './read.ts'
import type { Path } from './walk.ts'

/** A field that must hold text. */
export const text = (field: string) => v.string(`${field} must be text: put it in quotes`)

/** Asks whether the nearest of the known words was meant; says nothing of the word itself, which may be a pasted key. */
export function perhaps(word: string, known: readonly string[]): string {
  return known.length === 0 ? '' : `: did you mean ${closest(word.slice(0, 100), known)}?`
}

/** Whether a parsed value is a mapping of fields. */
export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Names each field that is not one of `allowed`, with the one that was perhaps meant. */
export function unknownFields(value: unknown, path: Path, allowed: readonly string[], reading: Reading): Problem[] {
  if (!isFields(value)) return []
  return Object.keys(value)
    .filter(field => !allowed.includes(field))
    .map(field => ({
      line: reading.lineOf([...path, field]),
      text: `unknown field${perhaps(field, allowed)} Known are ${allowed.join(', ')}`,
    }))
}

/** What a schema finds wrong with a value, each with its line; the messages of the schema must not quote the value. */
export function shapeProblems(issues: readonly v.BaseIssue<unknown>[], path: Path, reading: Reading): Problem[] {
  return issues.map(issue => {
    const below = (issue.path ?? []).flatMap(({ key }) =>
      typeof key === 'string' || typeof key === 'number' ? [key] : [],
    )
    const isMissing = issue.received === 'undefined' && below.length > 0
    return {
      line: reading.lineOf([...path, ...below]),
      text: isMissing ? `${below.at(-1)} is missing` : issue.message,
    }
  })
}

/** A list that may be left out or left empty. */
export function listOf<T extends v.GenericSchema>(field: string, item: T) {
  const list = v.array(item, `${field} must be a list: [a, b]`)
  return v.pipe(
    v.nullish(list, []),
    v.transform(items => items ?? []),
  )
}

/** One of a few words. */
export function oneOf<const T extends readonly string[]>(field: string, words: T) {
  return v.picklist(words, `${field} must be one of ${words.join(', ')}`)
}
