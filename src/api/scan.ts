import type { ScanOptions } from './options.ts'
import type { ScanResult } from './result.ts'

/**
 * Looks for secrets, as `keyhook scan` does. Nothing is written, and no network is used.
 *
 * @returns what was found; that is no error. Whoever wants to stop at it asks `findings.some(finding => finding.blocking)`.
 * @throws KeyhookError where the scan could not be completed: then nothing is known to be clean. No message holds a secret.
 */
export async function scan(options: ScanOptions = {}): Promise<ScanResult> {
  // Whoever imports the package and scans nothing loads nothing.
  const { runScan } = await import('./run-scan.ts')
  return runScan(options)
}
