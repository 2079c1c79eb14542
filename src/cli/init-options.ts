import { closest } from 'fastest-levenshtein'
import { KeyhookError } from '../errors.ts'
import { MANAGERS } from '../install/managers.ts'

export interface InitOptions {
  /** null: find out */
  readonly manager: string | null
  readonly prepare: boolean
  readonly dryRun: boolean
}

const OPTIONS = ['--manager', '--prepare', '--dry-run']

/** @throws KeyhookError 'usage', which names the nearest option or manager */
export function readInitOptions(argv: readonly string[]): InitOptions {
  let manager: string | null = null
  let prepare = false
  let dryRun = false
  for (let index = 0; index < argv.length; index++) {
    const [option = '', value] = (argv[index] ?? '').split(/=(.*)/s)
    if (option === '--manager') manager = managerNamed(value ?? argv[++index])
    else if (option === '--prepare' && value === undefined) prepare = true
    else if (option === '--dry-run' && value === undefined) dryRun = true
    else
      throw new KeyhookError('usage', `init has no option ${argv[index]}`, `Did you mean ${closest(option, OPTIONS)}?`)
  }
  return { manager, prepare, dryRun }
}

function managerNamed(name: string | undefined): string {
  const names = MANAGERS.filter(manager => manager.selectable).map(manager => manager.name)
  if (name === undefined || name === '') {
    throw new KeyhookError('usage', '--manager needs a name.', `One of: ${names.join(', ')}`)
  }
  if (names.includes(name)) return name
  throw new KeyhookError('usage', `There is no --manager ${name}`, `Did you mean --manager ${closest(name, names)}?`)
}
