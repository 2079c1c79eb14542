import { execPath } from 'node:process'
import type { Patient } from '../doctor/check.ts'
import { examine, isProtected } from '../doctor/examine.ts'
import { openRepository, type Repository } from '../git/repository.ts'
import { parseArguments } from './arguments.ts'
import { commandName } from './command-name.ts'
import { commands } from './commands/index.ts'
import { day } from './day.ts'
import { doctorJson, doctorText, type Examined, type Look } from './doctor-report.ts'
import { CLEAN, FOUND } from './exit.ts'
import { loadMask, type Mask } from './mask.ts'
import { createProgress } from './progress.ts'
import { screen } from './screen.ts'
import { version } from './version.ts'
import type { World } from './world.ts'

/**
 * `keyhook doctor`: whether the repository of the working directory is protected, by which files, and what repairs it.
 *
 * @returns the exit code: 0 protected, 1 not
 */
export async function doctor(argv: readonly string[], world: World): Promise<number> {
  const { flags } = parseArguments('doctor', argv)
  const repository = await openRepository(world.cwd, world.env)
  const patient: Patient = {
    repository,
    cwd: world.cwd,
    env: world.env,
    home: world.home,
    version,
    node: execPath,
    today: day(world.now),
    command: commandName(world),
    commands: commands.map(({ name }) => name),
    atExit: world.atExit,
    progress: (total, noun) => createProgress(world, total, false, undefined, noun),
  }
  const checks = await examine(patient)
  const examined: Examined = { version, checks, isProtected: isProtected(checks) }
  const dependencies = flags.has('deps') ? await dependenciesOf(repository, world) : null
  const mask = await loadMask()
  const look = { mask, ...screen(world, world.stdout, flags.has('no-color')) }
  if (flags.has('json')) world.stdout.write(doctorJson(examined, mask, dependencies?.json(mask) ?? null))
  else world.stdout.write(doctorText(examined, look) + (dependencies === null ? '' : `\n${dependencies.text(look)}`))
  return examined.isProtected ? CLEAN : FOUND
}

interface Told {
  text(look: Look): string
  json(mask: Mask): string
}

async function dependenciesOf(repository: Repository, world: World): Promise<Told> {
  const [{ lookAtDependencies }, { dependenciesJson, dependenciesText }] = await Promise.all([
    import('./doctor-dependencies.ts'),
    import('./dependencies-report.ts'),
  ])
  const told = await lookAtDependencies(repository, world)
  return { text: look => dependenciesText(told, look), json: mask => dependenciesJson(told, mask) }
}
