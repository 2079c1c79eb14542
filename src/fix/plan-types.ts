import type { Finding, Revealed, Rule } from '../types.ts'

/**
 * The nouns of a fix: a secret's site in a file -> a way to take it out -> edits. All texts are one character a byte, so that an index is an offset
 * in bytes and any encoding that extends ASCII comes out as it went in.
 */

/** A replacement of the text from `start` to `end` (exclusive). */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Where a secret stands in a staged file. */
export interface Site {
  readonly finding: Finding
  readonly rule: Rule
  /** What it is in plain. */
  readonly value: string
  readonly form: Revealed['form']
  readonly start: number
  readonly end: number
}

/** A staged file with secrets in it. */
export interface SourceFile {
  /** From the top level, with `/`. */
  readonly path: string
  readonly text: string
  /** In order of position. */
  readonly sites: readonly Site[]
}

/** What a variable is to hold, and which part of the text that is. */
export interface Holding {
  readonly site: Site
  readonly value: string
  readonly start: number
  readonly end: number
  /** Asked for by the text itself; else the provider's usual name. */
  readonly name?: string | undefined
  /** Whether the text asks for that name and no other. */
  readonly isFixed?: boolean
  /** Goes on behind the usual name, as `BASE64` does. */
  readonly suffix?: string
}

/** How one place is changed: a literal, with all the secrets in it. */
export interface Way {
  readonly holdings: readonly Holding[]
  /** @param names of the variables, in the order of `holdings` */
  edits(names: readonly string[]): Edit[]
  /** An import that the new text needs. */
  readonly needs?: Import | undefined
  /** What is left for people to do, for the names given. */
  says?(names: readonly string[]): string[]
}

/** Why a secret stays where it is, and what to do instead. */
export interface Refusal {
  readonly site: Site
  readonly why: string
  /** Lines of a short example, or commands. */
  readonly instead: readonly string[]
}

export interface Fixes {
  readonly ways: readonly Way[]
  readonly refusals: readonly Refusal[]
}

/** An import, and where it belongs. */
export interface Import {
  /** Whether the text has it already. */
  isIn(text: string): boolean
  /** The edit that adds it; `lineEnd` is the text's own. */
  add(text: string, lineEnd: string): Edit
}

export function refusal(site: Site, why: string, instead: readonly string[] = []): Refusal {
  return { site, why, instead }
}
