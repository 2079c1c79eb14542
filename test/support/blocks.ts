import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A fenced block of a page. */
export interface Block {
  /** `docs/allowlist.md:12`: where its first line stands. */
  readonly place: string
  readonly language: string
  readonly text: string
  /** What the comment on the line before says; '' where there is none. */
  readonly mark: string
}

/** The pages that users and contributors read. `docs/transcripts.md` is written from real runs, and decisions tell of other times. */
export function pages(): string[] {
  const docs = readdirSync('docs')
    .filter(name => name.endsWith('.md') && name !== 'transcripts.md')
    .sort()
  return ['README.md', 'CONTRIBUTING.md', ...docs.map(name => join('docs', name))]
}

export function blocksOf(page: string): Block[] {
  const lines = readFileSync(page, 'utf8').split('\n')
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; at++) {
    const [, language] = /^```(\w+)/.exec(lines[at] ?? '') ?? []
    if (language === undefined) continue
    const end = lines.findIndex((line, index) => index > at && line.startsWith('```'))
    const [, mark = ''] = /^<!-- (.*) -->$/.exec(lines[at - 1] ?? '') ?? []
    blocks.push({ place: `${page}:${at + 2}`, language, text: `${lines.slice(at + 1, end).join('\n')}\n`, mark })
    at = end
  }
  return blocks
}

/** What the mark of a block asks for. */
export interface Asked {
  /** Why it is not run; null where it is. */
  readonly notRun: string | null
  readonly key: 'staged' | 'committed' | null
  readonly exits: number
}

/** @throws Error for a mark that nobody knows, which would otherwise pass for one that is obeyed */
export function askedBy({ mark, place }: Block): Asked {
  const asked: { -readonly [K in keyof Asked]: Asked[K] } = { notRun: null, key: null, exits: 0 }
  for (const part of mark === '' ? [] : mark.split('; ')) {
    const [, reason] = /^not run: (\S.*)$/.exec(part) ?? []
    const [, key] = /^a key is (staged|committed)$/.exec(part) ?? []
    const [, code] = /^exits (\d+)$/.exec(part) ?? []
    if (reason !== undefined) asked.notRun = reason
    else if (key === 'staged' || key === 'committed') asked.key = key
    else if (code !== undefined) asked.exits = Number(code)
    else throw new Error(`${place}: nobody knows the mark "${part}"; test/blocks.test.ts says which there are`)
  }
  return asked
}
