import { expect, test } from 'vitest'
import { reachOf } from '../../../src/detect/checks/host.ts'

test.each([
  ['db.acme.dev', 'network'],
  ['db.acme.dev:5432', 'network'],
  ['10.4.0.9', 'network'],
  ['[2001:db8::1]:5432', 'network'],
  ['localhost', 'local'],
  ['localhost:5432', 'local'],
  ['127.0.0.1:80', 'local'],
  ['[::1]', 'local'],
  ['postgres', 'local'],
  ['db.example.com', 'local'],
  ['api.test', 'local'],
  ['your-host.com', 'local'],
  ['foo.com', 'local'],
  ['', 'local'],
])('%s is of the %s', (host, reach) => {
  expect(reachOf(host)).toBe(reach)
})
