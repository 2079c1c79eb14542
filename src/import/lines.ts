/** Says on which line of a file a value stands, for formats whose parsers do not: the first not yet told. */
export function lineFinder(text: string): (value: string) => number {
  const lines = text.split('\n')
  const told = new Map<string, number>()
  return value => {
    const needle = value.split('\n', 1)[0] ?? ''
    const escaped = JSON.stringify(needle).slice(1, -1)
    const from = told.get(needle) ?? 0
    const find = (after: number): number =>
      lines.findIndex((line, index) => index >= after && (line.includes(needle) || line.includes(escaped)))
    const found = find(from) >= 0 ? find(from) : find(0)
    told.set(needle, found + 1)
    return found + 1 || 1
  }
}

/** The lines of a file that are neither empty nor a remark, with the remark just above them. */
export function remarkedLines(text: string): { line: number; text: string; note?: string }[] {
  let note: string | undefined
  return text.split('\n').flatMap((raw, index) => {
    const trimmed = raw.trim()
    if (trimmed.startsWith('#')) {
      note = trimmed.replace(/^#+\s*/, '')
      return []
    }
    if (trimmed === '') {
      note = undefined
      return []
    }
    return [{ line: index + 1, text: trimmed, ...(note === undefined ? {} : { note }) }]
  })
}
