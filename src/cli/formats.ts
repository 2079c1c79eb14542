/** In the order in which help names them. */
export const FORMATS = ['text', 'json', 'html'] as const

export type Format = (typeof FORMATS)[number]

/** The format that a command line asks for: one of the table, since nothing else gets past its arguments. */
export function formatOf(values: ReadonlyMap<string, string>): Format {
  return FORMATS.find(format => format === values.get('format')) ?? 'text'
}
