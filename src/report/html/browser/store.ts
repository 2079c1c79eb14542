import { type Choice, NO_CHOICE } from '../choice.ts'
import { readAddress, writeAddress } from './address.ts'

/** What is chosen now, and who has to know when that changes. */
export interface Store {
  readonly now: Choice
  /** Goes back to the first page, unless a page is what changes. */
  change(changes: Partial<Choice>): void
  onChange(listener: (choice: Choice) => void): void
}

export function createStore(): Store {
  let now = readAddress()
  const listeners: ((choice: Choice) => void)[] = []
  const tell = (): void => {
    for (const listener of listeners) listener(now)
  }
  window.addEventListener('hashchange', () => {
    now = readAddress()
    tell()
  })
  return {
    get now() {
      return now
    },
    change(changes) {
      now = { ...now, page: NO_CHOICE.page, ...changes }
      writeAddress(now)
      tell()
    },
    onChange(listener) {
      listeners.push(listener)
      listener(now)
    },
  }
}
