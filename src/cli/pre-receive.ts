import { scanReceived } from '../doors/receive.ts'
import { KeyhookError } from '../errors.ts'
import { openRepository } from '../git/repository.ts'
import type { Arguments } from './arguments.ts'
import { culpritOf } from './culprit.ts'
import { day } from './day.ts'
import { exitCode } from './exit.ts'
import { report, reportOptions } from './report.ts'
import type { World } from './world.ts'

/** What is left of 80 columns behind the `remote: ` that git puts before each line. */
const WIDTH = 72

/** `keyhook scan --pre-receive`, as a server's hook: what it says is for whoever pushed, and it says nothing of a clean push. */
export async function preReceive(given: Arguments, world: World): Promise<number> {
  if (world.stdin.isTTY === true) throw byHand()
  const repository = await openRepository(world.cwd, world.env)
  const strict = given.flags.has('strict')
  const verdict = await scanReceived(repository, day(world.now), await text(world.stdin), strict)
  const options = {
    ...reportOptions(given),
    what: 'push',
    staged: false,
    culprit: await culpritOf(verdict, repository),
    width: WIDTH,
    // The pusher's, not the server's.
    command: 'npx keyhook',
  } as const
  await report(verdict, options, world, world.stdout)
  return exitCode(verdict)
}

function byHand(): KeyhookError {
  return new KeyhookError(
    'usage',
    '--pre-receive reads what git writes to the hook of that name on a server.',
    'To scan commits by hand: keyhook scan --range A..B',
  )
}

async function text(stdin: World['stdin']): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}
