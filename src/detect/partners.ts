import type { Beside } from '../types.ts'
import { BETWEEN_HALVES } from './searches.ts'

/** A part of a text: indexes, `end` exclusive. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** Finds the places of a secret's other half near a place of the same text, nearest first. */
export type Partners = (place: Place) => Place[]

function lineEndsIn(text: string): number {
  return text.split('\n').length - 1
}

/** How many bytes lie between two places; negative where they overlap. */
function between(one: Place, other: Place): number {
  return Math.max(other.start - one.end, one.start - other.end)
}

function areNear(text: string, one: Place, other: Place, lines: number): boolean {
  const distance = between(one, other)
  if (distance < 0 || distance > BETWEEN_HALVES) return false
  return lineEndsIn(text.slice(Math.min(one.end, other.end), Math.max(one.start, other.start))) <= lines
}

/** Index of the first of `places`, which are in order, that ends behind `position`. */
function firstBehind(places: readonly Place[], position: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle]?.end ?? 0) <= position) low = middle + 1
    else high = middle
  }
  return low
}

/** Looks for the other halves once; each question then looks at those around it only. */
export function createPartners(text: string, { partner, lines }: Pick<Beside, 'partner' | 'lines'>): Partners {
  const everywhere = new RegExp(partner.source, `${partner.flags.replace(/[gdy]/g, '')}g`)
  const places: Place[] = []
  for (const { index, 0: found } of text.matchAll(everywhere)) places.push({ start: index, end: index + found.length })
  return place => {
    const near: Place[] = []
    for (let at = firstBehind(places, place.start - BETWEEN_HALVES); at < places.length; at++) {
      const other = places[at]
      if (other === undefined || other.start > place.end + BETWEEN_HALVES) break
      if (areNear(text, place, other, lines)) near.push(other)
    }
    return near.sort((one, other) => between(place, one) - between(place, other))
  }
}
