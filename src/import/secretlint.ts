import { readDataFile } from './data-file.ts'
import { isFields, listAt, tablesAt, textAt, textsAt } from './fields.ts'
import { ignoreLines, wishesOfIgnoreLines } from './ignore-lines.ts'
import { lineFinder } from './lines.ts'
import { ownRule } from './own-rule.ts'
import type { Reader } from './reader.ts'
import { patternTest } from './text-test.ts'
import { refused, type Unplaced, type Wish } from './wish.ts'

const PATTERN_RULE = '@secretlint/secretlint-rule-pattern'

/** `.secretlintignore`: the language of `.gitignore`. Source: secretlint, README, "Ignoring by file". */
export const readSecretlintIgnore: Reader = ({ name, folder, text }) => [
  ...wishesOfIgnoreLines(ignoreLines(text), name, folder),
  { file: name, line: 1, kind: 'marker', marker: 'secretlint' },
]

/** `.secretlintrc.json` and `.yml`. Source: secretlint, docs/configuration.md, and the READMEs of its rules. */
export const readSecretlintConfig: Reader = file => {
  const { fields } = readDataFile(file)
  const lineOf = lineFinder(file.text)
  const place = (value: string, wish: Unplaced<Wish>): Wish => ({ ...wish, file: file.name, line: lineOf(value) })
  // A preset holds rules of its own.
  const rules = tablesAt(fields, 'rules').flatMap(rule => [rule, ...tablesAt(rule, 'rules')])
  return [
    ...rules.flatMap(rule => {
      const id = textAt(rule, 'id') ?? ''
      const options = isFields(rule['options']) ? rule['options'] : {}
      const off = rule['disabled'] === true ? [place(id, refused('keyhook has other rules: see keyhook rules'))] : []
      const quiet = textsAt(rule, 'allowMessageIds').map(message =>
        place(message, refused('keyhook has no messages to be switched off one by one')),
      )
      const written = id === PATTERN_RULE ? tablesAt(options, 'patterns') : []
      return [
        ...off,
        ...quiet,
        ...textsAt(options, 'allows').map(pattern => place(pattern, allowed(pattern))),
        ...written.map(pattern => place(textAt(pattern, 'name') ?? id, own(pattern))),
      ]
    }),
    { file: file.name, line: 1, kind: 'marker', marker: 'secretlint' },
  ]
}

function allowed(pattern: string): Unplaced<Wish> {
  const test = patternTest(pattern)
  if (typeof test === 'string') return refused(test)
  return {
    kind: 'allow',
    open: true,
    matches: ({ value, outer }) => test(value) || test(outer),
    unmatched: { kind: 'needless', why: 'nothing that keyhook finds here matches it' },
  }
}

function own(pattern: Record<string, unknown>): Unplaced<Wish> {
  const written = listAt(pattern, 'pattern', 'patterns')
  const [only] = written
  if (written.length !== 1 || typeof only !== 'string') return refused('it has several expressions: one rule each')
  const [, source = only, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(only) ?? []
  const rule = ownRule({
    id: textAt(pattern, 'name') ?? '',
    regex: { source, ignoreCase: flags.includes('i') },
    keywords: [],
    secretGroup: 0,
  })
  if (typeof rule === 'string') return refused(rule)
  const everywhere = listAt(pattern, 'filePathGlobs').length > 0 ? ['it finds more than there: in all files'] : []
  return { kind: 'rule', rule: rule.rule, remarks: [...rule.remarks, ...everywhere] }
}
