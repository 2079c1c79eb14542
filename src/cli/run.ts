import type { World } from './world.ts'

/**
 * Runs one command and never throws.
 *
 * @param argv what follows the program's name
 * @returns the exit code: 0 clean, 1 secrets found, 2 anything that kept keyhook from knowing
 */
export async function run(argv: readonly string[], world: World): Promise<number> {
  try {
    // First and alone, since every commit pays for what is loaded here.
    if (argv[0] === 'hook') return await (await import('./hook.ts')).hook(argv.slice(1), world)
    return await (await import('./dispatch.ts')).dispatch(argv, world)
  } catch (error) {
    return await (await import('./failure.ts')).fail(error, world)
  }
}
