/**
 * The errors keyhook stops with. Each says what happened and, in `hint`, the one thing to do next.
 * Every one of them ends in exit code 2: a scan that could not be completed never passes.
 */
export type ErrorCode =
  | 'usage' // the command line is wrong
  | 'configuration' // a file under .keyhook/ is malformed
  | 'git' // git failed, or said something unexpected
  | 'incomplete' // something could not be read or was not scanned
  | 'output' // the report could not be written
  | 'install' // hooks could not be installed or removed
  | 'override' // KEYHOOK_OVERRIDE is refused

export class KeyhookError extends Error {
  readonly code: ErrorCode
  /** One sentence or command that says what to do, or '' where the message says it already. */
  readonly hint: string

  constructor(code: ErrorCode, message: string, hint = '') {
    super(message)
    this.name = 'KeyhookError'
    this.code = code
    this.hint = hint
  }
}
