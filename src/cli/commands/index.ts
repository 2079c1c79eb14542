import type { Command } from '../command.ts'
import { account } from './account.ts'
import { allow } from './allow.ts'
import { completions } from './completions.ts'
import { doctor } from './doctor.ts'
import { fix } from './fix.ts'
import { importCommand } from './import.ts'
import { init } from './init.ts'
import { merge } from './merge.ts'
import { respond } from './respond.ts'
import { rotate } from './rotate.ts'
import { rules } from './rules.ts'
import { scan } from './scan.ts'
import { uninstall } from './uninstall.ts'
import { verify } from './verify.ts'

/** All commands, in the order in which `--help` lists them. */
export const commands: readonly Command[] = [
  init,
  uninstall,
  doctor,
  scan,
  fix,
  allow,
  respond,
  merge,
  verify,
  rotate,
  account,
  importCommand,
  rules,
  completions,
]

/** The table of a command that is known to exist; a wrong name is a fault of the caller. */
export function commandNamed(name: string): Command {
  const command = commands.find(candidate => candidate.name === name)
  if (command === undefined) throw new Error(`no such command in the table: ${name}`)
  return command
}
