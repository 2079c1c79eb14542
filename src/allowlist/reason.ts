const MAXIMUM_SHOWN = 200

/** Whether a text says anything: at least one word of letters or digits. */
export function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

/** A text from the repository as reports may show it: secrets masked, at most about 200 characters. */
export function shown(text: string, mask: (text: string) => string): string {
  const characters = [...mask(text).trim()]
  return characters.length > MAXIMUM_SHOWN ? `${characters.slice(0, MAXIMUM_SHOWN - 1).join('')}…` : characters.join('')
}
