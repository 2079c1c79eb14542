/** Reads values out of parsed JSON, each of the form that keyhook writes. */

/** A value is not of the form that keyhook writes. */
export class Mismatch extends Error {}

export type Fields = Readonly<Record<string, unknown>>

export function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Mismatch()
  return value as Fields
}

export function list(value: unknown): Fields[] {
  if (!Array.isArray(value)) throw new Mismatch()
  return value.map(fields)
}

export function string(value: unknown): string {
  if (typeof value !== 'string') throw new Mismatch()
  return value
}

export function truth(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new Mismatch()
  return value
}

export function count(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new Mismatch()
  return value
}

export function oneOf<T extends string>(value: unknown, known: readonly T[]): T {
  const found = known.find(candidate => candidate === value)
  if (found === undefined) throw new Mismatch()
  return found
}

/** A value that may be null. */
export function orNull<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null ? null : read(value)
}
