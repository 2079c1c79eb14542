import { describe, expect, test } from 'vitest'
import { readInline } from '../../src/allowlist/inline.ts'
import { MARKERS } from '../../src/allowlist/markers.ts'
import { aDetection } from '../support/detections.ts'

const KEY = 'key = "sk-proj-…4f2A"'

describe('same line', () => {
  test.each([
    [`${KEY} // keyhook:allow example from the docs`, 'example from the docs'],
    [`${KEY} # keyhook:allow docs`, 'docs'],
    [`${KEY} //keyhook:allow docs`, 'docs'],
    [`${KEY} --keyhook:allow docs`, 'docs'],
    [`${KEY} <!-- keyhook:allow docs -->`, 'docs'],
    [`${KEY} <!--keyhook:allow docs-->`, 'docs'],
    [`${KEY} /* keyhook:allow docs */`, 'docs'],
    [`/* keyhook:allow docs */ ${KEY}`, 'docs'],
    [`${KEY} {# keyhook:allow docs #}`, 'docs'],
    [`${KEY} <%-- keyhook:allow docs --%>`, 'docs'],
    [`${KEY} (* keyhook:allow docs *)`, 'docs'],
    [`${KEY} {- keyhook:allow docs -}`, 'docs'],
    [`${KEY} // keyhook:allow: docs`, 'docs'],
    [`${KEY} // keyhook:allow\tdocs\r`, 'docs'],
    [`${KEY} // keyhook:allow 例`, '例'],
    [`${KEY} // keyhook:allow 7`, '7'],
    [`${KEY} // keyhook:allow // keyhook:allow second thoughts`, 'keyhook:allow second thoughts'],
    [`${KEY} // gitleaks:allow keyhook:allow docs`, 'docs'],
    [`first line\n${KEY} // keyhook:allow docs\nthird line`, 'docs'],
  ])('%j', (line, reason) => {
    const inline = readInline(aDetection(line), [])
    expect(inline?.kind).toBe('allowed')
    expect(inline?.kind === 'allowed' && inline.reason.replace(/^\/\/ /, '')).toBe(reason)
  })

  test.each([
    `${KEY} // keyhook:allow`,
    `${KEY} // keyhook:allow   `,
    `${KEY} // keyhook:allow ---`,
    `${KEY} // keyhook:allow …!`,
    `${KEY} <!-- keyhook:allow -->`,
    `${KEY} <!-- keyhook:allow --> <b>text</b>`,
    `${KEY} /* keyhook:allow */`,
    `/* keyhook:allow */ ${KEY}`,
    `/* keyhook:allow*/ ${KEY}`,
    `${KEY} {# keyhook:allow #}`,
    `{# keyhook:allow #} ${KEY}`,
    `{"marker": "keyhook:allow", ${KEY}}`,
    `// keyhook:allow sk-proj-…4f2A`,
    `${KEY} // keyhook:allow\nnext line`,
  ])('no reason: %j', line => {
    expect(readInline(aDetection(line), [])).toEqual({ kind: 'without reason', marker: 'keyhook:allow', line: 3 })
  })

  test.each([
    `${KEY} // keyhook:allowed docs`,
    `${KEY} // keyhook:allow-list docs`,
    `${KEY} // keyhook:allow_docs`,
    `${KEY} // keyhook:allow.html docs`,
    `${KEY} // keyhook:allow-next-line docs`,
    `${KEY} // xkeyhook:allow docs`,
    `${KEY} // not-keyhook:allow docs`,
    `${KEY} // _keyhook:allow docs`,
    `${KEY} // KEYHOOK:ALLOW docs`,
    `${KEY} // keyhook: allow docs`,
    `${KEY} // gitleaks:allow`,
    KEY,
  ])('no marker: %j', line => {
    expect(readInline(aDetection(line), [])).toBeNull()
  })
})

describe('line before', () => {
  const next = (previous: string) => readInline(aDetection(KEY, previous), [])

  test('counts', () => {
    expect(next('  # keyhook:allow-next-line docs')).toEqual({ kind: 'allowed', reason: 'docs' })
    expect(next('/* keyhook:allow-next-line docs */')).toEqual({ kind: 'allowed', reason: 'docs' })
  })

  test('without a reason it does not count, and says on which line it stands', () => {
    expect(next('# keyhook:allow-next-line')).toEqual({
      kind: 'without reason',
      marker: 'keyhook:allow-next-line',
      line: 2,
    })
  })

  test('the marker of the same line means nothing there', () => {
    expect(next('# keyhook:allow docs')).toBeNull()
    expect(next('# keyhook:allow-next-lines docs')).toBeNull()
  })

  test('a reason on one line makes up for a marker without one on the other', () => {
    const inline = readInline(aDetection(`${KEY} # keyhook:allow`, '# keyhook:allow-next-line docs'), [])
    expect(inline).toEqual({ kind: 'allowed', reason: 'docs' })
  })
})

describe("other tools' markers", () => {
  test.each([
    ['gitleaks', `${KEY} // gitleaks:allow`, null, 'gitleaks:allow'],
    ['detect-secrets', `${KEY} # pragma: allowlist secret`, null, 'pragma: allowlist secret'],
    ['detect-secrets', KEY, '# pragma: allowlist nextline secret', 'pragma: allowlist nextline secret'],
    ['secretlint', `${KEY} // secretlint-disable-line`, null, 'secretlint-disable-line'],
    ['secretlint', KEY, '// secretlint-disable-next-line', 'secretlint-disable-next-line'],
    ['trufflehog', `${KEY} // trufflehog:ignore`, null, 'trufflehog:ignore'],
  ] as const)('%s: %j %j', (tool, line, previous, reason) => {
    expect(readInline(aDetection(line, previous), [tool])).toEqual({ kind: 'allowed', reason })
    expect(
      readInline(
        aDetection(line, previous),
        MARKERS.filter(other => other !== tool),
      ),
    ).toBeNull()
    expect(readInline(aDetection(previous ?? 'x', line), [tool])).toBeNull()
  })
})

test('a file name has no comments', () => {
  expect(readInline(aDetection('a keyhook:allow docs', null, { line: 0 }), [])).toBeNull()
})

test('a long line costs little', () => {
  const line = `${KEY} ${'keyhook:allow   '.repeat(70_000)}${' '.repeat(1e6)}`
  const start = performance.now()
  expect(readInline(aDetection(line), [])?.kind).toBe('allowed')
  expect(readInline(aDetection(`${KEY} // keyhook:allow ${' '.repeat(1e6)}`), [])?.kind).toBe('without reason')
  expect(readInline(aDetection('keyhook:allow*/'.repeat(70_000)), [])?.kind).toBe('without reason')
  expect(performance.now() - start).toBeLessThan(2_000)
})
