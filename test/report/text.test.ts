import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fits } from '../../src/report/layout.ts'
import { printable } from '../../src/report/terminal.ts'
import { renderText } from '../../src/report/text.ts'
import { finding, lines, scene, suppressed, verdict } from './verdicts.ts'
import { SEED, UNSAFE, wild } from './wild.ts'

const other = {
  fingerprint: 'fedcba9876543210',
  rule: 'github-token',
  provider: 'GitHub',
  preview: 'ghp_…abcd',
  help: 'https://github.com/settings/tokens',
}

test('one finding, from what happened to what to do', () => {
  expect(lines({ findings: [finding()] })).toEqual([
    'keyhook stopped this commit: 1 secret in what you are adding',
    '',
    'src/a.ts:3:12: critical: OpenAI sk-proj-…4f2A (openai-project-key)',
    '  OpenAI project API key. Whoever has it spends your money.',
    '',
    'Have it moved to an environment variable, or take it out and stage it again:',
    '    npx keyhook fix',
    '    git add src/a.ts',
    'Not a secret? Say why:',
    '    npx keyhook allow 0123456789abcdef --reason "why"',
    'Emergency? Commit with a reason, which goes on record in the commit:',
    '    KEYHOOK_OVERRIDE="why" git commit',
    'Ever shared or pushed? Revoke it at https://platform.openai.com/api-keys then:',
    '    npx keyhook respond 0123456789abcdef',
  ])
})

test('doubt is told, and nothing else of how sure a finding is', () => {
  const told = (confidence: 'high' | 'medium' | 'low') =>
    lines({ findings: [finding({ confidence })] }, { width: 120 })[2]
  expect(told('low')).toBe('src/a.ts:3:12: critical: OpenAI sk-proj-…4f2A (openai-project-key) low confidence')
  expect(told('medium')).toBe(told('high'))
})

test('one finding with a long message and everything else fits on a screen of 24 lines', () => {
  const long = finding({ path: `${'deep/'.repeat(20)}a.ts`, message: 'seven words of a long message here. '.repeat(9) })
  const shown = lines({ findings: [long], suppressed: [suppressed('inline', 'x')], notes: ['an entry expired'] })
  expect(shown.reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / 80)), 0)).toBeLessThan(24)
})

test('where that is not enough, each way out is one command; in colour too', () => {
  const long = finding({ path: `${'deep/'.repeat(20)}a.ts`, message: 'seven words of a long message here. '.repeat(9) })
  const more = { suppressed: [suppressed('inline', 'x')], notes: ['an entry expired'] }
  const commands = (shown: readonly string[]) => shown.filter(line => line.startsWith('    ')).map(line => line.trim())
  const expected = ['npx keyhook fix', 'npx keyhook allow', 'KEYHOOK_OVERRIDE', 'npx keyhook respond']
  const shown = commands(lines({ findings: [long], ...more }))
  expect(shown).toHaveLength(4)
  for (const [index, command] of expected.entries()) expect(shown[index]).toContain(command)
  expect(commands(lines({ findings: [finding()], ...more }))).toHaveLength(5)
  const plain = lines({ findings: [long], ...more }).join('\n')
  expect(stripVTControlCharacters(lines({ findings: [long], ...more }, { color: true }).join('\n'))).toBe(plain)
})

test('several findings show the fingerprint of each; each way out is told once', () => {
  const shown = lines({ findings: [finding(), finding({ ...other, path: 'b c.ts' }), finding({ line: 9 })] })
  expect(shown.filter(line => line.startsWith('  fingerprint '))).toHaveLength(3)
  expect(shown).toContain("    git add src/a.ts 'b c.ts'")
  expect(shown.filter(line => line.includes(' allow '))).toHaveLength(1)
  expect(shown.slice(-3)).toEqual([
    '    OpenAI: https://platform.openai.com/api-keys',
    '    GitHub: https://github.com/settings/tokens',
    '    npx keyhook respond',
  ])
})

describe('what can be done depends on what is being done', () => {
  const overrides = /KEYHOOK_OVERRIDE/
  test.each([
    ['commit', /git add src\/a\.ts/, true],
    ['merge', /git add src\/a\.ts/, true],
    ['message', /git commit --edit --file=/, false],
    ['patch', /git am --continue/, false],
    ['push', /git rebase --interactive 0123456789ab~1/, false],
    ['scan', /git add src\/a\.ts/, false],
  ] as const)('%s', (what, expected, overridable) => {
    const text = renderText(
      verdict({ findings: [finding({ commit: '0123456789ab'.padEnd(40, '0') })] }),
      scene({ what }),
    )
    expect(text).toMatch(expected)
    expect(overrides.test(text)).toBe(overridable)
    expect(text).not.toContain('--no-verify')
  })
})

test.each([
  ['below the top level', { path: 'src/a.ts' }, { below: true }, '    git add :/src/a.ts'],
  ['a leading dash', { path: '-rf' }, {}, '    git add ./-rf'],
  ['a masked path cannot be typed', { path: 'sk-…abcd/a.ts' }, {}, '    git add --patch'],
  ['a path that is not UTF-8, neither', { path: 'a\ufffd.ts' }, {}, '    git add --patch'],
  ['an environment file is not staged again', { path: 'app/.env.local' }, {}, '    git rm --cached app/.env.local'],
  ['its example is', { path: '.env.example' }, {}, '    git add .env.example'],
])('%s', (_, changes, around, expected) => {
  expect(lines({ findings: [finding(changes)] }, around)).toContain(expected)
})

test('a secret in a file name is renamed, not staged', () => {
  const text = lines({ findings: [finding({ line: 0 })] }).join('\n')
  expect(text).toContain('Give the file a name without the secret')
  expect(text).not.toContain('git add')
})

test('files as they lie there are not staged, and their scan says what was read', () => {
  const text = lines({ findings: [finding()] }, { what: 'scan', staged: false }).join('\n')
  expect(text).toContain('keyhook found 1 secret in 1 file (3 lines, 4 ms)')
  expect(text).not.toContain('git add')
})

test('what is in no repository is allowed on its own line', () => {
  const text = lines({ findings: [finding()] }, { what: 'scan', staged: false, allowable: false })
  expect(text).toContain('    keyhook:allow WHY')
  expect(text.join('\n')).not.toContain('allow 0123456789abcdef')
})

test('before the first commit there is nothing to rebase onto', () => {
  const first = finding({ commit: '0123456789ab'.padEnd(40, '0') })
  expect(lines({ findings: [first] }, { what: 'push', culprit: 'first commit' })).toContain(
    '    git rebase --interactive --root',
  )
})

test('a command at the end of a message is never broken', () => {
  const command = `printf '%s' ${'a'.repeat(90)} >> .gitignore && git rm --cached -- :/a`
  const message = `Environment file. Keep it out of git: ${command}`
  for (const blocking of [true, false]) {
    const text = lines({ findings: [finding({ blocking, message })] }, { width: 40 })
    expect(text).toContain(`    ${command}`)
    expect(text).toContain('  Environment file. Keep it out of git:')
  }
})

test('a single sign that stops nothing can be allowed, with one command', () => {
  const sign = finding({ severity: 'low', blocking: false, sign: 'file', line: 0, path: '.env' })
  const allow = '    npx keyhook allow 0123456789abcdef --reason "why"'
  expect(lines({ findings: [sign] })).toContain(allow)
  expect(lines({ findings: [sign, { ...sign, path: 'b/.env' }] })).not.toContain(allow)
  expect(lines({ findings: [sign] }, { allowable: false })).not.toContain(allow)
  const { sign: _, ...plain } = sign
  expect(lines({ findings: [plain] })).not.toContain(allow)
})

test('a key file is no name to change', () => {
  const file = finding({ severity: 'medium', sign: 'file', line: 0, path: 'live.p12', preview: 'live.p12' })
  expect(lines({ findings: [file] }).join('\n')).not.toContain('Give the file a name')
  const outside = lines({ findings: [file] }, { what: 'scan', staged: false, allowable: false })
  expect(outside.join('\n')).not.toContain('comment on its line')
})

test('low findings are apart and stop nothing', () => {
  const low = finding({ severity: 'low', blocking: false, message: 'Its checksum does not match.' })
  expect(lines({ findings: [low] })).toEqual([
    'Worth a look, but stopping nothing:',
    'src/a.ts:3:12: low: OpenAI sk-proj-…4f2A (openai-project-key)',
    '  Its checksum does not match.',
  ])
})

test('an override lists what it let through, with place and fingerprint', () => {
  const reason = 'revoked already'
  expect(lines({ suppressed: [suppressed('override', reason)] }, { override: { reason } })).toEqual([
    'keyhook let this commit through, as KEYHOOK_OVERRIDE asks, with 1 secret. The',
    'commit records it:',
    'src/a.ts:3:12: critical: OpenAI sk-proj-…4f2A (openai-project-key)',
    '  fingerprint 0123456789abcdef, let through because: revoked already',
  ])
})

describe('clean', () => {
  test.each(['commit', 'merge', 'message', 'patch', 'push'] as const)('a clean %s says nothing', what => {
    expect(renderText(verdict(), scene({ what }))).toBe('')
    expect(renderText(verdict({ suppressed: [suppressed('allowlist', 'x')] }), scene({ what }))).toBe('')
  })

  test('unless there is something to remark', () => {
    expect(lines({ notes: ['entry 2 has expired'] })).toEqual(['keyhook: entry 2 has expired'])
  })

  test.each([
    ['what it read', {}, 1, 'keyhook: no secrets in 1 file (3 lines, 4 ms)'],
    ['that nothing is staged', {}, 0, 'keyhook: nothing staged, so nothing was scanned'],
    ['that there are no files', { staged: false }, 0, 'keyhook: no files to scan'],
  ])('a scan says %s', (_, around, files, expected) => {
    const stats = { files, lines: files * 3, bytes: 0, ms: 4 }
    expect(lines({ stats }, { what: 'scan', ...around })).toEqual([expected])
  })

  test('a scan counts what the repository allows', () => {
    const allowed = [suppressed('allowlist', 'x'), suppressed('allowlist', 'x'), suppressed('inline', 'x')]
    expect(lines({ suppressed: allowed }, { what: 'scan' }).at(-1)).toBe(
      'keyhook: 2 allowed by .keyhook/allowlist.yml, 1 allowed by inline markers',
    )
  })
})

test('quiet: the findings and nothing else', () => {
  const low = finding({ severity: 'low', blocking: false })
  expect(lines({ findings: [finding(), low], notes: ['x'] }, { quiet: true })).toHaveLength(4)
  expect(renderText(verdict({ notes: ['x'] }), scene({ what: 'scan', quiet: true }))).toBe('')
})

test('at most 100 findings are named, those that stop first, and the rest is counted', () => {
  const many = Array.from({ length: 90 }, (_, line) => finding({ line: line + 1 }))
  const low = many.map(each => ({ ...each, blocking: false }))
  const shown = lines({ findings: [...low, ...many] })
  expect(shown.filter(line => line.startsWith('src/a.ts:'))).toHaveLength(100)
  expect(shown.indexOf('Worth a look, but stopping nothing:')).toBeGreaterThan(180)
  expect(shown).toContain('and 80 more, not named here. All of them: npx keyhook scan --format json')
})

test('colour changes nothing but colour', () => {
  const outcome = verdict({ findings: [finding()], suppressed: [suppressed('override', 'x')] })
  const colored = renderText(outcome, scene({ color: true, width: 200 }))
  expect(colored).toContain('\x1b[31m')
  expect(colored.replace(/\x1b\[\d+m/g, '')).toBe(renderText(outcome, scene({ width: 200 })))
})

test('no control character reaches the terminal and no line is too wide, whatever the repository holds', () => {
  const what = fc.constantFrom('commit', 'message', 'push', 'scan' as const)
  fc.assert(
    fc.property(wild, wild, fc.boolean(), fc.integer({ min: 40, max: 120 }), what, (path, text, color, width, what) => {
      const told = finding({ path, message: text, provider: text, help: text })
      const outcome = verdict({
        findings: [told, { ...told, blocking: false }],
        suppressed: [suppressed('override', text, { path })],
        notes: [text],
      })
      const shown = renderText(outcome, scene({ color, width, what })).replace(color ? /\x1b\[\d+m/g : /(?!)/, '')
      for (const line of shown.split('\n')) {
        expect(line).not.toMatch(UNSAFE)
        const unbreakable =
          !line.trim().includes(' ') || line.startsWith('    ') || line.startsWith(`${printable(path)}:3:12:`)
        expect(unbreakable || fits(line, width), line).toBe(true)
      }
    }),
    SEED,
  )
})
