/** What may end the work that is going on: asked where a program or a thread is started, so that a scan need not hand it through all its stages. */
let find: () => AbortSignal | undefined = () => undefined

/** Says where the signal of the work going on is found; only a program that runs scans of its own has one. */
export function endBy(signal: () => AbortSignal | undefined): void {
  find = signal
}

/** The signal that ends the work going on; undefined where nothing can, as on the command line. */
export function endingSignal(): AbortSignal | undefined {
  return find()
}
