import type { World } from './world.ts'

/** Several questions on one terminal, one after another. */
export interface Prompt {
  /** A line without its end; null once there is no more. */
  ask(question: string): Promise<string | null>
  /** Lets go of standard input, so that keyhook can end. */
  close(): Promise<void>
}

export function openPrompt(world: Pick<World, 'stdin' | 'stdout'>): Prompt {
  const chunks = world.stdin[Symbol.asyncIterator]()
  let rest = ''
  async function line(): Promise<string | null> {
    for (;;) {
      const end = rest.indexOf('\n')
      if (end >= 0) {
        const text = rest.slice(0, end)
        rest = rest.slice(end + 1)
        return text.replace(/\r$/, '')
      }
      const { done, value } = await chunks.next()
      if (done === true) {
        const last = rest === '' ? null : rest
        rest = ''
        return last
      }
      rest += value.toString()
    }
  }
  return {
    ask(question) {
      world.stdout.write(question)
      return line()
    },
    async close() {
      await chunks.return?.()
    },
  }
}

export function isYes(answer: string | null): boolean {
  return /^\s*y(?:es)?\s*$/i.test(answer ?? '')
}
