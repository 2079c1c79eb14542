/** Lets so many steps at once through for each name; the others wait their turn. */
export function createGate(most: number): <T>(name: string, step: () => Promise<T>) => Promise<T> {
  const running = new Map<string, number>()
  const waiting = new Map<string, (() => void)[]>()

  function enter(name: string): Promise<void> {
    const number = running.get(name) ?? 0
    if (number < most) {
      running.set(name, number + 1)
      return Promise.resolve()
    }
    return new Promise(resume => waiting.set(name, [...(waiting.get(name) ?? []), resume]))
  }

  function leave(name: string): void {
    const [next, ...others] = waiting.get(name) ?? []
    waiting.set(name, others)
    // The place goes on to who waits, and stays taken.
    if (next !== undefined) next()
    else running.set(name, (running.get(name) ?? 1) - 1)
  }

  return async (name, step) => {
    await enter(name)
    try {
      return await step()
    } finally {
      leave(name)
    }
  }
}
