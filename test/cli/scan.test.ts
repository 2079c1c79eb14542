import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { adviceWith, lineWith, openaiKey } from '../support/journey.ts'
import { test } from '../support/repo.ts'

const KEY = openaiKey('scan')

describe('a scan that cannot be done says what can', () => {
  test('a range of commits that are not there', ({ repo }) => {
    repo.git('commit', '-q', '--allow-empty', '-m', 'first')
    for (const range of ['nowhere..HEAD', 'HEAD..nowhere']) {
      const ended = repo.keyhook(['scan', '--range', range])
      expect(ended).toMatchObject({ code: 2, stdout: '' })
      expect(ended.stderr).toMatch(/^keyhook: There is no commit nowhere .*\n.*: git fetch --all\n$/)
    }
  })

  test('what is staged in a bare repository', ({ repo }) => {
    const bare = join(repo.root, 'bare.git')
    repo.git('init', '-q', '--bare', bare)
    const ended = repo.keyhook(['scan'], { cwd: bare })
    expect(ended.code).toBe(2)
    expect(adviceWith(ended, 'scan --history')).toMatch(/^node /)
  })
})

describe('what is in no repository can be allowed where it stands', () => {
  const marker = '// keyhook:allow made up'

  test('a file', ({ repo }) => {
    const path = join(repo.home, 'a.js')
    writeFileSync(path, lineWith(KEY))
    const ended = repo.keyhook(['scan', path], { cwd: repo.home })
    expect(ended.code).toBe(1)
    expect(adviceWith(ended, 'keyhook:allow')).toBe('keyhook:allow WHY')
    writeFileSync(path, lineWith(KEY).replace('\n', ` ${marker}\n`))
    expect(repo.keyhook(['scan', path], { cwd: repo.home }).code).toBe(0)
  })

  test('standard input', ({ repo }) => {
    const ended = repo.keyhook(['scan', '--stdin'], { input: lineWith(KEY) })
    expect(ended.code).toBe(1)
    expect(adviceWith(ended, 'keyhook:allow')).toBe('keyhook:allow WHY')
    expect(repo.keyhook(['scan', '--stdin'], { input: lineWith(KEY).replace('\n', ` ${marker}\n`) }).code).toBe(0)
  })
})
