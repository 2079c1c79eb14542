export interface ColorChoice {
  /** Whether `--no-color` was given. */
  readonly refused: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether the report goes to a terminal. */
  readonly isTTY: boolean
}

/**
 * Whether to colour. The first of these decides: `--no-color`; NO_COLOR, unless empty; FORCE_COLOR, where 0 and false mean no;
 * TERM=dumb; being a terminal.
 *
 * Source: https://no-color.org, https://force-color.org
 */
export function wantsColor({ refused, env, isTTY }: ColorChoice): boolean {
  if (refused || (env['NO_COLOR'] ?? '') !== '') return false
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return isTTY && env['TERM'] !== 'dumb'
}
