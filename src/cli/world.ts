/** Everything a command may know of the outside; tests hand in another one. */
export interface World {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly stdin: AsyncIterable<Buffer | string> & { readonly isTTY?: boolean }
  readonly stdout: Output
  readonly stderr: Output
  readonly now: Date
  /** Has a step done when keyhook ends, be it by a signal; missing where nothing can end it. */
  readonly atExit?: (step: () => void) => void
  /** Has a step done when the user presses ^C, before keyhook ends with 130; null takes it back. Missing where there is no ^C. */
  readonly onInterrupt?: (step: (() => Promise<void>) | null) => void
  /** Has keyhook end with its last word, though a lookup that the system does not give up may still run; missing where nothing waits for that. */
  readonly leave?: () => void
  /** the running bundle's own directory */
  readonly home: string
}

export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}
