import { KeyhookError } from '../errors.ts'
import type { Verdict } from '../types.ts'
import { type Fields, fields, Mismatch } from './fields.ts'
import { readJson } from './read-json.ts'
import { readSarif, writerOf } from './read-sarif.ts'

/** A report that was read back. */
export interface Result {
  readonly format: 'json' | 'sarif'
  readonly verdict: Verdict
}

/**
 * Reads a report that keyhook wrote, be it JSON or SARIF.
 *
 * @param name of the file, for the message
 * @throws KeyhookError 'usage' for anything else
 */
export function readResult(text: string, name: string): Result {
  const report = parsed(text)
  const again = 'Make it again with: keyhook scan --format json'
  if (report === null) throw refusal(`${name} is no JSON, so nothing was joined.`, again)
  const format = Array.isArray(report['runs']) ? 'sarif' : 'json'
  if (format === 'sarif' && writerOf(report) !== 'keyhook')
    throw refusal(`${name} is SARIF that keyhook did not write.`, 'Name the results of keyhook only.')
  if (format === 'json' && report['version'] !== 1)
    throw refusal(`${name} is no result of keyhook, or of a newer one.`, again)
  try {
    return { format, verdict: format === 'sarif' ? readSarif(report) : readJson(report) }
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error
    throw refusal(`${name} is no whole result of keyhook, so nothing was joined.`, again.replace('json', format))
  }
}

function parsed(text: string): Fields | null {
  try {
    return fields(JSON.parse(text))
  } catch {
    return null
  }
}

function refusal(message: string, hint: string): KeyhookError {
  return new KeyhookError('usage', message, hint)
}
