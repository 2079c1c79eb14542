/** A page of a provider's. */
export interface Page {
  readonly url: string
  /** Where it was learned that this is the page: the provider's own documentation, or public text that names it. */
  readonly source: string
}

/** Where a provider lets its users deal with a key that is out. Only pages that are known; where one is missing, the steps say what to look for. */
export interface Provider {
  /** As in the rules. */
  readonly name: string
  /** Other names people call it by, in lower case. */
  readonly aliases?: readonly string[]
  /** Where keys are deleted. */
  readonly revoke: Page
  /** What the provider says of deleting, rotating and keeping keys. */
  readonly docs?: Page
  /** What was done with the key, or with the account. */
  readonly usage?: Page
  /** Who was where in the account: an audit or security log. */
  readonly audit?: Page
  readonly support?: Page
  /** Budget, limits, alerts. */
  readonly limits?: Page
  /** Password, MFA and log-ins. */
  readonly security?: Page
  /** How to turn on MFA. */
  readonly mfa?: Page
  /** How to log out everywhere. */
  readonly sessions?: Page
}
