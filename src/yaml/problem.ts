import { KeyhookError } from '../errors.ts'

/** Something wrong in a file a person wrote. `text` never quotes the file: what stands there may be a pasted key. */
export interface Problem {
  /** 1-based. */
  readonly line: number
  readonly text: string
}

/** More than these are counted instead of told. */
const TOLD = 20

/**
 * Refuses a file for all that is wrong in it, in the order of its lines, each as `<name>:<line>: what is wrong`.
 *
 * @param hint shows a right one
 * @throws KeyhookError 'configuration' where there is any problem
 */
export function refuse(name: string, problems: readonly Problem[], hint: string): void {
  if (problems.length === 0) return
  const unique = new Map(problems.map(problem => [`${name}:${problem.line}: ${problem.text}`, problem.line]))
  const sorted = [...unique].sort((a, b) => a[1] - b[1]).map(([text]) => text)
  const rest = sorted.length - TOLD
  throw new KeyhookError(
    'configuration',
    [...sorted.slice(0, TOLD), ...(rest > 0 ? [`${name}: and ${rest} more`] : [])].join('\n'),
    hint,
  )
}
