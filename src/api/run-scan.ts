import { AsyncLocalStorage } from 'node:async_hooks'
import { cwd, env } from 'node:process'
import { loadMask } from '../cli/mask.ts'
import { scan } from '../cli/scan.ts'
import type { World } from '../cli/world.ts'
import { KeyhookError } from '../errors.ts'
import { endBy } from '../git/ending.ts'
import { commandLine } from './command-line.ts'
import type { ScanOptions } from './options.ts'
import type { ScanResult } from './result.ts'

const signals = new AsyncLocalStorage<AbortSignal | undefined>()

/** The command, run in a world whose output is a text: so that both always find the same. */
export async function runScan(options: ScanOptions): Promise<ScanResult> {
  const { signal } = options
  let printed = ''
  try {
    const argv = commandLine(options)
    signal?.throwIfAborted()
    const world = worldOf(options, text => {
      printed += text
    })
    endBy(() => signals.getStore())
    await signals.run(signal, () => scan(argv, world))
  } catch (error) {
    throw signal?.aborted === true ? signal.reason : await masked(error)
  }
  signal?.throwIfAborted()
  return JSON.parse(printed)
}

function worldOf({ cwd: directory = cwd(), text = '' }: ScanOptions, print: (text: string) => void): World {
  return {
    cwd: directory,
    env: { ...env },
    stdin: (async function* () {
      yield Buffer.from(text)
    })(),
    stdout: { write: print },
    stderr: { write() {} },
    now: new Date(),
    home: import.meta.dirname,
  }
}

/** A path may hold a secret, and so may what git says. */
async function masked(error: unknown): Promise<KeyhookError> {
  const mask = await loadMask()
  if (error instanceof KeyhookError) return new KeyhookError(error.code, mask(error.message), mask(error.hint))
  return new KeyhookError(
    'incomplete',
    mask(`The scan failed: ${String(error)}`),
    'This is a fault of keyhook: please report it.',
  )
}
