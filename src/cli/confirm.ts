import { ReadStream } from 'node:tty'
import { askYes } from './ask.ts'
import type { World } from './world.ts'

/**
 * Asks on a terminal.
 *
 * @param usual what the return key alone says
 * @returns null where the user presses ^C or Escape
 */
export async function confirm(question: string, usual: boolean, world: World): Promise<boolean | null> {
  // Only a terminal itself hands over keys one by one, and one without a width cannot be drawn on.
  if (!(world.stdin instanceof ReadStream) || !(Number(world.stdout.columns) > 0)) return askYes(`${question}\n`, world)
  const prompts = await import('@clack/prompts')
  const answer = await prompts.confirm({ message: question, initialValue: usual, input: world.stdin, withGuide: false })
  return prompts.isCancel(answer) ? null : answer
}

/** Whether there is anybody to ask. */
export function canAsk({ stdin, stdout, env }: World): boolean {
  return stdin.isTTY === true && stdout.isTTY === true && env['TERM'] !== 'dumb' && (env['CI'] ?? '') === ''
}
