import type { Detection, Finding } from '../../src/types.ts'
import { finding } from '../report/verdicts.ts'

/** A finding with the text around it, as the detector would tell it. */
export function aDetection(line = 'x', previous: string | null = null, differs: Partial<Finding> = {}): Detection {
  return { finding: finding(differs), maskedLine: line, maskedPrevious: previous }
}
