/** Shannon entropy in bits per character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

/** How many of the four kinds of characters occur: lower case, upper case, digits, others. */
export function kindsOf(text: string): number {
  return [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter(kind => kind.test(text)).length
}

/** Whether most characters follow the one `distance` before them in the alphabet: 123456, abcdef, aAbBcC. */
function isSequence(text: string, distance: number): boolean {
  let steps = 0
  for (let index = distance; index < text.length; index++) {
    const step = text.charCodeAt(index) - text.charCodeAt(index - distance)
    if (step === 1 || step === -1) steps++
  }
  return steps > (text.length - distance) * 0.6
}

/** Whether the text repeats a short part of itself: abcabcabc, deadbeefdeadbeef. */
function isPeriodic(text: string): boolean {
  for (let period = 1; period <= Math.min(10, text.length / 2); period++) {
    let same = 0
    for (let index = period; index < text.length; index++) if (text[index] === text[index - period]) same++
    if (same >= (text.length - period) * 0.85) return true
  }
  return false
}

/** Whether somebody typed it to stand for a secret: one character, a sequence, a repetition. */
export function isMadeUp(text: string): boolean {
  const lower = text.toLowerCase()
  if (lower.length < 6) return false
  return (
    entropy(lower) < Math.min(2.3, Math.log2(lower.length) - 0.7) ||
    isSequence(lower, 1) ||
    isSequence(lower, 2) ||
    isPeriodic(lower)
  )
}
