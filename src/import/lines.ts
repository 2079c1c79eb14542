/** Says on which line of a file a value stands, for formats whose parsers do not: the first not yet told, in quotes rather than within others. */
export function lineFinder(text: string): (value: string) => number {
  const lines = text.split('\n')
  const told = new Map<string, number>()
  return value => {
    const needle = value.split('\n', 1)[0] ?? ''
    const escaped = JSON.stringify(needle).slice(1, -1)
    const quoted = [`'${needle}'`, `"${needle}"`, `"${escaped}"`]
    const from = told.get(needle) ?? 0
    const find = (after: number, forms: readonly string[]): number =>
      lines.findIndex((line, index) => index >= after && forms.some(form => line.includes(form)))
    const places = [find(from, quoted), find(0, quoted), find(from, [needle, escaped]), find(0, [needle, escaped])]
    const found = places.find(place => place >= 0) ?? 0
    told.set(needle, found + 1)
    return found + 1
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
