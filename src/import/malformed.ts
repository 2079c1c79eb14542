import { KeyhookError } from '../errors.ts'

/** The error for a file that is not what its name says. It quotes nothing of the file. */
export function malformed(file: string, line: number, what: string): KeyhookError {
  return new KeyhookError(
    'configuration',
    `${file}:${line}: ${what}. Nothing was imported.`,
    'If it is of another tool: keyhook import --tool TOOL FILE',
  )
}
