import { readKeys } from '../account/overview.ts'
import { type ApiKey, deletedSchema } from '../account/schemas.ts'
import { KeyhookError } from '../errors.ts'
import { paragraph } from '../report/layout.ts'
import { printable } from '../report/terminal.ts'
import type { OpenAccount } from './account.ts'
import { type Clean, cleaner, shownKey } from './account-view.ts'
import { CLEAN, FAILED } from './exit.ts'
import { openPrompt } from './prompt.ts'
import type { World } from './world.ts'

/** How long the id is waited for where it comes from no terminal; in milliseconds. */
const PATIENCE = 10_000

interface Target {
  readonly key: ApiKey
  /** Where it is deleted. */
  readonly path: string
  readonly called: string
}

/** `keyhook account --delete`: deletes one key, once its id was typed. The one request of keyhook that changes something at a provider. */
export async function deleteKey(id: string, open: OpenAccount, world: World): Promise<number> {
  // Not repeated: people paste the key itself.
  if (!/^[\w-]{1,100}$/.test(id) || id.startsWith('sk-'))
    throw new KeyhookError(
      'usage',
      '--delete takes the id of a key, as keyhook shows it, not the key.',
      'keyhook account',
    )
  const target = await find(id, open)
  const clean = await cleaner(open.key)
  describe(target, clean, world)
  const typed = await typedId(world)
  if (typed !== id) {
    world.stdout.write('\nThat is not its id. Nothing was deleted.\n')
    return FAILED
  }
  const { id: deleted } = await open.api.remove(target.path, deletedSchema)
  if (deleted !== id)
    throw new KeyhookError('incomplete', 'The answer is about another key.', 'See what there is: keyhook account')
  world.stdout.write(`\nDeleted ${id}. What still uses it stops working now.\n`)
  return CLEAN
}

async function find(id: string, { api }: OpenAccount): Promise<Target> {
  const { projects, adminKeys } = await readKeys(api)
  for (const { project, keys } of projects) {
    const key = keys.find(one => one.id === id)
    // https://platform.openai.com/docs/api-reference/project-api-keys/delete
    const path = `/v1/organization/projects/${encodeURIComponent(project.id)}/api_keys/${encodeURIComponent(id)}`
    if (key !== undefined) return { key, path, called: `of the project ${project.name ?? project.id}` }
  }
  const key = adminKeys.find(one => one.id === id)
  // https://platform.openai.com/docs/api-reference/admin-api-keys/delete
  const path = `/v1/organization/admin_api_keys/${encodeURIComponent(id)}`
  if (key !== undefined) return { key, path, called: ', an admin key' }
  throw new KeyhookError('usage', 'No key of this account has that id.', 'See what there is: keyhook account')
}

function describe({ key, called }: Target, clean: Clean, world: World): void {
  const now = Math.floor(world.now.getTime() / 1000)
  const { id, name, preview, owner, created, lastUsed } = shownKey(key, [], { now, maxAge: 0, maxUnused: 0 }, clean)
  const used = lastUsed === null ? 'never used' : `last used ${lastUsed}`
  const lines = [
    `${id}  ${name}  ${preview} ${clean(called)}`,
    `made ${created} by ${owner}, ${used}`,
    'What uses it stops working at once, and it cannot be brought back.',
  ]
  const width = Math.max(40, world.stdout.columns || 80)
  world.stdout.write(`${lines.flatMap(line => paragraph(printable(line), width)).join('\n')}\n`)
}

/** The id once more, from a terminal or a pipe; null where there is none. An option would be too easily copied. */
async function typedId(world: World): Promise<string | null> {
  const prompt = openPrompt(world)
  const answer = prompt.ask('Type its id to delete it: ').then(line => line?.trim() ?? null)
  if (world.stdin.isTTY === true) return answer.finally(() => prompt.close())
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>(settle => {
    timer = setTimeout(() => settle(null), PATIENCE)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
