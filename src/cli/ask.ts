import type { World } from './world.ts'

/** Asks on a terminal; only "y" or "yes" is a yes. The terminal itself offers the editing of the line. */
export async function askYes(question: string, world: World): Promise<boolean> {
  world.stdout.write(`${question}[y/N] `)
  let answer = ''
  for await (const chunk of world.stdin) {
    answer += chunk.toString()
    if (answer.includes('\n')) break
  }
  return /^\s*y(?:es)?\s*$/i.test(answer.split('\n')[0] ?? '')
}
