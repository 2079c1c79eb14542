import { referencesOf, shortName } from '../exposure/exposure.ts'
import { printableJson } from '../report/terminal.ts'
import type { Response } from './response.ts'

/** A response for machines, one JSON object with a newline at its end. Fields may be added; what is there keeps its meaning as long as `version` is 1. */
export function renderJson(responses: readonly Response[]): string {
  return `${printableJson(JSON.stringify({ version: 1, responses: responses.map(shown) }))}\n`
}

function shown({ provider, exposure, remark, steps, done }: Response): object {
  return {
    provider,
    remark,
    key: exposure === null ? null : key(exposure),
    steps: steps.map(({ name, title, parts }) => ({
      name,
      title,
      done: done.get(name) ?? null,
      parts: parts.map(({ says, links = [], commands = [] }) => ({ says, links, commands })),
    })),
  }
}

function key(exposure: NonNullable<Response['exposure']>): object {
  const { fingerprint, rule, provider, severity, preview } = exposure.finding
  const { reach, staged, history, inHead, remotes } = exposure
  return {
    fingerprint,
    rule,
    provider,
    severity,
    preview,
    state: reach,
    staged: staged.map(({ kind, path, line }) => ({ kind, path, line })),
    history: history.map(({ kind, commit, path, line, date }) => ({ kind, commit, path, line, date })),
    inHead,
    branches: referencesOf(exposure, 'branch').map(shortName),
    tags: referencesOf(exposure, 'tag').map(shortName),
    remotes: remotes.map(({ remote, branches, since, isPushedFromHere }) => ({
      remote,
      branches,
      since,
      pushedFromHere: isPushedFromHere,
    })),
  }
}
