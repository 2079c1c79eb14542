import { describe, expect, test } from 'vitest'
import { extendWith, readConfig } from '../../src/install/lefthook-config.ts'
import { withoutMarked } from '../../src/install/marked.ts'
import { addEntry, entryOf, NotUnderstood, STAGES } from '../../src/install/pre-commit-config.ts'
import { editOf, needsRecord, splice, withoutEdit } from '../../src/install/splice.ts'

const FILE = '.lefthook/keyhook.yml'

const CONFIGURATIONS: ReadonlyArray<readonly [what: string, extension: string, text: string]> = [
  ['a map', '.yml', '# mine\npre-commit:\n    commands: # why\n        a: { run: "true" }\n'],
  ['no line feed at the end', '.yml', 'pre-commit:\n  commands:'],
  ['nothing', '.yml', ''],
  ['nothing but a comment', '.yml', '# lefthook\n'],
  ['CRLF', '.yml', 'pre-commit:\r\n  parallel: true\r\n'],
  ['a list of its own', '.yml', 'extends:\n  - a.yml # one\n  - b.yml\n# more\npre-push: {}\n'],
  ['a list at the end, without a line feed', '.yml', 'extends:\n- a.yml'],
  ['a list on one line', '.yaml', 'extends: [a.yml, "b.yml"] # both\n'],
  ['an empty list', '.yaml', 'extends: []\n'],
  ['a list over lines', '.yml', 'extends: [\n  a.yml,\n]\n'],
  ['tables', '.toml', '# mine\n[pre-commit.commands.a] # why\nrun = "true"\n'],
  ['a list in TOML', '.toml', 'extends = [\n  "a.toml", # one\n]\n[pre-commit]\nparallel = true\n'],
  ['an empty list in TOML', '.toml', 'extends = []\n'],
  ['tabs', '.json', '{\n\t"pre-commit": {\n\t\t"parallel": true\n\t}\n}\n'],
  ['one line', '.json', '{"pre-commit":{"parallel":true}}'],
  ['an empty object', '.json', '{}\n'],
  ['a list in JSON', '.json', '{ "a": "// no comment", "extends": ["x.json"] }\n'],
  ['comments', '.jsonc', '// mine: {\n{\n  /* "extends": [] */\n  "pre-push": {}, // last\n}\n'],
]

describe('the configuration of lefthook', () => {
  test.for(CONFIGURATIONS)('%s (%s): takes in one file, and is as it was without it', ([, extension, text]) => {
    const splices = extendWith(text, extension, FILE) ?? []
    expect(splices).toHaveLength(1)
    const after = splice(text, splices)
    const { extends: list, ...rest } = readConfig(after, extension) ?? {}
    const { extends: before, ...wanted } = readConfig(text, extension) ?? {}
    expect(rest).toEqual(wanted)
    expect(list).toEqual(expect.arrayContaining([FILE, ...(Array.isArray(before) ? before : [])]))
    expect(extendWith(after, extension, FILE)).toEqual([])
    expect(
      withoutMarked(after) === text || withoutEdit(after, { removed: '', added: splices[0]?.added ?? '' }) === text,
    ).toBe(true)
  })

  test.for([
    ['a text', '.yml', 'extends: a.yml\n'],
    ['one line', '.yml', '{ pre-commit: {} }\n'],
    ['broken', '.yml', 'a: [\n'],
    ['broken', '.toml', 'a = \n'],
    ['a list', '.json', '[]'],
    ['two documents, of which the second is read by nobody', '.yml', 'a: 1\n---\nb: 2\n'],
  ])('%s (%s) is not understood, and stays', ([, extension = '', text = '']) => {
    expect(extendWith(text, extension, FILE)).toBeNull()
  })
})

const HOOK = 'repo: local\n    hooks:\n      - {id: a, name: a, language: system, entry: a}\n'
const HOOKS: ReadonlyArray<readonly [what: string, text: string]> = [
  ['a list', `# mine\nrepos:\n  - ${HOOK}`],
  [
    'a list at the margin',
    `repos:\n- repo: local\n  hooks:\n  - id: a\n    entry: a # why\n  # - id: b\nfail_fast: true\n`,
  ],
  ['comments after it', `repos:\n  - ${HOOK}      # - id: b\n# the end\nci: {}\n`],
  ['an empty list', 'repos: []\n'],
  ['an empty list with more after it', 'repos: [] # none\nci: {}\n'],
  ['CRLF', 'repos:\r\n- repo: local\r\n  hooks:\r\n  - id: a\r\n'],
  ['no line feed at the end', 'repos:\n- repo: local\n  hooks:\n  - id: a'],
  ['types on one line', `default_install_hook_types: [pre-commit, post-merge] # two\nrepos:\n  - ${HOOK}`],
  ['types in lines', `default_install_hook_types:\n  - pre-commit\n  - post-merge\nrepos:\n  - ${HOOK}`],
  ['all types', `repos:\n  - ${HOOK}default_install_hook_types: [${STAGES.join(', ')}]\n`],
  ['a document marker', `---\nrepos:\n  - ${HOOK}`],
]

describe('the configuration of pre-commit', () => {
  test.for(HOOKS)('%s: gets an entry for each stage, and is as it was without it', ([, text]) => {
    const splices = addEntry(text)
    const after = splice(text, splices)
    for (const stage of STAGES) expect(entryOf(after, stage)).toContain(`set -- ${stage} `)
    expect(entryOf(after, 'pre-applypatch')).toBeNull()
    expect(addEntry(after)).toEqual([])
    const cleared = splices.filter(needsRecord).reduceRight((rest, made) => {
      return withoutEdit(rest, editOf('', text, made)) ?? rest
    }, after)
    expect(withoutMarked(cleared)).toBe(text)
  })

  test('an older entry is brought up to date where it stands', () => {
    const after = splice('repos: []\n', addEntry('repos: []\n'))
    const older = after.replace('always_run: true', 'always_run: false')
    expect(entryOf(older, 'pre-commit')).toBeNull()
    expect(splice(older, addEntry(older))).toBe(after)
  })

  test('the hooks of this very project, wired by a team itself, are enough', () => {
    expect(addEntry('repos:\n- repo: https://git.example/keyhook\n  rev: v1\n  hooks:\n  - id: keyhook\n')).toEqual([])
  })

  test.for([['a list'], ['repos: {}\n'], ['repos: [{repo: local, hooks: []}]\n'], ['{repos: []}\n'], ['']])(
    'another form is not understood, and stays: %j',
    ([text = '']) => {
      expect(() => addEntry(text)).toThrow(NotUnderstood)
    },
  )
})
