import type { Finding } from '../types.ts'
import type { Scene } from './scene.ts'
import { pathspec } from './shell.ts'
import type { Way } from './ways-out.ts'

/** More names than this are no command that anyone reads before running it. */
const MOST_PATHS = 8

const EXAMPLE = /example|sample|template|dist|defaults/i
const REWRITE = 'git commit --edit --file="$(git rev-parse --git-path COMMIT_EDITMSG)"'

/** How to get the secrets out of what is about to be recorded. */
export function takeOut(findings: readonly Finding[], scene: Scene): Way[] {
  if (scene.what === 'message') return [{ says: 'Write the message again without it:', commands: [REWRITE] }]
  if (scene.what === 'push') return [fromHistory(findings, scene)]
  const names = findings.filter(finding => finding.line === 0 && finding.sign === undefined)
  const environments = paths(findings.filter(finding => finding.line > 0 && isEnvironmentFile(finding.path)))
  const others = paths(findings.filter(finding => finding.line > 0 && !isEnvironmentFile(finding.path)))
  return [
    // Of files as they lie there, each finding's own message has said it all.
    ...(others.length > 0 && staged(scene) ? [fromFiles(others, findings, scene)] : []),
    ...(environments.length > 0 ? [untrack(environments, scene)] : []),
    ...(names.length > 0 ? [{ says: 'Give the file a name without the secret, and stage that.', commands: [] }] : []),
  ]
}

function fromFiles(files: readonly string[], findings: readonly Finding[], scene: Scene): Way {
  const add = isNameable(files) ? `git add ${quoted(files, scene)}` : 'git add --patch'
  if (scene.what === 'patch' || !findings.some(isFixable))
    return {
      says: 'Take it out of the file as said above, then stage it again:',
      commands: [scene.what === 'patch' ? `${add} && git am --continue` : add],
    }
  return {
    says: 'Have it moved to an environment variable, or take it out and stage it again:',
    commands: [`${scene.command} fix`, add],
  }
}

/** Whether `keyhook fix` may put it right: lines of code or configuration, not what is only a sign, or is to leave git with its file. */
function isFixable({ line, sign, path }: Finding): boolean {
  return line > 0 && sign === undefined && !isEnvironmentFile(path)
}

function untrack(files: readonly string[], scene: Scene): Way {
  const commands = staged(scene) && isNameable(files) ? [`git rm --cached ${quoted(files, scene)}`] : []
  return { says: 'Keep environment files out of git: name them in .gitignore, and unstage them:', commands }
}

function fromHistory(findings: readonly Finding[], { culprit }: Scene): Way {
  const commit = findings.find(finding => finding.commit !== null)?.commit?.slice(0, 12)
  if (commit === undefined) return { says: 'Take it out of what is pushed, then push again.', commands: [] }
  if (culprit === 'tag') return { says: 'Write the message of the tag again, then push:', commands: [retag(commit)] }
  return {
    says: 'Take it out of the commit that adds it (mark that one "edit"), then push again:',
    commands: [`git rebase --interactive ${culprit === 'first commit' ? '--root' : `${commit}~1`}`],
  }
}

function retag(id: string): string {
  return `git tag -f -a "$(git for-each-ref --points-at=${id} --format='%(refname:short)' refs/tags)" ${id}^{}`
}

function paths(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(finding => finding.path))]
}

function quoted(files: readonly string[], scene: Scene): string {
  return files.map(path => pathspec(path, scene.below === true)).join(' ')
}

/** A path that was masked, or whose bytes are not UTF-8, cannot be typed. */
function isNameable(files: readonly string[]): boolean {
  return files.length <= MOST_PATHS && !files.some(path => /[…\ufffd]/.test(path))
}

function isEnvironmentFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return /^\.env($|\.)/.test(name) && !EXAMPLE.test(name)
}

function staged(scene: Scene): boolean {
  return scene.what !== 'scan' || scene.staged !== false
}
