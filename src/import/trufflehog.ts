import { readDataFile } from './data-file.ts'
import { isFields, tablesAt, textAt, textsAt } from './fields.ts'
import { lineFinder, remarkedLines } from './lines.ts'
import { ownRule } from './own-rule.ts'
import { globsOfRegex } from './path-regex.ts'
import type { ForeignFile, Reader } from './reader.ts'
import { patternTest, textTest } from './text-test.ts'
import { refused, type Unplaced, type Wish } from './wish.ts'

/**
 * What is given to trufflehog: `--exclude-paths` (an expression a line), `--config` (YAML, detectors of one's own), and `--allow` of version 2 (JSON, a name and
 * an expression each). Source: trufflehog, README, pkg/common/filter.go, pkg/custom_detectors.
 */
export const readTrufflehog: Reader = file => [
  ...(/^\s*\{/.test(file.text)
    ? allowed(file)
    : /^(detectors|sources):/m.test(file.text)
      ? detectors(file)
      : paths(file)),
  { file: file.name, line: 1, kind: 'marker', marker: 'trufflehog' },
]

function paths({ name: file, text }: ForeignFile): Wish[] {
  return remarkedLines(text).map(({ line, text: source, note }): Wish => {
    const globs = globsOfRegex({ source, ignoreCase: false })
    if (globs === null) return { file, line, ...refused('this expression cannot be written as a glob of keyhook') }
    return { file, line, kind: 'ignore', globs, ...(note === undefined ? {} : { note }) }
  })
}

function allowed(file: ForeignFile): Wish[] {
  const { fields, lineOf } = readDataFile(file)
  return Object.entries(fields).map(([name, pattern]): Wish => {
    const place = { file: file.name, line: lineOf([name]) }
    if (typeof pattern !== 'string') return { ...place, ...refused('this is no expression') }
    const [, source] = /^regex:(.*)$/s.exec(pattern) ?? []
    const test = source === undefined ? patternTest(pattern) : textTest({ source, ignoreCase: false })
    if (typeof test === 'string') return { ...place, ...refused(test) }
    return {
      ...place,
      kind: 'allow',
      open: true,
      matches: ({ value, outer }) => test(value) || test(outer),
      unmatched: { kind: 'needless', why: 'nothing that keyhook finds here matches it' },
      note: name,
    }
  })
}

function detectors(file: ForeignFile): Wish[] {
  const { fields } = readDataFile(file)
  const lineOf = lineFinder(file.text)
  return tablesAt(fields, 'detectors').map((detector): Wish => {
    const id = textAt(detector, 'name') ?? ''
    return { file: file.name, line: lineOf(id), ...own(id, detector) }
  })
}

function own(id: string, detector: Record<string, unknown>): Unplaced<Wish> {
  const expressions = Object.values(isFields(detector['regex']) ? detector['regex'] : {})
  const [source] = expressions
  if (expressions.length !== 1 || typeof source !== 'string')
    return refused('it asks for several expressions at once, which keyhook has no rule for')
  const keywords = textsAt(detector, 'keywords')
  const rule = ownRule({ id, regex: { source, ignoreCase: false }, keywords, secretGroup: null })
  if (typeof rule === 'string') return refused(rule)
  const more = ['entropy', 'exclude_words', 'exclude_regexes_match', 'exclude_regexes_capture', 'verify']
  const lost = more.filter(field => field in detector)
  const remarks = lost.map(field => `it finds more than there: keyhook has no ${field.replaceAll('_', ' ')}`)
  return { kind: 'rule', rule: rule.rule, remarks: [...rule.remarks, ...remarks] }
}
