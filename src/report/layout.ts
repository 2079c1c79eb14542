import picocolors from 'picocolors'
import wrap from 'wrap-ansi'

export type Colors = ReturnType<typeof picocolors.createColors>

/** Whether a text stands on one line of `width` columns. */
export function fits(text: string, width: number): boolean {
  return !wrap(text, width, { trim: false }).includes('\n')
}

/** Prose broken at spaces into lines of at most `width` columns, all of them indented. */
export function paragraph(text: string, width: number, indent = 0): string[] {
  const margin = ' '.repeat(indent)
  return wrap(text, width - indent)
    .split('\n')
    .map(line => margin + line)
}

/** `head` first and never broken, since terminals and editors click it; `rest` beside it where it fits, else below. */
export function headed(head: string, rest: string, width: number): string[] {
  const line = `${head} ${rest}`
  return fits(line, width) ? [line] : [head, ...paragraph(rest, width, 2)]
}

export function colorsFor(enabled: boolean): Colors {
  return picocolors.createColors(enabled)
}

/** `1 secret`, `2 secrets`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
