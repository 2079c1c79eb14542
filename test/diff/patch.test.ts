import { describe, expect, test } from 'vitest'
import type { FileChange } from '../../src/diff/change.ts'
import { createPatchParser } from '../../src/diff/patch.ts'
import { KeyhookError } from '../../src/errors.ts'

const OLD = 'a'.repeat(40)
const NEW = 'b'.repeat(40)
const ZERO = '0'.repeat(40)

interface Added {
  readonly path: string
  readonly line: number
  readonly text: string
}

/** Parses a stream cut into pieces of `size` bytes and tells what was added. */
function parse(stream: string, size = 1 << 20): Added[] {
  const added: Added[] = []
  const parser = createPatchParser({
    commit() {},
    file(change: FileChange) {
      let text = ''
      return {
        added(line, part, ends) {
          text += part.toString('latin1')
          if (!ends) return
          added.push({ path: change.path.toString('latin1'), line, text })
          text = ''
        },
        context() {},
        end() {},
      }
    },
  })
  const bytes = Buffer.from(stream, 'latin1')
  for (let at = 0; at < bytes.length; at += size) parser.push(bytes.subarray(at, at + size))
  parser.end()
  return added
}

const record = (status: string, ...paths: string[]) => `:100644 100644 ${OLD} ${NEW} ${status}\0${paths.join('\0')}\0`
const header = (path: string) =>
  `diff --git a/${path} b/${path}\nindex ${OLD}..${NEW} 100644\n--- a/${path}\n+++ b/${path}\n`

const rows: { name: string; stream: string; added: Added[] }[] = [
  { name: 'nothing staged', stream: '', added: [] },
  {
    name: 'one line among context',
    stream: `${record('M', 'f')}\0${header('f')}@@ -1,2 +1,3 @@ function f() {\n a\n+b\n c\n`,
    added: [{ path: 'f', line: 2, text: 'b' }],
  },
  {
    name: 'added lines that look like headers',
    stream: `${record('M', 'f')}\0${header('f')}@@ -0,0 +1,4 @@\n+diff --git a/x b/x\n+++ b/x\n+@@ -1 +1 @@\n+:100644 100644\n`,
    added: ['diff --git a/x b/x', '++ b/x', '@@ -1 +1 @@', ':100644 100644'].map((text, index) => ({
      path: 'f',
      line: index + 1,
      text,
    })),
  },
  {
    name: 'removed lines that look like headers',
    stream: `${record('M', 'f')}\0${header('f')}@@ -1,2 +1 @@\n--- a/x\n-+++ b/x\n+z\n`,
    added: [{ path: 'f', line: 1, text: 'z' }],
  },
  {
    name: 'no newline at the end of both files',
    stream: `${record('M', 'f')}\0${header('f')}@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n`,
    added: [{ path: 'f', line: 1, text: 'b' }],
  },
  {
    name: 'a path with a newline, a tab and a quote',
    stream: `${record('M', 'we"ird\n\tname')}\0${header('"quoted"')}@@ -0,0 +1 @@\n+b\n`,
    added: [{ path: 'we"ird\n\tname', line: 1, text: 'b' }],
  },
  {
    name: 'a rename with an edit counts only the edit',
    stream: `${record('R090', 'old', 'new')}\0diff --git a/old b/new\nsimilarity index 90%\nrename from old\nrename to new\nindex ${OLD}..${NEW} 100644\n--- a/old\n+++ b/new\n@@ -3 +3,2 @@\n c\n+d\n`,
    added: [{ path: 'new', line: 4, text: 'd' }],
  },
  {
    name: 'a changed type is two patches of one record',
    stream: `:100644 120000 ${OLD} ${NEW} T\0f\0\0diff --git a/f b/f\ndeleted file mode 100644\nindex ${OLD}..${ZERO}\n--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\ndiff --git a/f b/f\nnew file mode 120000\nindex ${ZERO}..${NEW}\n--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+target\n\\ No newline at end of file\n`,
    added: [{ path: 'f', line: 1, text: 'target' }],
  },
  {
    name: 'of a merge only what no parent has',
    stream: `${NEW}\0::100644 100644 100644 ${OLD} ${OLD} ${NEW} MM\0f\0\0diff --combined f\nindex ${OLD},${OLD}..${NEW}\n--- a/f\n+++ b/f\n@@@ -1,4 -1,4 +1,5 @@@\n  a\n+ ours\n +theirs\n- gone\n -gone too\n++evil\n  b\n`,
    added: [{ path: 'f', line: 4, text: 'evil' }],
  },
  {
    name: 'merges that brought nothing of their own print their ids only',
    stream: `${OLD}\0${NEW}\0${record('M', 'f')}\0${header('f')}@@ -0,0 +1 @@\n+b\n${OLD}\0${NEW}\0`,
    added: [{ path: 'f', line: 1, text: 'b' }],
  },
  {
    name: 'two commits',
    stream: `${OLD}\0${record('M', 'f')}\0${header('f')}@@ -0,0 +1 @@\n+b\n${NEW}\0${record('M', 'g')}\0${header('g')}@@ -0,0 +1 @@\n+c\n`,
    added: [
      { path: 'f', line: 1, text: 'b' },
      { path: 'g', line: 1, text: 'c' },
    ],
  },
]

describe.each(rows)('$name', ({ stream, added }) => {
  test.each([1, 2, 3, 7, 64, 1 << 20])('in pieces of %i bytes', size => {
    expect(parse(stream, size)).toEqual(added)
  })
})

describe('a stream that is not whole, or not understood, is an error', () => {
  const whole = `${record('M', 'f')}\0${header('f')}@@ -0,0 +1,2 @@\n+b\n+c\n`
  test('cut anywhere', () => {
    const passed = [...whole].map((_, length) => length).filter(length => length > 0 && reads(whole.slice(0, length)))
    expect(passed).toEqual([])
  })

  function reads(stream: string): boolean {
    try {
      return parse(stream).length === 0
    } catch (error) {
      expect(error).toBeInstanceOf(KeyhookError)
      return false
    }
  }

  const broken: [string, string][] = [
    ['a record of too few fields', `:100644 ${OLD} M\0f\0\0`],
    [
      'more patches than records',
      `${record('M', 'f')}\0${header('f')}@@ -0,0 +1 @@\n+b\n${header('g')}@@ -0,0 +1 @@\n+b\n`,
    ],
    ['fewer patches than records', `${record('M', 'f')}${record('M', 'g')}\0${header('f')}@@ -0,0 +1 @@\n+b\n`],
    ['another object than the record says', `${record('M', 'f')}\0diff --git a/f b/f\nindex ${OLD}..${OLD} 100644\n`],
    ['a line without a sign', `${record('M', 'f')}\0${header('f')}@@ -0,0 +1 @@\nb\n`],
    ['an unknown header', `${record('M', 'f')}\0diff --git a/f b/f\nBinary files differ\n`],
    ['colours', `\x1b[1m${record('M', 'f')}`],
    ['an unresolved conflict', `:000000 100644 ${ZERO} ${ZERO} U\0f\0\0`],
  ]
  test.each(broken)('%s', (_, stream) => {
    expect(() => parse(stream)).toThrow(KeyhookError)
  })
})
