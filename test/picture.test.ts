import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { install, lineWith, openaiKey } from './support/journey.ts'
import { test } from './support/repo.ts'

const PICTURE = readFileSync('docs/images/commit.svg', 'utf8')

/** What stands in the picture, a line each; what differs from key to key, and from one place to another, left out. */
const plain = (text: string): string[] =>
  text
    .replace(/(?<=-)…[\w-]{4} /g, '… ')
    .replace(/\b[0-9a-f]{16}\b/g, 'fingerprint')
    .split('\n')
    .filter(line => line !== '')

const decoded = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))

test('the picture of a stopped commit shows what is printed (npm run picture writes it)', ({ repo }) => {
  install(repo)
  repo.write('node_modules/keyhook/package.json', '{}')
  repo.stage('src/client.js', `export ${lineWith(openaiKey('picture'))}`)
  const [typed = '', ...shown] = [...PICTURE.matchAll(/<text [^>]*>(.*?)<\/text>/g)].map(([, row = '']) =>
    decoded(row.replace(/<[^>]+>/g, '')),
  )
  expect(typed).toMatch(/^\$ git commit /)
  const ended = repo.run('sh', ['-c', typed.slice(2)])
  expect(plain(shown.join('\n'))).toEqual(plain(ended.all))
})

test('its colours are those of the terminal, for light and for dark', () => {
  expect(PICTURE).toMatch(/class="bold red">keyhook stopped this commit/)
  expect(PICTURE).toContain('@media (prefers-color-scheme: dark)')
})
