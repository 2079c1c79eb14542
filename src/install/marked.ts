/** Keyhook's lines in a file of another tool's, in a language whose comments begin with "#". */
const OPEN = '# >>> keyhook'
const CLOSE = '# <<< keyhook'

export interface MarkedNotes {
  /** What stands before each line. */
  readonly indent?: string
  readonly lineFeed?: string
  /** The file holds nothing else, and goes with the lines. */
  readonly created?: boolean
  /** A line feed had to be put before them. */
  readonly joined?: boolean
}

/** The lines between their markers. */
export function renderMarked(lines: readonly string[], notes: MarkedNotes = {}): string {
  const { indent = '', lineFeed = '\n' } = notes
  const told = [
    ': stops keys and other secrets. "keyhook init" wrote these lines',
    notes.created === true ? ' and this file' : '',
    notes.joined === true ? ' and the line feed before them' : '',
    '; "keyhook uninstall" removes them.',
  ].join('')
  const all = [OPEN + told, ...lines, CLOSE].map(line => (line === '' ? '' : indent + line) + lineFeed).join('')
  return notes.joined === true ? lineFeed + all : all
}

export interface Marked {
  readonly start: number
  /** Exclusive, after the line feed. */
  readonly end: number
  readonly created: boolean
}

/** Where keyhook's lines stand, in order, with the line feed that was put before them. */
export function findMarked(text: string): Marked[] {
  const found: Marked[] = []
  const pattern = new RegExp(
    `(\\r?\\n|^)[ \\t]*${OPEN}(.*)\\r?\\n(?:(?![ \\t]*${OPEN}).*\\r?\\n)*?[ \\t]*${CLOSE}(?:\\r?\\n|$)`,
    'g',
  )
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [whole, before = '', told = ''] = match
    const joined = told.includes('and the line feed before them')
    const end = match.index + whole.length
    found.push({ start: match.index + (joined ? 0 : before.length), end, created: told.includes('and this file') })
    pattern.lastIndex = end - (whole.endsWith('\n') ? 1 : 0) // the line feed may begin the next one's
  }
  return found
}

/** The text without keyhook's lines; null where they are all there is of the file. */
export function withoutMarked(text: string): string | null {
  const found = findMarked(text)
  const rest = found.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text)
  return rest === '' && found.some(({ created }) => created) ? null : rest
}
