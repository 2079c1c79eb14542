import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { devNull } from 'node:os'
import { delimiter, resolve } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { KeyhookError } from '../errors.ts'
import { endingSignal } from './ending.ts'
import { locateGit } from './locate.ts'

/** Settings that would change what git prints or reads, pinned. Each was measured to matter. */
const PINNED = [
  '--no-pager',
  '--literal-pathspecs', // a file may be called `:(top)x`
  '-c',
  'core.quotePath=true',
  // With these two relaxed, git may print the working tree's text instead of the staged blob's.
  '-c',
  'core.trustctime=true',
  '-c',
  'core.checkStat=default',
  '-c',
  'diff.suppressBlankEmpty=false', // takes the space off empty context lines
  '-c',
  'core.fsmonitor=false', // a monitor is a program of the repository's choosing
]

/** Variables that change a diff, run a program, or write where a scan should not. */
const REMOVED = [
  'GIT_DIFF_OPTS', // overrides even --unified
  'GIT_EXTERNAL_DIFF',
  'GIT_PAGER',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_REDIRECT_STDIN',
  'GIT_REDIRECT_STDOUT',
  'GIT_REDIRECT_STDERR',
]

/** Where a push waits for its hook (pre-receive), git names the repository's own objects here, and the quarantine in GIT_OBJECT_DIRECTORY. */
const ALTERNATES = 'GIT_ALTERNATE_OBJECT_DIRECTORIES'

/** A way to call git in one directory, with everything that could change its answers pinned. */
export interface Git {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** Runs to the end and returns standard output; an exit code not in `accept` (default only 0) throws `KeyhookError` 'git'. */
  output(args: readonly string[], options?: OutputOptions): Promise<Buffer>
  /** As `output`, but tells the exit code instead of throwing on it. */
  attempt(args: readonly string[], options?: { readonly input?: Buffer | string }): Promise<Outcome>
  /**
   * Starts git and hands its output over as it comes, one chunk after another: while `onChunk` waits, so does git.
   * Throws `KeyhookError` 'git' unless git ends with 0.
   */
  stream(
    args: readonly string[],
    onChunk: (chunk: Buffer) => void | Promise<void>,
    input?: AsyncIterable<string> | string,
  ): Promise<void>
  /** The same git with variables laid over its environment (undefined removes one), and perhaps started in another directory. */
  with(env: Readonly<Record<string, string | undefined>>, cwd?: string): Git
}

/** Of what git says of a failure, in characters. */
const LONGEST_SAID = 400

interface OutputOptions {
  readonly input?: Buffer | string
}

export interface Outcome {
  readonly code: number
  readonly stdout: Buffer
  readonly stderr: string
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>

/**
 * Opens git for `cwd`. `GIT_INDEX_FILE` and its like are relative to the directory the hook was started in, so they are made absolute here:
 * from anywhere else git would find no such file and take the index for empty.
 *
 * @param workTree the directory whose programs must not be run; null where there is none
 */
export function openGit(cwd: string, env: NodeJS.ProcessEnv, workTree: string | null): Git {
  const program = locateGit(env, workTree)
  return gitIn(program, cwd, hermetic(env, cwd))
}

function gitIn(program: string, cwd: string, env: NodeJS.ProcessEnv): Git {
  const start = (args: readonly string[]): Child => {
    const signal = endingSignal()
    const options = { cwd, env, windowsHide: true, ...(signal && { signal }) }
    return spawn(program, [...PINNED, ...args], { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
  }

  const attempt: Git['attempt'] = (args, options) =>
    new Promise((settle, reject) => {
      const child = start(args)
      const chunks: Buffer[] = []
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
      conclude(child, args, (code, stderr) => settle({ code, stdout: Buffer.concat(chunks), stderr }), reject)
      feed(child.stdin, options?.input ?? '')
    })

  return {
    cwd,
    env,
    attempt,
    async output(args, options) {
      const { code, stdout, stderr } = await attempt(args, options)
      if (code !== 0) throw gitFailure(args, code, stderr)
      return stdout
    },
    stream: (args, onChunk, input) => stream(start(args), args, onChunk, input ?? ''),
    with: (changes, directory = cwd) => gitIn(program, directory, hermetic({ ...env, ...changes }, directory)),
  }
}

async function stream(
  child: Child,
  args: readonly string[],
  onChunk: (chunk: Buffer) => void | Promise<void>,
  input: AsyncIterable<string> | string,
): Promise<void> {
  const ended = new Promise<void>((settle, reject) => {
    conclude(child, args, (code, stderr) => (code === 0 ? settle() : reject(gitFailure(args, code, stderr))), reject)
  })
  ended.catch(() => {}) // told below, after what became of the output
  feed(child.stdin, input)
  let refused: { readonly error: unknown } | null = null
  try {
    for await (const chunk of child.stdout) {
      try {
        await onChunk(chunk)
      } catch (error) {
        refused = { error }
        throw error
      }
    }
  } catch (error) {
    child.kill()
    if (refused === null) await ended
    throw error
  }
  await ended
}

function conclude(
  child: Child,
  args: readonly string[],
  done: (code: number, stderr: string) => void,
  reject: (error: unknown) => void,
): void {
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < 10_000) stderr += chunk.toString()
  })
  child.on('error', error => reject(gitFailure(args, -1, String(error))))
  child.on('close', (code, signal) => done(code ?? -1, signal === null ? stderr : `ended by ${signal}`))
}

function feed(stdin: Writable, input: AsyncIterable<string> | string | Buffer): void {
  // git may end before it has read everything; its exit code tells what that means.
  stdin.on('error', () => {})
  if (typeof input === 'string' || Buffer.isBuffer(input)) stdin.end(input)
  else void pump(stdin, input)
}

async function pump(stdin: Writable, input: AsyncIterable<string>): Promise<void> {
  for await (const part of input) {
    if (!stdin.write(part)) await new Promise(resume => stdin.once('drain', resume).once('close', resume))
    if (stdin.destroyed) return
  }
  stdin.end()
}

function gitFailure(args: readonly string[], code: number, stderr: string): KeyhookError {
  const verb = args.find((argument, index) => !argument.startsWith('-') && args[index - 1] !== '-c') ?? 'git'
  const lines = stderr.split('\n').filter(line => line.trim() !== '' && !line.startsWith('hint: '))
  const said = shortened(lines.slice(-3).join(' ').trim())
  return new KeyhookError(
    'git',
    `git ${verb} ended with ${code < 0 ? 'no exit code' : `exit code ${code}`}${said === '' ? '' : `: ${said}`}`,
    'Nothing was let through. Run "git status" and "git fsck" to see what is wrong, then try again.',
  )
}

/** Cut between words: half of a secret would be masked no more. */
export function shortened(text: string): string {
  return text.length <= LONGEST_SAID ? text : `${text.slice(0, LONGEST_SAID).replace(/\S*$/, '')}…`
}

function hermetic(env: NodeJS.ProcessEnv, cwd: string): NodeJS.ProcessEnv {
  const clean: NodeJS.ProcessEnv = { ...env }
  for (const name of Object.keys(clean))
    if (name.startsWith('GIT_TRACE') || clean[name] === undefined) delete clean[name]
  for (const name of REMOVED) delete clean[name]
  for (const name of ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY']) {
    const value = clean[name]
    if (value !== undefined) clean[name] = resolve(cwd, value)
  }
  const alternates = clean[ALTERNATES]
  if (alternates !== undefined) clean[ALTERNATES] = absolute(alternates, cwd)
  return Object.assign(clean, {
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: devNull, // grafts would give commits other parents
    GIT_TERMINAL_PROMPT: '0',
    // In a partial clone git would fetch what is missing: over the network, and with a program that the repository's own configuration may name.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none', // the same for a git that does not know that variable
  })
}

/** A list of directories made absolute, but for one in quotes, which git writes only around an absolute path. */
function absolute(directories: string, cwd: string): string {
  if (directories.includes('"')) return directories
  return directories
    .split(delimiter)
    .map(directory => (directory === '' ? '' : resolve(cwd, directory)))
    .join(delimiter)
}
