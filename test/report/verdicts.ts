import { renderText, type Scene } from '../../src/report/text.ts'
import type { Finding, Suppressed, Verdict } from '../../src/types.ts'

/** A finding as detection would make it; there is no secret in it to begin with. */
export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    fingerprint: '0123456789abcdef',
    rule: 'openai-project-key',
    provider: 'OpenAI',
    severity: 'critical',
    confidence: 'high',
    blocking: true,
    path: 'src/a.ts',
    line: 3,
    column: 12,
    endColumn: 60,
    preview: 'sk-proj-…4f2A',
    commit: null,
    message: 'OpenAI project API key. Whoever has it spends your money.',
    help: 'https://platform.openai.com/api-keys',
    ...changes,
  }
}

export function suppressed(by: Suppressed['by'], reason: string, changes: Partial<Finding> = {}): Suppressed {
  return { ...finding(changes), by, reason }
}

export function verdict(changes: Partial<Verdict> = {}): Verdict {
  return { findings: [], suppressed: [], notes: [], stats: { files: 1, lines: 3, bytes: 120, ms: 4 }, ...changes }
}

export function scene(changes: Partial<Scene> = {}): Scene {
  return {
    what: 'commit',
    color: false,
    width: 80,
    command: 'npx keyhook',
    override: null,
    quiet: false,
    ...changes,
  }
}

/** The text report, as lines. */
export function lines(outcome: Partial<Verdict>, around: Partial<Scene> = {}): string[] {
  return renderText(verdict(outcome), scene(around)).split('\n').slice(0, -1)
}
