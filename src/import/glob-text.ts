/** What picomatch would take for more than itself. */
const SPECIAL = /[*?[\]{}()!+@|^$,"\\]/g

/** A text that stands for itself in a glob. */
export function literal(text: string): string {
  return text.replace(SPECIAL, '\\$&')
}

/** Whether the last name of a glob is a name, and no pattern. */
export function endsInName(glob: string): boolean {
  return /(^|\/)(?:[^*?[\]{}()/\\]|\\.)+$/.test(glob)
}

/** What lies below whatever a glob matches, and that itself. A name followed by a slash and two stars stands for both. */
export function withBelow(glob: string): string[] {
  return endsInName(glob) ? [`${glob}/**`] : [glob, `${glob}/**`]
}
