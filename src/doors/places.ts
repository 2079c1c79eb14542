/** Which commits, by their place in the whole, are one part's to scan: ascending. */
export interface Places {
  readonly length: number
  at(index: number): number | undefined
}

/** Neighbouring commits share most of their trees, which git keeps at hand: so jobs take turns by the block. */
const BLOCK = 256

export function allPlaces(length: number): Places {
  return { length, at: index => (index < length ? index : undefined) }
}

/** The places that are left to one of several jobs, which take turns. */
export function placesOfJob(places: Places, job: number, jobs: number): Places {
  const turn = BLOCK * jobs
  const last = (places.length % turn) - job * BLOCK
  const length = Math.floor(places.length / turn) * BLOCK + Math.min(Math.max(last, 0), BLOCK)
  return {
    length,
    at: index =>
      index < length ? places.at(Math.floor(index / BLOCK) * turn + job * BLOCK + (index % BLOCK)) : undefined,
  }
}
