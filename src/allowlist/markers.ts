/** Tools whose inline markers can be made to count. */
export const MARKERS = ['gitleaks', 'detect-secrets', 'secretlint', 'trufflehog'] as const

export type Marker = (typeof MARKERS)[number]

/** A marker that needs no reason. Sources: the four tools' own documentation. */
export interface ForeignMarker {
  readonly tool: Marker
  readonly text: string
  /** Which line it speaks of: the one it stands on, or the one below. */
  readonly speaksOf: 'same' | 'next'
}

export const FOREIGN_MARKERS: readonly ForeignMarker[] = [
  { tool: 'gitleaks', text: 'gitleaks:allow', speaksOf: 'same' },
  { tool: 'detect-secrets', text: 'pragma: allowlist secret', speaksOf: 'same' },
  { tool: 'detect-secrets', text: 'pragma: allowlist nextline secret', speaksOf: 'next' },
  { tool: 'secretlint', text: 'secretlint-disable-line', speaksOf: 'same' },
  { tool: 'secretlint', text: 'secretlint-disable-next-line', speaksOf: 'next' },
  { tool: 'trufflehog', text: 'trufflehog:ignore', speaksOf: 'same' },
]
