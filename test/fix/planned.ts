import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { excerptsOfText } from '../../src/diff/text.ts'
import { type Plan, planFix } from '../../src/fix/plan.ts'
import type { SourceFile } from '../../src/fix/plan-types.ts'
import { lineStarts, placeInFile } from '../../src/fix/site-in-file.ts'
import type { Revealed } from '../../src/types.ts'

let revealed: Revealed[] = []
const detector = createDetector({ rules, blockFrom: 'medium', reveal: one => revealed.push(one) })

/** A file as staged, with the secrets that a scan finds in it. All of it counts as added. */
export function sourceFile(path: string, content: string): SourceFile {
  const bytes = Buffer.from(content)
  revealed = []
  excerptsOfText(bytes, { kind: 'content', path, commit: null }, excerpt => detector.detect(excerpt))
  const text = bytes.toString('latin1')
  const starts = lineStarts(text)
  const sites = revealed
    .filter(({ finding }) => finding.blocking)
    .map(({ finding, rule, value, form, excerpt, start, end }) => {
      const place = placeInFile(excerpt, start, end, text, starts)
      if (place === null) throw new Error('not in its file')
      return { finding, rule, value, form, ...place }
    })
  return { path, text, sites: sites.sort((one, other) => one.start - other.start) }
}

export interface Planned {
  readonly plan: Plan
  /** The file's new text; null where it stays. */
  readonly after: string | null
}

export function planned(path: string, content: string, environment = ''): Planned {
  const plan = planFix([sourceFile(path, content)], environment)
  const after = plan.files[0]?.after
  return { plan, after: after === undefined ? null : Buffer.from(after, 'latin1').toString('utf8') }
}
