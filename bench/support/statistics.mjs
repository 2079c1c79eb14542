export function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * Measures contenders in turn, round after round, so that a noisy machine is as noisy for each. One that has used up its `budget` of seconds
 * sits out what is left; all of them run in the first round. A round before the first, not counted, warms up those with `warm`.
 */
export function interleave(contenders, rounds, measure, { budget = 30, warm = true } = {}) {
  const used = contenders.map(() => 0)
  const samples = contenders.map(() => [])
  for (let round = warm ? -1 : 0; round < rounds; round++)
    for (const [index, contender] of contenders.entries()) {
      const isSlow = contender.slow === true && round < 0
      if (isSlow || used[index] > budget) continue
      const started = performance.now()
      const sample = measure(contender)
      if (round < 0) continue
      used[index] += (performance.now() - started) / 1000
      samples[index].push(sample)
    }
  return samples
}

/** The median of the ratios of pairs that were measured in the same round. */
export function ratio(samples, floors, of) {
  return median(samples.slice(0, floors.length).map((sample, round) => of(sample) / of(floors[round])))
}

/** The slope of time over size where both are logarithms: 1 is linear, 2 quadratic. */
export function exponent(sizes, times) {
  const points = sizes.map((size, index) => [Math.log(size), Math.log(times[index])])
  const middle = axis => points.reduce((sum, point) => sum + point[axis], 0) / points.length
  const [x, y] = [middle(0), middle(1)]
  const product = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  return product / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
}
