/**
 * A text that stands in an excerpt in another form: encoded, escaped, or in several pieces. Its bytes are what the form stands for;
 * each of them knows where in the excerpt it came from.
 */
export interface View {
  readonly bytes: Buffer
  /** Index, in the excerpt, of the first byte that byte `index` of the view was made from. */
  startOf(index: number): number
  /** Index, in the excerpt, behind the last byte that byte `index` of the view was made from. */
  endOf(index: number): number
}

/** Gathers a view byte by byte. */
export interface ViewBuilder {
  /** `byte` was made from the bytes of the excerpt from `start` to `end` (exclusive). */
  add(byte: number, start: number, end: number): void
  build(): View
}

export function createViewBuilder(): ViewBuilder {
  const bytes: number[] = []
  const starts: number[] = []
  const ends: number[] = []
  return {
    add(byte, start, end) {
      bytes.push(byte)
      starts.push(start)
      ends.push(end)
    },
    build: () => ({
      bytes: Buffer.from(bytes),
      startOf: index => starts[index] ?? 0,
      endOf: index => ends[index] ?? 0,
    }),
  }
}
