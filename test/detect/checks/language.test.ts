import { expect, test } from 'vitest'
import { isTrial } from '../../../src/detect/checks/language.ts'

test.each([
  'test/auth.ts',
  'pkg/auth_test.go',
  'tests/unit/conftest.py',
  'src/app.spec.ts',
  'src/AppTest.java',
  'app/__mocks__/api.js',
  'docs/configuration.rst',
  'docs/guide/start.md',
  'examples/app/settings.py',
])('%s is there to try or to explain', path => {
  expect(isTrial(path)).toBe(true)
})

test.each([
  'src/app.ts',
  'README.md',
  'tests/.env',
  'test/docker-compose.yml',
  'src/contest/app.ts',
  'src/latest.ts',
  'tests/a/b/c/d/e/app.ts',
  'docs/conf.py',
])('%s is not', path => {
  expect(isTrial(path)).toBe(false)
})
