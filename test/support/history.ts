import { execFileSync } from 'node:child_process'
import { openaiKey } from './journey.ts'
import { seeded } from './random.ts'
import type { Repo } from './repo.ts'

/** What a made history holds. */
export interface History {
  readonly commits: number
  /** Every key that was ever added. */
  readonly keys: readonly string[]
}

/**
 * Fills a repository with commits on two branches, merged now and then, some with keys in lines, names, messages, merges and UTF-16; the same for a seed.
 * Made by fast-import, since a thousand commits would take as many processes.
 */
export function fillHistory(repo: Repo, commits: number, seed: number): History {
  const random = seeded(seed)
  const keys = Array.from({ length: 12 }, (_, at) => openaiKey(`history ${seed} ${at}`))
  const used = new Set<string>()
  const parts: Buffer[] = []
  const put = (text: string | Buffer): number => parts.push(typeof text === 'string' ? Buffer.from(text) : text)
  const key = (): string => {
    const chosen = random.pick(keys)
    used.add(chosen)
    return chosen
  }
  const data = (content: string | Buffer): void => {
    const bytes = Buffer.from(content)
    put(`data ${bytes.length}\n`)
    put(bytes)
    put('\n')
  }
  const tips = { main: 0, side: 0 }
  for (let mark = 1; mark <= commits; mark++) {
    const branch = mark > 10 && random.chance(0.3) ? 'side' : 'main'
    const other = branch === 'main' ? 'side' : 'main'
    put(`commit refs/heads/${branch}\nmark :${mark}\n`)
    put(`author A <a@example.com> ${1_600_000_000 + mark * 60} ${random.pick(['+0000', '+0530', '-0800'])}\n`)
    put(`committer C <c@example.com> ${1_600_000_000 + mark * 60} +0000\n`)
    data(random.chance(0.02) ? `subject\n\nwith ${key()}\n` : `change ${mark}\n`)
    const parent = tips[branch] || tips.main
    if (parent > 0) put(`from :${parent}\n`)
    if (tips[branch] > 0 && tips[other] > 0 && random.chance(0.05)) put(`merge :${tips[other]}\n`)
    tips[branch] = mark
    if (random.chance(0.1)) continue // an empty commit
    const path = `dir${random.below(5)}/file${random.below(20)}.js`
    const lines = Array.from({ length: 1 + random.below(6) }, () =>
      random.chance(0.03) ? `const client = '${key()}'` : `const value = ${random.below(50)}`,
    )
    const text = `${lines.join('\n')}\n`
    const isWide = random.chance(0.05)
    put(`M 100644 inline ${path}\n`)
    data(isWide ? Buffer.from(`\ufeff${text}`, 'utf16le') : text)
    if (!random.chance(0.01)) continue
    put(`M 100644 inline ${key()}.txt\n`)
    data('named\n')
  }
  put(`tag v1\nfrom :${commits}\ntagger T <t@example.com> 1700000000 +0100\n`)
  data(`release with ${key()}\n`)
  execFileSync('git', ['fast-import', '--quiet', '--force'], {
    cwd: repo.dir,
    env: repo.env(),
    input: Buffer.concat(parts),
  })
  repo.git('reset', '-q', '--hard', 'main')
  return { commits, keys: [...used] }
}
