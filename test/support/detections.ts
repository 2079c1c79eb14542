import type { Detection, Finding } from '../../src/types.ts'

/** A finding as the detector would tell it. */
export function aFinding(differs: Partial<Finding> = {}): Finding {
  return {
    fingerprint: '0123456789abcdef',
    rule: 'openai-project-key',
    provider: 'OpenAI',
    severity: 'critical',
    blocking: true,
    path: 'src/a.ts',
    line: 3,
    column: 5,
    endColumn: 60,
    preview: 'sk-proj-…4f2A',
    commit: null,
    message: 'an OpenAI project key',
    help: 'https://platform.openai.com/api-keys',
    ...differs,
  }
}

export function aDetection(line = 'x', previous: string | null = null, differs: Partial<Finding> = {}): Detection {
  return { finding: aFinding(differs), maskedLine: line, maskedPrevious: previous }
}
