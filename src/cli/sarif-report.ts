import { rules } from '../detect/rules/index.ts'
import { renderSarif } from '../report/sarif.ts'
import type { Telling } from './formats.ts'
import { version } from './version.ts'

/** A verdict as SARIF, with what keyhook knows of its rules. */
export async function sarif({ verdict, options }: Telling): Promise<string> {
  const known = new Map(rules.map(rule => [rule.id, rule]))
  return renderSarif(verdict, { version, rules: known, quiet: options.quiet })
}
