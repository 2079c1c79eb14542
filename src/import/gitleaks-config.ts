import { parse, TomlError } from 'smol-toml'
import { type Fields, tablesAt, textAt, textsAt } from './fields.ts'
import { conditions } from './gitleaks-allowlist.ts'
import { lineFinder } from './lines.ts'
import { malformed } from './malformed.ts'
import { ownRule, ruleId } from './own-rule.ts'
import type { Reader, Surroundings } from './reader.ts'
import { refused, type Unplaced, type Wish } from './wish.ts'

/** `.gitleaks.toml`. Source: gitleaks, README, "Configuration", and config/config.go. */
export const readGitleaksConfig: Reader = ({ name: file, text }, surroundings) => {
  const config = parsed(text, file)
  const lineOf = lineFinder(text)
  const place = (value: string, wish: Unplaced<Wish>): Wish => ({ ...wish, file, line: lineOf(value) })
  const extend = tablesAt(config, 'extend')
  const elsewhere = extend.flatMap(table => textsAt(table, 'path', 'url'))
  const rules = tablesAt(config, 'rules')
  return [
    ...tablesAt(config, 'allowlist', 'allowlists').flatMap(allowlist =>
      conditions(allowlist, null, surroundings.rules, place),
    ),
    ...elsewhere.map(path => place(path, refused('it extends another file: import that one as well'))),
    ...extend
      .flatMap(table => textsAt(table, 'disabledRules'))
      .map(id => place(id, { ...disabled(id, surroundings), what: id })),
    ...rules.flatMap(rule => {
      const id = textAt(rule, 'id') ?? ''
      const wish = ruleWish(rule, id, surroundings)
      const known = wish.kind === 'rule' ? wish.rule.id : null
      return [
        place(id === '' ? '[[rules]]' : id, { ...wish, what: id }),
        ...tablesAt(rule, 'allowlist', 'allowlists').flatMap(each =>
          conditions(each, [known ?? id], surroundings.rules, place),
        ),
      ]
    }),
    { file, line: 1, kind: 'marker', marker: 'gitleaks' },
  ]
}

function parsed(text: string, file: string): Fields {
  try {
    return parse(text)
  } catch (error) {
    throw malformed(file, error instanceof TomlError ? error.line : 1, 'this is not TOML')
  }
}

function disabled(id: string, { rules }: Surroundings): Unplaced<Wish> {
  if (rules.some(rule => rule.id === id)) return { kind: 'disable', rule: id }
  return refused('keyhook has no rule of that name to switch off')
}

function ruleWish(rule: Fields, id: string, { rules }: Surroundings): Unplaced<Wish> {
  const source = textAt(rule, 'regex')
  // An extended rule without an expression only adds to a built-in one of gitleaks.
  if (source === undefined) {
    return textAt(rule, 'path') === undefined
      ? { kind: 'needless', why: 'it only changes a rule of gitleaks' }
      : refused('keyhook has no rules for paths alone')
  }
  if (rules.some(known => known.id === ruleId(id))) return { kind: 'needless', why: 'keyhook has a rule of that name' }
  if (id === 'generic-api-key') return { kind: 'needless', why: 'keyhook has generic rules of its own' }
  const group = typeof rule['secretGroup'] === 'number' ? rule['secretGroup'] : 0
  const written = ownRule({
    id,
    regex: { source, ignoreCase: false },
    keywords: textsAt(rule, 'keywords'),
    secretGroup: group === 0 ? null : group,
  })
  if (typeof written === 'string') return refused(written)
  const remarks = [
    ...written.remarks,
    ...(typeof rule['entropy'] === 'number' ? ['it finds more than there: keyhook does not ask for entropy'] : []),
    ...(textAt(rule, 'path') === undefined ? [] : ['it finds more than there: in all files']),
  ]
  return { kind: 'rule', rule: written.rule, remarks }
}
