import type { Rule } from '../types.ts'
import type { Wish } from './wish.ts'

/** A file to be imported. */
export interface ForeignFile {
  /** As messages name it: from the top level. */
  readonly name: string
  /** Its folder, from the top level; '' at the top. */
  readonly folder: string
  readonly text: string
}

/** What a reader has to know of keyhook. */
export interface Surroundings {
  /** The built-in rules. */
  readonly rules: readonly Rule[]
}

/** @throws KeyhookError 'configuration' where the file is malformed; its message quotes nothing of the file */
export type Reader = (file: ForeignFile, surroundings: Surroundings) => readonly Wish[]
