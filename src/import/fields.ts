/** What a parsed file holds under a name, read without trust in its shape. */
export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The list under a name; where there is one value instead, that alone. */
export function listAt(fields: Fields, ...names: readonly string[]): readonly unknown[] {
  return names.flatMap(name => {
    const value = fields[name]
    return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
  })
}

export function tablesAt(fields: Fields, ...names: readonly string[]): readonly Fields[] {
  return listAt(fields, ...names).filter(isFields)
}

export function textsAt(fields: Fields, ...names: readonly string[]): readonly string[] {
  return listAt(fields, ...names).filter(value => typeof value === 'string')
}

export function textAt(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  return typeof value === 'string' ? value : undefined
}
