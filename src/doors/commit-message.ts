import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { COMMIT_MESSAGE } from '../diff/change.ts'
import { recordedMessage } from '../diff/message.ts'
import { excerptsOfText } from '../diff/text.ts'
import { KeyhookError } from '../errors.ts'
import type { Repository } from '../git/repository.ts'
import { NO_POLICY, type Policy, readPolicy } from '../policy.ts'
import { startScan } from '../scan.ts'
import type { Verdict } from '../types.ts'
import { messageOptions } from './message-options.ts'
import type { DoorWorld } from './outcome.ts'

/**
 * Scans a commit message. What git will take out of it is looked up only where something was found: an ordinary message costs no process.
 *
 * @param file the message file as git names it, relative to the hook's own directory
 */
export async function scanMessage(
  repository: () => Promise<Repository>,
  world: DoorWorld,
  file: string,
): Promise<Verdict> {
  const whole = readMessage(resolve(world.cwd, file))
  const first = await scanText(whole, NO_POLICY, world.today)
  const opened = first.findings.length + first.suppressed.length === 0 ? null : await repository()
  // A team's own rules need the policy even where the built-in ones are silent.
  const policy = opened === null ? await ownRules(repository) : await readPolicy(opened, null)
  if (policy === null) return first
  return scanText(recordedMessage(whole, await messageOptions(await repository())), policy, world.today)
}

async function ownRules(repository: () => Promise<Repository>): Promise<Policy | null> {
  const policy = await readPolicy(await repository(), null)
  return policy.configuration === null || policy.configuration.rules.length === 0 ? null : policy
}

async function scanText(message: Buffer, policy: Policy, today: string): Promise<Verdict> {
  const scan = startScan({ policy, today })
  excerptsOfText(message, { kind: 'message', path: COMMIT_MESSAGE, commit: null }, scan.take)
  return scan.verdict(0)
}

function readMessage(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new KeyhookError(
      'incomplete',
      `The commit message could not be read: ${String(error)}`,
      'Try the commit again.',
    )
  }
}
