import { expect, test } from 'vitest'
import { baseOf, below } from '../../src/network/base-url.ts'

const own = 'https://api.openai.com'
const named = (value: string, provider = 'OpenAI', name = 'KEYHOOK_OPENAI_BASE_URL') =>
  baseOf(provider, own, { [name]: value })

test('a base is the provider’s own, or what a variable names', () => {
  expect(baseOf('OpenAI', own, {})).toMatchObject({ setBy: null })
  expect(named('')).toMatchObject({ setBy: null })
  expect(named('https://api.openai.com/')).toMatchObject({ setBy: null })
  expect(named('https://gateway.acme.dev')).toMatchObject({ setBy: 'KEYHOOK_OPENAI_BASE_URL' })
  for (const name of ['KEYHOOK_HUGGING_FACE_BASE_URL', 'KEYHOOK_HUGGINGFACE_BASE_URL'])
    expect(named('https://hub.acme.dev', 'Hugging Face', name).setBy).toBe(name)
})

test.for([
  'http://localhost:8080',
  'http://127.0.0.1',
  'http://127.8.9.1:1/x',
  'http://[::1]:9/',
  'https://gateway.acme.dev/openai',
])('%s may be a base', base => {
  expect(named(base).setBy).not.toBeNull()
})

test.for([
  'http://gateway.acme.dev',
  'http://127.0.0.1.acme.dev',
  'http://localhost.acme.dev',
  'http://0.0.0.0',
  'https://user:hunter2@gateway.acme.dev',
  'https://gateway.acme.dev/?key=hunter2',
  'https://gateway.acme.dev/#hunter2',
  'file:///etc/passwd',
  'ftp://localhost',
  'gateway hunter2',
])('%s may not, and is not repeated', base => {
  expect(() => named(base)).toThrow(/^KEYHOOK_OPENAI_BASE_URL /)
  expect(() => named(base)).not.toThrow(/hunter2|acme|passwd/)
})

test.for([
  ['https://api.openai.com', '/v1/models', 'https://api.openai.com/v1/models'],
  ['https://g.dev/v1', '/v1/models', 'https://g.dev/v1/models'],
  ['https://g.dev/v1/', '/v1/models?a=b', 'https://g.dev/v1/models?a=b'],
  ['https://g.dev/openai/v1', '/v1/models', 'https://g.dev/openai/v1/models'],
  ['https://g.dev/openai', '/v1/models', 'https://g.dev/openai/v1/models'],
  ['https://g.dev/api/v4', '/api/v4/user', 'https://g.dev/api/v4/user'],
  ['https://g.dev', '/', 'https://g.dev/'],
] as const)('%s and %s', ([base, path, expected]) => {
  expect(below(named(base), path).href).toBe(expected)
})
