/** What is to be done, in the order in which it is done; the names stay, since a checklist on disk has them. */
export const STEPS = [
  'take-out',
  'revoke',
  'replace',
  'history',
  'usage',
  'support',
  'activity',
  'password',
  'mfa',
  'log-out',
  'budget',
] as const

export type StepName = (typeof STEPS)[number]

/** A sentence or more, with what belongs to it: pages to open, commands to copy. */
export interface Part {
  readonly says: string
  readonly links?: readonly string[]
  /** Each to be copied as it is: never broken, never shortened. */
  readonly commands?: readonly string[]
}

/** One step of a response. */
export interface Step {
  readonly name: StepName
  readonly title: string
  readonly parts: readonly Part[]
}
