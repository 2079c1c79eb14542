import { KeyhookError } from '../errors.ts'
import type { ScanOptions } from './options.ts'

const TARGETS = ['staged', 'range', 'history', 'paths', 'text'] as const
type Target = (typeof TARGETS)[number]

/** How an option that was given has to look. */
const FORMS: Readonly<Record<keyof ScanOptions, { readonly is: (value: unknown) => boolean; readonly says: string }>> =
  {
    cwd: { is: isText, says: 'a path' },
    staged: {
      is: value => typeof value === 'boolean' || isList(value),
      says: 'a boolean or a list of paths that is not empty',
    },
    range: { is: isText, says: 'a range such as "origin/main..HEAD"' },
    history: { is: value => typeof value === 'boolean', says: 'a boolean' },
    paths: { is: isList, says: 'a list of paths that is not empty' },
    text: { is: value => typeof value === 'string' || value instanceof Uint8Array, says: 'a string or bytes' },
    engine: { is: value => value === 'git' || value === 'isomorphic', says: '"git" or "isomorphic"' },
    jobs: {
      is: value => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 64,
      says: 'a number from 1 to 64',
    },
    strict: { is: value => typeof value === 'boolean', says: 'a boolean' },
    signal: { is: value => value instanceof AbortSignal, says: 'an AbortSignal' },
  }

/**
 * The command line that asks for the same.
 *
 * @throws KeyhookError 'usage' for an option that is not known, not of its type, or does not go with another
 */
export function commandLine(options: ScanOptions): string[] {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) refuseMalformed(name, value)
  const targets = TARGETS.filter(target => isAsked(options[target]))
  if (targets.length > 1) throw misuse(`${targets.join(' and ')} do not go together.`)
  const argv = ['--format=json']
  if (options.engine !== undefined) argv.push(`--engine=${options.engine}`)
  if (options.jobs !== undefined) argv.push(`--jobs=${options.jobs}`)
  if (options.strict === true) argv.push('--strict')
  return [...argv, ...targetArguments(targets[0] ?? 'staged', options)]
}

function targetArguments(target: Target, { staged, range, paths }: ScanOptions): string[] {
  switch (target) {
    case 'range':
      return [`--range=${range}`]
    case 'history':
      return ['--history']
    case 'paths':
      return ['--', ...(paths ?? [])]
    case 'text':
      return ['--stdin']
    case 'staged':
      return ['--staged', '--', ...(Array.isArray(staged) ? staged : [])]
  }
}

function isAsked(value: ScanOptions[Target]): boolean {
  return value !== undefined && value !== false
}

function refuseMalformed(name: string, value: unknown): void {
  const form = Object.hasOwn(FORMS, name) ? FORMS[name as keyof ScanOptions] : undefined
  if (form === undefined) throw misuse(`There is no option ${name}.`)
  if (!form.is(value)) throw misuse(`The option ${name} has to be ${form.says}.`)
}

function misuse(message: string): KeyhookError {
  return new KeyhookError('usage', message, `The options of scan() are ${Object.keys(FORMS).join(', ')}.`)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function isList(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every(isText)
}
