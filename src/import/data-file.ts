import { readYaml } from '../yaml/read.ts'
import { type Fields, isFields } from './fields.ts'
import { malformed } from './malformed.ts'
import type { ForeignFile } from './reader.ts'

export interface DataFile {
  readonly fields: Fields
  /** 1-based line of what stands at a path of names and indexes. */
  readonly lineOf: (path: readonly (string | number)[]) => number
}

/**
 * Reads YAML, of which JSON is a part.
 *
 * @param verbatim names whose unquoted values are text as written: a hash of digits is no number
 * @throws KeyhookError 'configuration' where it is neither, or holds no fields
 */
export function readDataFile({ name, text }: ForeignFile, verbatim: readonly string[] = []): DataFile {
  const { value, problems, lineOf } = readYaml(text, new Set(verbatim))
  const [problem] = problems
  if (problem !== undefined) throw malformed(name, problem.line, problem.text)
  if (value === null) return { fields: {}, lineOf }
  if (!isFields(value)) throw malformed(name, lineOf([]), 'the file must hold fields')
  return { fields: value, lineOf }
}
