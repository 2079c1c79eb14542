import { symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'

/** Lines that look like code, so that what stands around a key is as usual. */
const LINES = Array.from({ length: 30 }, (_, line) => `export const value${line} = ${line * 7}\n`)
const TEXT = LINES.join('')
const changed = (at, ...lines) => LINES.toSpliced(at, 1, ...lines).join('')

const commit = (...args) => ({ args: ['commit', '-m', 'next', ...args] })

/** Staged in the top level of the repository, then committed. */
function staged(name, path, content, settings) {
  return {
    name,
    stop: true,
    arrange(repository, key) {
      settings?.(repository)
      repository.stage(path, content(key))
      return commit()
    },
  }
}

/** As `staged`, after a first commit of the file without the key. */
function edit(name, arrange) {
  return {
    name,
    stop: true,
    arrange(repository, key) {
      repository.stage('a.js', TEXT)
      repository.commit()
      const asked = arrange?.(repository, key)
      if (asked !== undefined) return asked
      repository.stage('a.js', changed(9, key))
      return commit()
    },
  }
}

const setting = (...pairs) =>
  edit(pairs.map(pair => pair.join('=')).join(', '), repository => {
    for (const [name, value] of pairs) repository.git('config', name, value)
  })

const attribute = (name, value, settings) =>
  edit(name, repository => {
    settings?.(repository)
    repository.write('.gitattributes', `* ${value}\n`)
  })

const pass = situation => ({ ...situation, stop: false })

const NAMES = [
  ['a space', 'sp ace.js'],
  ['a tab', 'ta\tb.js'],
  ['a line feed', 'line\nfeed.js'],
  ['quotes', `quo"te'.js`],
  ['a leading dash', '-dash.js'],
  ['an option', '--cached'],
  ['HEAD', 'HEAD'],
  ['two dots', '..x.js'],
  ['` b/`', 'x b/y.js'],
  ['umlauts', 'größe.js'],
  ['a pathspec', ':(top)z.js'],
  ['no UTF-8', Buffer.from('caf\xe9.js', 'latin1')],
]

/**
 * Each: what is done before the hooks are there, and the command that they have to judge. `stop` says what is right. The key is a whole line with a GitHub token and
 * an AWS key id, for each of the tools knows one of them; without a key it is a line of the same kind that is harmless.
 */
export const situations = [
  { group: 'What is added' },
  staged('a new file', 'a.js', key => TEXT + key),
  edit('an edited line'),
  staged('the first commit, one line', 'a.js', key => key),
  edit('a last line without a line feed', (repository, key) => {
    repository.stage('a.js', TEXT + key.trimEnd())
    return commit()
  }),
  edit('`commit -a`', (repository, key) => {
    repository.write('a.js', changed(9, key))
    return commit('-a')
  }),
  edit('`commit PATH`', (repository, key) => {
    repository.write('a.js', changed(9, key))
    return commit('--', 'a.js')
  }),
  edit('`commit --amend`', (repository, key) => {
    repository.stage('a.js', changed(9, key))
    return commit('--amend')
  }),
  edit('staged, and cleaned in the working tree', (repository, key) => {
    repository.stage('a.js', changed(9, key))
    repository.write('a.js', TEXT)
    return commit()
  }),
  edit('the same, unnoticed: size and time as staged', (repository, key) => {
    repository.git('config', 'core.trustctime', 'false')
    repository.git('config', 'core.checkStat', 'minimal')
    const time = new Date('2026-01-01')
    repository.write('a.js', changed(9, key))
    utimesSync(join(repository.dir, 'a.js'), time, time)
    repository.git('add', 'a.js')
    repository.write('a.js', changed(9, '/'.repeat(key.length - 1).concat('\n')))
    utimesSync(join(repository.dir, 'a.js'), time, time)
    return commit()
  }),
  edit('a file that moved and gained a key', (repository, key) => {
    repository.git('mv', 'a.js', 'b.js')
    repository.stage('b.js', TEXT + key)
    return commit()
  }),
  edit('a copy of a file with a key', (repository, key) => {
    repository.stage('b.js', TEXT + key)
    repository.commit()
    repository.stage('c.js', TEXT + key)
    return commit()
  }),
  edit('a merge that brings a line no side has', (repository, key) => {
    conflict(repository)
    repository.stage('a.js', changed(9, 'const both = 1\n', key))
    return { args: ['commit', '-m', 'merge'] }
  }),
  edit('the message', (_, key) => ({ args: ['commit', '--allow-empty', '-m', `next\n\n${key}`] })),
  edit('a file name', (repository, key) => {
    repository.stage(`${key.replace(/[^A-Za-z0-9_]+/g, '-')}.txt`, 'nothing\n')
    return commit()
  }),
  edit('the target of a link', (repository, key) => {
    symlinkSync(key.trim(), join(repository.dir, 'link'))
    repository.git('add', 'link')
    return commit()
  }),

  { group: 'What is not added' },
  pass(
    edit('a key beside the edited line', (repository, key) => {
      repository.stage('a.js', changed(9, key))
      repository.commit()
      repository.stage('a.js', LINES.toSpliced(8, 2, 'export const other = 1\n', key).join(''))
      return commit()
    }),
  ),
  pass(
    edit('a key far from the edited line', (repository, key) => {
      repository.stage('a.js', changed(1, key))
      repository.commit()
      repository.stage('a.js', LINES.toSpliced(1, 1, key).toSpliced(25, 1, 'export const other = 1\n').join(''))
      return commit()
    }),
  ),
  pass(
    edit('a deleted key', (repository, key) => {
      repository.stage('a.js', changed(9, key))
      repository.commit()
      repository.stage('a.js', TEXT)
      return commit()
    }),
  ),
  pass(
    edit('a deleted file', (repository, key) => {
      repository.stage('b.js', key)
      repository.commit()
      repository.git('rm', '-q', 'b.js')
      return commit()
    }),
  ),
  pass(
    edit('a file that moved', (repository, key) => {
      repository.stage('a.js', changed(9, key))
      repository.commit()
      repository.git('mv', 'a.js', 'b.js')
      return commit()
    }),
  ),
  pass(
    edit('a file that became executable', (repository, key) => {
      repository.stage('a.js', changed(9, key))
      repository.commit()
      repository.git('update-index', '--chmod=+x', 'a.js')
      return commit()
    }),
  ),
  pass(
    edit('a key in the working tree only, beside a staged line', (repository, key) => {
      repository.stage('a.js', changed(9, 'export const other = 1\n'))
      repository.write('a.js', changed(9, 'export const other = 1\n', key))
      return commit()
    }),
  ),
  pass(
    edit('`commit PATH` with a key staged elsewhere', (repository, key) => {
      repository.stage('b.js', key)
      repository.write('a.js', changed(9, 'export const other = 1\n'))
      return commit('--', 'a.js')
    }),
  ),
  pass(
    edit('`add -N`: only announced', (repository, key) => {
      repository.stage('a.js', changed(9, 'export const other = 1\n'))
      repository.write('b.js', key)
      repository.git('add', '-N', 'b.js')
      return commit()
    }),
  ),
  pass(
    edit('a merge of a branch that has a key', (repository, key) => {
      conflict(repository, key)
      repository.stage('a.js', changed(9, 'const both = 1\n'))
      return { args: ['commit', '-m', 'merge'] }
    }),
  ),
  pass(
    edit('a submodule with a key in it', (repository, key) => {
      const inner = join(repository.root, 'inner')
      repository.run(
        'bash',
        ['-c', `git init -q '${inner}' && cd '${inner}' && cat > f && git add f && git commit -qm x`],
        {
          input: key,
        },
      )
      repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub')
      return commit()
    }),
  ),

  { group: 'Encodings and sizes' },
  ...[
    ['UTF-16, little endian, with a mark', text => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, little endian, without', text => Buffer.from(text, 'utf16le')],
    ['UTF-16, big endian, with a mark', text => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['Latin-1', text => Buffer.from(`caf\xe9 ${text}`, 'latin1')],
    ['a binary file', text => Buffer.concat([Buffer.from([0, 1, 2, 255, 0]), Buffer.from(text), Buffer.from([0, 9])])],
    ['a line of 1 MB', text => `var x = '${'x '.repeat(500_000)}'; ${text}`],
    ['a text of 3 MB', text => `${'const line = 1\n'.repeat(200_000)}${text}`],
    ['CRLF', text => `one\r\ntwo\r\n${text.trimEnd()}\r\n`],
    ['lines that look like a diff', text => `--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n-x\n${text}diff --git a/x b/x\n`],
    ['a file that git-lfs would keep elsewhere', text => `version https://git-lfs.github.com/spec/v1\n${text}`],
  ].map(([name, content]) => staged(name, 'a.js', content)),

  { group: 'Names' },
  ...NAMES.map(([name, path]) => staged(`a name with ${name}`, path, key => key)),

  { group: 'Configuration' },
  setting(['color.ui', 'always']),
  setting(['color.diff', 'always']),
  setting(['diff.noprefix', 'true']),
  setting(['diff.mnemonicPrefix', 'true']),
  setting(['core.quotePath', 'false']),
  setting(['diff.external', 'true']),
  setting(['core.bigFileThreshold', '1']),
  setting(['diff.renames', 'copies']),
  setting(['core.pager', 'false'], ['pager.diff', 'true']),
  edit('GIT_EXTERNAL_DIFF=true', (repository, key) => {
    repository.stage('a.js', changed(9, key))
    return { ...commit(), env: { GIT_EXTERNAL_DIFF: 'true' } }
  }),
  edit('GIT_DIFF_OPTS=-u0', (repository, key) => {
    repository.stage('a.js', changed(9, key))
    return { ...commit(), env: { GIT_DIFF_OPTS: '-u0' } }
  }),
  attribute('attribute -diff', '-diff'),
  attribute('attribute binary', 'binary'),
  attribute('a driver with textconv', 'diff=d', repository => repository.git('config', 'diff.d.textconv', 'true')),
  attribute('a driver with a command', 'diff=d', repository => repository.git('config', 'diff.d.command', 'true')),
  edit('attribute working-tree-encoding=UTF-16', (repository, key) => {
    repository.stage('.gitattributes', '*.txt working-tree-encoding=UTF-16\n')
    repository.stage('b.txt', Buffer.from(`\ufeff${key}`, 'utf16le'))
    return commit()
  }),

  { group: 'Layouts' },
  edit('from a directory below', (repository, key) => {
    repository.stage('a.js', changed(9, key))
    repository.write('sub/x', '')
    return { ...commit(), cwd: join(repository.dir, 'sub') }
  }),
  edit('diff.relative, from a directory below', (repository, key) => {
    repository.git('config', 'diff.relative', 'true')
    repository.stage('a.js', changed(9, key))
    repository.write('sub/x', '')
    return { ...commit(), cwd: join(repository.dir, 'sub') }
  }),
  edit('a linked worktree', (repository, key) => {
    repository.git('worktree', 'add', '-q', '-b', 'linked', '../linked')
    const cwd = join(repository.root, 'linked')
    repository.run('tee', ['a.js'], { cwd, input: changed(9, key) })
    return { ...commit('-a'), cwd, at: cwd }
  }),
  edit('in a submodule', (repository, key) => {
    repository.git('clone', '-q', '.', '../inner')
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', '../inner', 'sub')
    const cwd = join(repository.dir, 'sub')
    repository.run('tee', ['a.js'], { cwd, input: changed(9, key) })
    return { ...commit('-a'), cwd, at: cwd }
  }),
  edit('GIT_INDEX_FILE', (repository, key) => {
    repository.git('read-tree', '--index-output=.git/other', 'HEAD')
    repository.write('a.js', changed(9, key))
    const env = { GIT_INDEX_FILE: join(repository.dir, '.git/other') }
    repository.run('git', ['add', 'a.js'], { env })
    return { ...commit(), env }
  }),
  edit('GIT_DIR and GIT_WORK_TREE', (repository, key) => {
    repository.stage('a.js', changed(9, key))
    const env = { GIT_DIR: join(repository.dir, '.git'), GIT_WORK_TREE: repository.dir }
    return { ...commit(), env, cwd: repository.root }
  }),
  edit('a sparse checkout', (repository, key) => {
    repository.stage('deep/b.js', TEXT)
    repository.commit()
    repository.git('sparse-checkout', 'set', 'deep')
    repository.stage('deep/b.js', changed(9, key))
    return commit()
  }),
  edit('a sparse index', (repository, key) => {
    repository.stage('deep/b.js', TEXT)
    repository.stage('other/c.js', TEXT)
    repository.commit()
    repository.git('sparse-checkout', 'init', '--cone', '--sparse-index')
    repository.git('sparse-checkout', 'set', 'deep')
    repository.stage('deep/b.js', changed(9, key))
    return commit()
  }),
  edit('index version 4', (repository, key) => {
    repository.git('update-index', '--index-version', '4')
    repository.stage('a.js', changed(9, key))
    return commit()
  }),
  edit('a split index', (repository, key) => {
    repository.git('update-index', '--split-index')
    repository.stage('a.js', changed(9, key))
    return commit()
  }),
  { ...edit('sha256'), options: ['--object-format=sha256'] },
  edit('a detached HEAD', (repository, key) => {
    repository.git('checkout', '-q', '--detach')
    repository.stage('a.js', changed(9, key))
    return commit()
  }),
  edit('a branch without a commit', (repository, key) => {
    repository.git('checkout', '-q', '--orphan', 'new')
    repository.stage('a.js', changed(9, key))
    return commit()
  }),

  { group: 'Without a commit hook of git, then pushed' },
  edit('a cherry-pick', (repository, key) => elsewhere(repository, key, 'git cherry-pick side')),
  edit('a rebase', (repository, key) => elsewhere(repository, key, 'git rebase side')),
  edit('a revert that brings a key back', (repository, key) => {
    remote(repository)
    repository.stage('a.js', changed(9, key))
    repository.commit()
    repository.stage('a.js', TEXT)
    repository.commit()
    repository.git('push', '-q', '--no-verify', 'origin', 'main')
    repository.git('checkout', '-qb', 'other')
    return { script: 'git revert --no-edit HEAD && git push -q origin other' }
  }),
  edit('`am`', (repository, key) => {
    remote(repository)
    repository.stage('a.js', changed(9, key))
    repository.commit()
    const patch = repository.git('format-patch', '-1', '--stdout')
    repository.git('reset', '-q', '--hard', 'HEAD~')
    repository.write('../patch', patch)
    return { script: 'git am -q ../patch && git push -q origin main' }
  }),
  edit('`commit --no-verify`', (repository, key) => {
    remote(repository)
    repository.stage('a.js', changed(9, key))
    return { script: 'git commit -q --no-verify -m next && git push -q origin main' }
  }),
]

function remote(repository) {
  repository.git('init', '-q', '--bare', '../remote.git')
  repository.git('remote', 'add', 'origin', '../remote.git')
  repository.git('push', '-q', 'origin', 'main')
}

/** A key on another branch that came there without hooks. */
function elsewhere(repository, key, command) {
  remote(repository)
  repository.git('checkout', '-qb', 'side')
  repository.stage('b.js', key)
  repository.commit()
  repository.git('checkout', '-q', 'main')
  repository.stage('c.js', 'export const main = 1\n')
  repository.commit()
  return { script: `${command} && git push -q origin main` }
}

/** Leaves a merge to be resolved; the other branch may have a key. */
function conflict(repository, key) {
  repository.git('checkout', '-qb', 'side')
  if (key !== undefined) repository.stage('side.js', key)
  repository.stage('a.js', changed(9, 'const side = 1\n'))
  repository.commit()
  repository.git('checkout', '-q', 'main')
  repository.stage('a.js', changed(9, 'const main = 1\n'))
  repository.commit()
  repository.run('git', ['merge', '-q', 'side'])
}
