import { type AccountApi, openApi } from '../account/api.ts'
import { parseBudgets } from '../account/budget.ts'
import { readOverview } from '../account/overview.ts'
import { KeyhookError } from '../errors.ts'
import { type Base, baseOf } from '../network/base-url.ts'
import { createClient } from '../network/client.ts'
import { accountJson, accountLines } from '../report/account.ts'
import { colorsFor, paragraph } from '../report/layout.ts'
import { printable } from '../report/terminal.ts'
import { shownAccount } from './account-view.ts'
import { type Arguments, parseArguments } from './arguments.ts'
import { commandName } from './command-name.ts'
import { CLEAN } from './exit.ts'
import { screen } from './screen.ts'
import { version } from './version.ts'
import type { World } from './world.ts'

/** Milliseconds. A large account takes some hundred requests. */
const TOTAL = 120_000
const ATTEMPT = 10_000
const LARGEST_ANSWER = 4 * 1024 * 1024

const USUAL_MAX_AGE = 90
const USUAL_MAX_UNUSED = 30

/** An account, and what has to be known to show something of it. */
export interface OpenAccount {
  readonly api: AccountApi
  readonly base: Base
  /** Reaches no output; what is shown is compared with it. */
  readonly key: string
}

/** `keyhook account`: the keys of an OpenAI account. */
export async function account(argv: readonly string[], world: World): Promise<number> {
  const given = parseArguments('account', argv)
  const budgets = parseBudgets(given.values.get('budget'))
  const limits = {
    maxAge: days(given, 'max-age', USUAL_MAX_AGE),
    maxUnused: days(given, 'max-unused', USUAL_MAX_UNUSED),
    now: Math.floor(world.now.getTime() / 1000),
  }
  const open = openAccount(world)
  try {
    const id = given.values.get('delete')
    if (id !== undefined) return await (await import('./account-delete.ts')).deleteKey(id, open, world)
    const overview = await readOverview(open.api, limits.now)
    const shown = await shownAccount(overview, { ...limits, budgets, open })
    if (given.flags.has('json')) world.stdout.write(accountJson(shown))
    else {
      const { color, width } = screen(world, world.stdout, given.flags.has('no-color'))
      world.stdout.write(`${accountLines(shown, commandName(world), width, colorsFor(color)).join('\n')}\n`)
    }
    if (shown.missing.length > 0) throw incomplete()
    return CLEAN
  } finally {
    world.leave?.()
  }
}

function incomplete(): KeyhookError {
  return new KeyhookError(
    'incomplete',
    'A part of the account could not be read.',
    'Give the admin key leave to read usage: https://platform.openai.com/settings/organization/admin-keys',
  )
}

/** Says who is asked, before the first request. */
function openAccount(world: World): OpenAccount {
  const key = world.env['OPENAI_ADMIN_KEY'] ?? ''
  if (!/^[\x21-\x7e]+$/.test(key)) {
    const what = key === '' ? 'is not set' : 'holds characters that no key has'
    throw new KeyhookError(
      'usage',
      `OPENAI_ADMIN_KEY ${what}.`,
      'Make an admin key: https://platform.openai.com/settings/organization/admin-keys',
    )
  }
  const base = baseOf('OpenAI', 'https://api.openai.com', world.env)
  const whose = base.setBy === null ? '' : ` (NOT OpenAI's own host: ${base.setBy} names it)`
  const says = `keyhook: asking ${printable(base.url.host)}${whose}, with OPENAI_ADMIN_KEY in the header authorization`
  world.stderr.write(`${paragraph(says, screen(world, world.stderr, true).width).join('\n')}\n`)
  const client = createClient({ env: world.env, version, total: TOTAL, attempt: ATTEMPT, bytes: LARGEST_ANSWER })
  return { api: openApi(client, base, key), base, key }
}

function days(given: Arguments, option: string, usual: number): number {
  const text = given.values.get(option)
  if (text === undefined) return usual
  if (/^\d{1,4}$/.test(text) && Number(text) > 0) return Number(text)
  throw new KeyhookError('usage', `--${option} takes days, from 1 to 9999.`, `keyhook account --${option} ${usual}`)
}
