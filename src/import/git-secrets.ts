import { remarkedLines } from './lines.ts'
import { globsOfRegex } from './path-regex.ts'
import type { Reader } from './reader.ts'
import { textTest } from './text-test.ts'
import { refused, type Unplaced, type Wish } from './wish.ts'

/** An expression that says where the path begins and names a folder, or a whole file, and nothing of what stands in it. */
const PATH_ALONE = /^\^((?:[\w/-]|\\[.-])+)(?:\/(?:\.\*)?|:(?:\.\*)?)$/

/**
 * `.gitallowed`: extended regular expressions over `path:line:text` of what was found. Source: git-secrets, README, "Ignoring false positives".
 */
export const readGitAllowed: Reader = ({ name: file, text }) =>
  remarkedLines(text).map(({ line, text: source, note }): Wish => {
    const why = note === undefined ? {} : { note }
    return { ...(isPathAlone(source) ? paths(source) : found(source)), ...why, file, line }
  })

function isPathAlone(source: string): boolean {
  return PATH_ALONE.test(source)
}

function paths(source: string): Unplaced<Wish> {
  const isFile = /:(?:\.\*)?$/.test(source)
  const body = source.replace(/:?(?:\.\*)?$/, isFile ? '$' : '')
  const globs = globsOfRegex({ source: body, ignoreCase: false })
  return globs === null ? found(source) : { kind: 'ignore', globs }
}

function found(source: string): Unplaced<Wish> {
  const test = textTest({ source, ignoreCase: false })
  if (typeof test === 'string') return refused(test)
  return {
    kind: 'allow',
    open: true,
    matches: ({ path, firstLine, text }) =>
      text.split('\n').every((line, index) => test(`${path}:${firstLine + index}:${line}`)),
    unmatched: { kind: 'needless', why: 'nothing that keyhook finds here matches it' },
  }
}
