import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { KeyhookError } from '../errors.ts'
import type { Git } from '../git/git.ts'
import type { Repository } from '../git/repository.ts'

/** A commit in the making that the repository never sees: its index and its objects are in a temporary directory. */
export interface Scratch {
  readonly directory: string
  /** The environment in which git and the hooks see it. */
  readonly git: Git
  /** What a pre-push hook reads for it. */
  readonly pushed: string
}

/** The two commits that a door is tried with: one adds a file with a made-up key to HEAD, the other adds nothing. */
export interface ScratchPair {
  readonly planted: Scratch
  readonly clean: Scratch
  remove(): void
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'keyhook',
  GIT_AUTHOR_EMAIL: 'keyhook@localhost',
  GIT_COMMITTER_NAME: 'keyhook',
  GIT_COMMITTER_EMAIL: 'keyhook@localhost',
}

/** Has a step done when keyhook ends, be it by a signal. */
export type AtExit = (step: () => void) => void

/** @param content what the planted file holds */
export async function makeScratch(
  repository: Repository,
  content: string,
  atExit: AtExit = () => {},
): Promise<ScratchPair> {
  const root = makeDirectory()
  const remove = () => rmSync(root, { recursive: true, force: true, maxRetries: 5 })
  atExit(remove)
  try {
    const objects = (await repository.git.output(['rev-parse', '--git-path', 'objects'])).toString().trimEnd()
    const objectDirectory = resolve(repository.git.cwd, objects)
    const head = await headOf(repository.git)
    const make = (name: string, planted: string | null) =>
      scratch(repository.git, join(root, name), objectDirectory, head, planted)
    const planted = await make('planted', content)
    const clean = await make('clean', null)
    return { planted, clean, remove }
  } catch (error) {
    remove()
    throw error
  }
}

async function scratch(
  base: Git,
  directory: string,
  objects: string,
  head: string | null,
  planted: string | null,
): Promise<Scratch> {
  mkdirSync(join(directory, 'objects'), { recursive: true })
  const git = base.with({
    ...IDENTITY,
    GIT_INDEX_FILE: join(directory, 'index'),
    GIT_OBJECT_DIRECTORY: join(directory, 'objects'),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: [quoted(objects), base.env['GIT_ALTERNATE_OBJECT_DIRECTORIES'] ?? []]
      .flat()
      .join(delimiter),
    KEYHOOK_CONTROL: '1',
    KEYHOOK_OVERRIDE: undefined,
  })
  await git.output([...PLAIN_INDEX, 'read-tree', head ?? '--empty'])
  if (planted !== null) await plant(git, planted)
  writeFileSync(join(directory, 'message'), planted ?? 'Say nothing\n', { mode: 0o600 })
  const tree = (await git.output([...PLAIN_INDEX, 'write-tree'])).toString().trim()
  const parent = head === null ? [] : ['-p', head]
  const tip = (await git.output(['commit-tree', tree, ...parent, '-m', 'Say nothing'])).toString().trim()
  const name = 'refs/heads/keyhook-control'
  return { directory, git, pushed: `${name} ${tip} ${name} ${head ?? '0'.repeat(tip.length)}\n` }
}

/** A split index would leave its shared half in the git directory. */
const PLAIN_INDEX = ['-c', 'core.splitIndex=false', '-c', 'index.sparse=false', '-c', 'core.untrackedCache=false']

/** The team's own settings could allow the planted file; whether they are well-formed is for the clean commit to show. */
async function plant(git: Git, content: string): Promise<void> {
  const settings = (await git.output(['ls-files', '-z', '--', '.keyhook']))
    .toString('latin1')
    .split('\0')
    .filter(Boolean)
  const blob = (await git.output(['hash-object', '-w', '--no-filters', '--stdin'], { input: content }))
    .toString()
    .trim()
  const lines = [
    ...settings.map(path => `0 ${'0'.repeat(blob.length)}\t${path}\0`),
    `100644 ${blob}\tkeyhook-control-${process.pid}.txt\0`,
  ]
  await git.output([...PLAIN_INDEX, 'update-index', '-z', '--index-info'], {
    input: Buffer.from(lines.join(''), 'latin1'),
  })
}

async function headOf(git: Git): Promise<string | null> {
  const { code, stdout } = await git.attempt(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  return code === 0 ? stdout.toString().trim() : null
}

/** An entry of GIT_ALTERNATE_OBJECT_DIRECTORIES may hold the separator if it is quoted as in C. */
function quoted(path: string): string {
  return process.platform === 'win32' ? path : `"${path.replace(/["\\]/g, '\\$&')}"`
}

function makeDirectory(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'keyhook-control-'))
  } catch (error) {
    const failure = new KeyhookError(
      'install',
      `The proof needs a temporary directory, and none could be made in ${tmpdir()}`,
      'Set TMPDIR to a directory that can be written, then run the same command again.',
    )
    failure.cause = error
    throw failure
  }
}
