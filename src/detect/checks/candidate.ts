import type { Judgement } from '../../types.ts'

/** A match that is judged. Text is Latin-1: one character a byte. */
export interface Candidate {
  readonly value: string
  /** What stands before the value on its line, at most 200 characters. */
  readonly before: string
  /** What follows the value on its line, at most 200 characters. */
  readonly after: string
  readonly path: string
  /** Up to 300 characters to both sides, other lines included, in lower case. */
  nearby(): string
}

export type Check = (candidate: Candidate) => Judgement
