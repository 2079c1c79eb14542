import type { World } from './world.ts'

/** Nobody wants to watch what is over at once; in milliseconds. */
const SOON = 1000
const BETWEEN = 100
const BAR = 20
const ERASE = '\r\u001b[K'

export interface Progress {
  update(done: number): void
  /** Takes the line off the screen; it comes back with the next update. */
  clear(): void
}

/**
 * A line on the terminal that says how far a long scan is: on standard error, and only where that is a terminal.
 *
 *     [=======>            ]  41 %  20,500 of 50,000 commits, 6,100 a second, 5 s left
 *
 * @param now milliseconds
 * @param noun what is counted, in the plural
 */
export function createProgress(
  world: World,
  total: number,
  quiet: boolean,
  now = () => performance.now(),
  noun = 'commits',
): Progress {
  const { stderr, env } = world
  if (stderr.isTTY !== true || env['TERM'] === 'dumb' || quiet) return { update() {}, clear() {} }
  const started = now()
  let drawn = started + SOON - BETWEEN
  let isVisible = false
  return {
    update(done) {
      const time = now()
      if (time - drawn < BETWEEN || done >= total) return
      drawn = time
      isVisible = true
      stderr.write(ERASE + lineOf(done, total, time - started, noun).slice(0, Math.max(20, (stderr.columns ?? 80) - 1)))
    },
    clear() {
      if (isVisible) stderr.write(ERASE)
      isVisible = false
    },
  }
}

function lineOf(done: number, total: number, elapsed: number, noun: string): string {
  const share = done / total
  const filled = Math.floor(share * BAR)
  const rate = (done * 1000) / elapsed
  const bar = `${'='.repeat(filled)}>`.padEnd(BAR).slice(0, BAR)
  const left = done === 0 ? '' : `, ${spell((total - done) / rate)} left`
  const percent = String(Math.floor(share * 100)).padStart(3)
  return `[${bar}] ${percent} %  ${grouped(done)} of ${grouped(total)} ${noun}, ${grouped(rate)} a second${left}`
}

function grouped(number: number): string {
  return Math.round(number).toLocaleString('en')
}

function spell(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}
