import { accountJson, accountLines, type ShownAccount } from '../../../src/report/account.ts'
import { ageLines, agesJson, stepLines } from '../../../src/report/ages.ts'
import { renderCodeQuality } from '../../../src/report/code-quality.ts'
import { renderGithub } from '../../../src/report/github.ts'
import { renderGitlab } from '../../../src/report/gitlab.ts'
import { renderHtml } from '../../../src/report/html/html.ts'
import { renderJobSummary } from '../../../src/report/job-summary.ts'
import { renderJson } from '../../../src/report/json.ts'
import { colorsFor } from '../../../src/report/layout.ts'
import { readResult } from '../../../src/report/read-result.ts'
import { renderSarif } from '../../../src/report/sarif.ts'
import { renderFindings, renderText } from '../../../src/report/text.ts'
import { answerLines, answersJson, closingLines, planLines, type ShownAnswer } from '../../../src/report/verified.ts'
import { renderJson as responseJson } from '../../../src/respond/json.ts'
import { renderMarkdown } from '../../../src/respond/markdown.ts'
import type { Response } from '../../../src/respond/response.ts'
import { renderResponse } from '../../../src/respond/text.ts'
import type { Finding, Severity, Suppressed, Verdict } from '../../../src/types.ts'
import { mergeVerdicts } from '../../../src/verdict/merge.ts'
import { finding, scene, suppressed, verdict } from '../../report/verdicts.ts'
import type { Random } from '../../support/random.ts'
import { FORBIDDEN, hostileText, mutatedText } from '../hostile.ts'
import { holds, orRefused, type Target } from '../target.ts'

const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low']
const NONE = colorsFor(false)

function hostileFinding(random: Random): Finding {
  const text = (): string => hostileText(random, 8)
  return finding({
    path: `x${text()}`,
    message: text(),
    provider: text(),
    preview: text(),
    rule: text(),
    help: random.chance(0.5) ? `https://${text()}` : text(),
    commit: random.chance(0.5) ? null : 'a'.repeat(40),
    line: random.below(4),
    severity: random.pick(SEVERITIES),
    blocking: random.chance(0.7),
  })
}

function hostileVerdict(random: Random): Verdict {
  const list = <T>(make: () => T): T[] => Array.from({ length: random.below(3) }, make)
  return verdict({
    findings: list(() => hostileFinding(random)),
    suppressed: list(
      (): Suppressed =>
        suppressed(random.pick(['allowlist', 'inline', 'override']), hostileText(random, 6), hostileFinding(random)),
    ),
    notes: list(() => hostileText(random, 6)),
  })
}

/** Text that is shown: no character that a terminal acts on, and no line that came from outside. */
function shown(text: string, what: string): string {
  const bad = FORBIDDEN.exec(text)
  holds(bad === null, `${what} holds U+${(bad?.[0].codePointAt(0) ?? 0).toString(16)}`)
  return text
}

function json(text: string, what: string): unknown {
  return JSON.parse(shown(text, what))
}

const sarif = { version: '1.0.0', rules: new Map(), quiet: false }

/** What each way to tell a verdict has to hold, whatever is told. */
function tellEverywhere(told: Verdict, random: Random): void {
  const around = scene({ what: random.pick(['commit', 'push', 'scan', 'message']), width: 40 + random.below(80) })
  const findings = told.findings.length + told.suppressed.length
  for (const text of [renderText(told, around), renderFindings(told.findings, 0, around)]) {
    shown(text, 'text')
    // Each line begins as one of keyhook's own does.
    holds(text.split('\n').length < 400, 'text stays short')
  }
  const read = json(renderJson(told), 'JSON') as { findings: Finding[]; suppressed: Suppressed[] }
  holds(read.findings.length + read.suppressed.length === findings, 'JSON has each finding')
  holds(
    read.findings.every(
      ({ path, message }, at) => path === told.findings[at]?.path && message === told.findings[at]?.message,
    ),
    'JSON says what was said',
  )
  json(renderSarif(told, sarif), 'SARIF')
  json(renderCodeQuality(told), 'code quality')
  json(renderGitlab(told, { version: '1.0.0', now: new Date(0) }), 'GitLab')
  annotations(shown(renderGithub(told, around), 'annotations'), told)
  shown(renderJobSummary(told, around), 'job summary')
  page(
    renderHtml(told, {
      name: hostileText(random, 4),
      command: 'npx keyhook',
      allowable: true,
      made: '2026-01-02T03:04:05Z',
    }),
    told,
  )
}

/** The runner of GitHub takes a line that begins with `::`, and one that holds `##[`, for a command. */
function annotations(text: string, { findings, suppressed: let_, notes }: Verdict): void {
  const lines = text.split('\n').slice(0, -1)
  const commands = lines.filter(line => line.trimStart().startsWith('::'))
  const expected = findings.length + let_.filter(({ by }) => by === 'override').length + notes.length
  holds(commands.length === expected && lines.length === expected + 1, `annotations: ${expected} expected, in ${text}`)
  for (const line of commands) holds(/^::(?:error|warning|notice) [^:]*::/.test(line), `an annotation is one: ${line}`)
}

function page(html: string, told: Verdict): void {
  const data = /<script[^>]*type="application\/json"[^>]*>([\s\S]*?)<\/script>/.exec(html)?.[1]
  holds(data !== undefined, 'the page holds its data')
  const { rows } = JSON.parse(data ?? '') as { rows: unknown[] }
  holds(rows.length === told.findings.length + told.suppressed.length, 'the page has each finding')
  holds(html.split(/<script\b/i).length === 3 && html.split(/<\/script\b/i).length === 3, 'no script but its own two')
  holds(!/<img|<!--(?!\[)/i.test(data ?? ''), 'nothing in the data is markup')
}

function answer(random: Random): ShownAnswer {
  const text = (): string => hostileText(random, 5)
  const facts = [{ called: 'owner', value: text() }]
  const status = random.pick(['live', 'revoked', 'unknown'] as const)
  return {
    finding: hostileFinding(random),
    status,
    why: text(),
    owner: facts,
    permissions: facts,
    host: text(),
    askedAt: null,
    remembered: false,
    allowed: random.chance(0.5),
  }
}

function response(random: Random): Response {
  const text = (): string => hostileText(random, 5)
  const part = { says: text(), links: ['https://example.com/a'], commands: [`git checkout ${text()}`] }
  return {
    subject: text(),
    provider: text(),
    exposure: null,
    facts: [
      ['key', text()],
      ['places', text()],
    ],
    remark: random.chance(0.5) ? text() : null,
    steps: [{ name: 'revoke', title: text(), parts: [part] }],
    others: [],
    done: new Map(),
  }
}

function account(random: Random): ShownAccount {
  const text = (): string => hostileText(random, 4)
  const key = {
    id: text(),
    name: text(),
    preview: text(),
    owner: text(),
    created: '2026-01-02',
    days: 3,
    lastUsed: null,
    flags: [{ name: 'old', says: text() }],
  }
  const cost = { amount: 3, currency: text(), budget: 2, state: 'over' } as const
  const project = { id: text(), name: text(), cost, keys: [key], serviceAccounts: [{ id: text(), name: text() }] }
  return { host: text(), period: 30, projects: [project], adminKeys: [key], total: cost, missing: [text()] }
}

export const reports: Target[] = [
  { name: 'every writer of a scan', cases: 250, attempt: random => tellEverywhere(hostileVerdict(random), random) },
  {
    name: 'what the other commands write',
    cases: 400,
    attempt(random) {
      const answers = [answer(random), answer(random)]
      const plan = {
        host: hostileText(random, 4),
        provider: 'A',
        setBy: random.chance(0.5) ? 'KEYHOOK_A_BASE_URL' : null,
        request: hostileText(random, 4),
        credential: 'the key',
        keys: [hostileFinding(random)],
        proxy: hostileText(random, 3),
      }
      const age = {
        finding: hostileFinding(random),
        places: [{ path: hostileText(random, 4), line: 1, variable: hostileText(random, 3) }],
        firstSeen: '2026-01-02',
        days: 9,
        due: true,
      }
      const lines = [
        ...answerLines(answers, 80, NONE),
        ...closingLines(answers, 80),
        ...planLines([plan], 80, NONE),
        ...ageLines([age], 90, 80, NONE),
        ...stepLines(age, 'keyhook', 80),
        ...accountLines(account(random), 'keyhook', 80, NONE),
      ]
      for (const line of lines) holds(!line.includes('\n'), 'a line is one line')
      shown(lines.join('\n'), 'lines')
      for (const text of [answersJson(answers), agesJson([age], 90), accountJson(account(random))]) json(text, 'JSON')
    },
  },
  {
    name: 'responses',
    cases: 500,
    attempt(random) {
      const one = response(random)
      shown(renderResponse(one, { color: false, width: 80, command: 'keyhook' }), 'text')
      json(responseJson([one]), 'JSON')
      const markdown = shown(renderMarkdown([one]), 'Markdown')
      holds(!/(?<!\\)<(?!https:\/\/example\.com\/a>)[a-z!/]/i.test(withoutCode(markdown)), `no markup in ${markdown}`)
      holds(!/@(?!everyone`)/.test(withoutCode(markdown)), 'nobody is mentioned')
      holds(markdown.split(/^ *```(?:sh)?$/m).length === 3, 'a code block ends where it ends')
    },
  },
  {
    name: 'results that are read back and joined',
    cases: 700,
    attempt(random) {
      const told = hostileVerdict(random)
      const shard = {
        index: 1 + random.below(2),
        of: random.below(3),
        commits: 2,
        whole: 'a'.repeat(32),
        folds: random.chance(0.5),
      }
      const withShard = random.chance(0.4)
      const placed = withShard
        ? { ...told, shard, findings: told.findings.map(one => ({ ...one, position: random.below(3) })) }
        : told
      const written = random.chance(0.5) ? renderJson(placed) : renderSarif(placed, sarif)
      const whole = orRefused(() => readResult(written, 'a.json'))
      if (!withShard)
        holds(whole !== null && whole.verdict.findings.length === told.findings.length, 'what was written is read')
      const changed = mutatedText(written, random, [
        'null',
        '{}',
        '[]',
        '1e999',
        '-1',
        '"',
        ',',
        '"__proto__":{},',
        '"line":"1"',
        'true',
      ])
      const parts = [written, changed].flatMap((text, at) => {
        const result = orRefused(() => readResult(text, `${at}.json`))
        return result === null ? [] : [{ name: `${at}.json`, verdict: result.verdict }]
      })
      const joined = parts.length === 0 ? null : orRefused(() => mergeVerdicts(parts))
      if (joined !== null) tellEverywhere(joined, random)
    },
  },
]

/** Markdown without its code blocks, in which nothing is acted on. */
function withoutCode(markdown: string): string {
  return markdown.replace(/ {2}```sh\n[\s\S]*?\n {2}```\n/g, '')
}
