import type { Entry } from './packed.ts'

/** A stretch of the timeline: a day, a month, or some years. */
export interface Stretch {
  /** The beginnings of its first and last date: `2026-01`, or `2026-01-02`, or `2020` and `2024`. */
  readonly from: string
  readonly until: string
}

/** How many bars a page has room for. */
const MOST = 62

/** Days where all lies within two months, months within five years, quarters within fifteen, else years, several at a time if need be; nothing missing between. */
export function stretches(entries: readonly Entry[]): Stretch[] {
  const dates = entries.flatMap(({ date }) => (date === null ? [] : [date])).sort()
  const [first = '', last = ''] = [dates[0], dates.at(-1)]
  if (first === '') return []
  const days = daysBetween(first, last)
  if (days !== null) return days.map(day => ({ from: day, until: day }))
  for (const months of [1, 3]) {
    const found = monthsBetween(first, last, months)
    if (found.length <= MOST) return found
  }
  return yearsBetween(Number(first.slice(0, 4)), Number(last.slice(0, 4)))
}

function daysBetween(first: string, last: string): string[] | null {
  const DAY = 86_400_000
  const [start, end] = [Date.parse(first.slice(0, 10)), Date.parse(last.slice(0, 10))]
  const count = Math.round((end - start) / DAY) + 1
  if (!(count >= 1 && count <= MOST)) return null
  return Array.from({ length: count }, (_, index) => new Date(start + index * DAY).toISOString().slice(0, 10))
}

/** So many months at a time, from the beginning of a year on; more than `MOST` of them are cut off. */
function monthsBetween(first: string, last: string, step: number): Stretch[] {
  const at = (date: string): number =>
    Math.floor((Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1) / step) * step
  const count = Math.min((at(last) - at(first)) / step, MOST) + 1
  return Array.from({ length: count }, (_, index) => {
    const from = at(first) + index * step
    return { from: monthOf(from), until: monthOf(from + step - 1) }
  })
}

/** Of months counted from the year 0. */
function monthOf(count: number): string {
  return `${year(Math.floor(count / 12))}-${String((count % 12) + 1).padStart(2, '0')}`
}

function yearsBetween(first: number, last: number): Stretch[] {
  const step = Math.ceil((last - first + 1) / MOST)
  const count = Math.ceil((last - first + 1) / step)
  return Array.from({ length: count }, (_, index) => {
    const from = first + index * step
    return { from: year(from), until: year(from + step - 1) }
  })
}

function year(number: number): string {
  return String(number).padStart(4, '0')
}

/** How many findings, and how many of them pushed, lie in each stretch. */
export function tally(all: readonly Stretch[], entries: readonly Entry[]): { all: number; pushed: number }[] {
  const counts = all.map(() => ({ all: 0, pushed: 0 }))
  const width = all[0]?.from.length ?? 0
  for (const { date, pushed } of entries) {
    if (date === null) continue
    const count = counts[indexOf(all, date.slice(0, width))]
    if (count === undefined) continue
    count.all++
    if (pushed === true) count.pushed++
  }
  return counts
}

/** The last stretch that begins at or before a date; all of them have one length, and there is none between two. */
function indexOf(all: readonly Stretch[], date: string): number {
  let low = 0
  let high = all.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((all[middle]?.from ?? '') <= date) low = middle
    else high = middle - 1
  }
  return low
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `2 January 2026`, `January 2026`, `2020 to 2024`. */
export function named({ from, until }: Stretch): string {
  const one = (date: string): string => {
    const [year = '', month, day] = date.split('-')
    return [
      ...(day === undefined ? [] : [String(Number(day))]),
      ...(month === undefined ? [] : [MONTHS[Number(month) - 1]]),
      year,
    ].join(' ')
  }
  return from === until ? one(from) : `${one(from)} to ${one(until)}`
}
