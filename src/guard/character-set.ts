/** Bytes that one position of a pattern can match, as far as it matters to a guard. */
export interface ByteSet {
  /** A bracket expression, or `.`, that matches at least these bytes. */
  readonly expression: string
  /** Whether a NUL is among them: the guard sees text without its NULs. */
  readonly hasNul: boolean
  /** Whether a line feed is among them: the guard sees one line at a time. */
  readonly hasLineFeed: boolean
}

/**
 * The bytes for which `matches` is true, as POSIX and all of GNU, BSD and busybox read a bracket expression in the C locale. The text is in small letters by then:
 * each stands for its capital too.
 */
export function byteSet(matches: (character: string) => boolean): ByteSet {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte).filter(byte => !isCapital(byte))
  const found = bytes.filter(byte => {
    const character = String.fromCharCode(byte)
    return matches(character) || (byte < 0x80 && matches(character.toUpperCase()))
  })
  const missing = bytes.filter(byte => isPrintable(byte) && !found.includes(byte))
  return {
    // Control characters and high bytes are not written into a pattern: a set that has any of them is told by the printable ones it lacks,
    // which lets in the others too, as a guard may.
    expression: found.every(isPrintable) ? bracket(found) : lacking(missing),
    hasNul: found.includes(0),
    hasLineFeed: found.includes(0x0a),
  }
}

/** A set that holds bytes which are not written into a pattern, told by the printable ones that it lacks. */
function lacking(missing: readonly number[]): string {
  if (missing.length === 0) return '.'
  return missing.length === GRAPHIC && !missing.includes(0x20) ? '[^!-~]' : bracket(missing, '^')
}

/** How many printable bytes there are besides the space and the capitals. */
const GRAPHIC = 94 - 26

function isCapital(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f
}

/** In a bracket expression `]` comes first, `-` last, `^` not first, and a backslash stands for itself. */
function bracket(bytes: readonly number[], negation: '' | '^' = ''): string {
  const only = negation === '' ? onlyCharacter(bytes) : null
  if (only !== null) return only
  const has = (character: string): boolean => bytes.includes(character.charCodeAt(0))
  const rest = ranges(bytes.filter(byte => !']-^'.includes(String.fromCharCode(byte))))
  const start = `${negation}${has(']') ? ']' : ''}${rest}`
  // A lone ^ would negate: it can only be escaped outside of brackets.
  if (start === '' && has('^') && !has('-')) return '\\^'
  return start === '' && has('^') ? '[-^]' : `[${start}${has('^') ? '^' : ''}${has('-') ? '-' : ''}]`
}

/** A lone character that stands for itself: shorter than a set, and grep can search for it. */
function onlyCharacter(bytes: readonly number[]): string | null {
  const character = bytes.length === 1 ? String.fromCharCode(bytes[0] ?? 0) : ''
  return /^[a-z0-9_ :/@~=%&;#<>,"'!-]$/.test(character) ? character : null
}

function ranges(bytes: readonly number[]): string {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    let end = at
    while ((bytes[end + 1] ?? 0) === (bytes[end] ?? 0) + 1 && sameKind(bytes[at] ?? 0, bytes[end + 1] ?? 0)) end++
    const first = String.fromCharCode(bytes[at] ?? 0)
    const last = String.fromCharCode(bytes[end] ?? 0)
    text +=
      end - at > 2
        ? `${first}-${last}`
        : bytes
            .slice(at, end + 1)
            .map(byte => String.fromCharCode(byte))
            .join('')
    at = end + 1
  }
  return text
}

/** Ranges only among digits or letters: `[.`, `[:` and `[=` never come about. */
function sameKind(one: number, other: number): boolean {
  const kind = (byte: number): number => [/[0-9]/, /[a-z]/].findIndex(form => form.test(String.fromCharCode(byte)))
  return kind(one) >= 0 && kind(one) === kind(other)
}
