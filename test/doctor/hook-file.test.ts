import { expect, test } from 'vitest'
import { knowsConfiguredHooks, readConfiguredHooks, runsHooksDirectory } from '../../src/doctor/configured-hooks.ts'
import { endsEarly } from '../../src/doctor/hook-file.ts'
import { reasonOf } from '../../src/doctor/proof-reason.ts'

test.each([
  ['exit 0', true],
  ['npm test\nexec npx lint-staged "$@"', true],
  ['exec >/dev/null 2>&1', false],
  ['exec 3<&1', false],
  ['# exit 0', false],
  ['if [ -n "$CI" ]; then\n  exit 0\nfi', false],
  ['[ -z "$CI" ] || exit 0', false],
  ['stop() {\n  exit 1\n}', false],
  ['if true; then echo a; fi\nexit 0', true],
  ['cat <<END\nexit 0\nEND', false],
  ['for f in a b; do\n  exit 1\ndone\nexit', true],
])('whether sh surely ends in %j', (lines, ends) => {
  expect(endsEarly(`#!/bin/sh\n${lines}\n`)).toBe(ends)
})

test('hooks of the configuration: which there are, and whether git runs the hooks directory beside them', () => {
  const listed = 'hook.linter.event\npre-commit\0hook.linter.command\nx\0hook.a.b.enabled\nfalse\0'
  expect(readConfiguredHooks(listed).names).toEqual(['linter', 'a.b'])
  expect(['git version 2.53.1', 'git version 2.54.0.windows.1', 'git version 3.0'].map(knowsConfiguredHooks)).toEqual([
    false,
    true,
    true,
  ])
  expect(runsHooksDirectory('linter\nhook from hookdir\n')).toBe(true)
  expect(runsHooksDirectory('linter\n')).toBe(false)
})

test('why a door did not hold is told once', () => {
  const said = 'keyhook: its scanner is damaged. Repair it with: npx keyhook init'
  const why = `a made-up key was not found (exit code 2). ${said}; a clean commit was stopped (exit code 2). ${said}`
  expect(reasonOf({ why })).toBe(
    'it cannot look for a made-up key, and it stops a clean commit: its scanner is damaged.',
  )
  expect(reasonOf({ why: 'a made-up key was not found (exit code 0). ' })).toBe('it lets a made-up key pass.')
})
