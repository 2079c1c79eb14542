const PLAIN = /^[\w./@+-]+$/
/** What was masked, or is not UTF-8, cannot be typed. */
const UNTYPABLE = /[…\ufffd\p{C}]/u

/** One word for a shell. */
function quoted(word: string): string {
  return PLAIN.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** A path for git, counted from the top level wherever the user stands. After `:/` it would take some characters for more of its magic. */
function pathspec(path: string): string {
  return PLAIN.test(path) && /^[A-Za-z0-9.]/.test(path) ? `:/${path}` : quoted(`:(top,literal)${path}`)
}

/** A file name as a line of .gitignore. */
function ignored(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return quoted(name.replace(/[\\*?[\]!#]|\s$/g, '\\$&'))
}

/**
 * How to take a file out of git and leave it in the working tree, in one command. It is git-ignored first: that helps where the file is not staged, too.
 * A line feed comes before the name, for the last line of .gitignore may lack one.
 */
export function untrack(path: string): string {
  if (UNTYPABLE.test(path)) return 'name it in .gitignore, and unstage it.'
  return `git-ignore and unstage it: printf '\\n%s\\n' ${ignored(path)} >> .gitignore && git rm --cached -- ${pathspec(path)}`
}
