import * as v from 'valibot'
import { KeyhookError } from '../errors.ts'
import { type Base, below } from '../network/base-url.ts'
import type { Client, Request } from '../network/client.ts'
import { NetworkFailure } from '../network/failure.ts'
import { listSchema, pageSchema } from './schemas.ts'

/** https://platform.openai.com/docs/api-reference/administration: pages of at most 100. */
const PAGE = 100
/** More pages than any account has; a host that never ends has to end somewhere. */
const MOST_PAGES = 1000

type Query = Readonly<Record<string, string | number>>

/** OpenAI's administration API, with one admin key. */
export interface AccountApi {
  /** All objects of a list, page by page (`after`, `has_more`). */
  list<T>(path: string, query: Query, schema: v.GenericSchema<unknown, T>): Promise<T[]>
  /** All buckets of a report, page by page (`page`, `next_page`). */
  report<T>(path: string, query: Query, schema: v.GenericSchema<unknown, T>): Promise<T[]>
  remove<T>(path: string, schema: v.GenericSchema<unknown, T>): Promise<T>
}

/** A request that OpenAI did not grant. */
export class Refused extends KeyhookError {
  readonly status: number

  constructor(status: number, message: string, hint: string) {
    super('incomplete', message, hint)
    this.status = status
  }
}

/** @param key reaches no message, whatever happens */
export function openApi(client: Client, base: Base, key: string): AccountApi {
  async function call<T>(method: Request['method'], path: string, query: Query, schema: v.GenericSchema<unknown, T>) {
    const url = below(base, path)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const { status, body } = await sent(client, { method, url, headers }, path)
    if (status !== 200) throw refusal(status, path, base)
    const parsed = v.safeParse(schema, json(body, path))
    if (parsed.success) return parsed.output
    const where = parsed.issues[0] === undefined ? '' : ` (${v.getDotPath(parsed.issues[0]) ?? 'as a whole'})`
    throw strange(path, where)
  }

  const parse = <T>(rows: readonly unknown[], path: string, schema: v.GenericSchema<unknown, T>): T[] =>
    rows.map(row => {
      const parsed = v.safeParse(schema, row)
      if (!parsed.success) throw strange(path, ` (${parsed.issues[0] ? (v.getDotPath(parsed.issues[0]) ?? '') : ''})`)
      return parsed.output
    })

  return {
    async list(path, query, schema) {
      const all = []
      const seen = new Set<string>()
      for (let after = ''; ; ) {
        const cursor = after === '' ? {} : { after }
        const { data, has_more, last_id } = await call('GET', path, { limit: PAGE, ...query, ...cursor }, listSchema)
        all.push(...parse(data, path, schema))
        if (has_more !== true) return all
        after = next(last_id ?? lastId(data), seen, path)
      }
    },
    async report(path, query, schema) {
      const all = []
      const seen = new Set<string>()
      for (let page = ''; ; ) {
        const { data, has_more, next_page } = await call('GET', path, { ...query, ...(page && { page }) }, pageSchema)
        all.push(...parse(data, path, schema))
        if (has_more !== true) return all
        page = next(next_page, seen, path)
      }
    },
    remove: (path, schema) => call('DELETE', path, {}, schema),
  }
}

/** A list that does not move on would never end. */
function next(cursor: string | null | undefined, seen: Set<string>, path: string): string {
  if (!cursor || seen.has(cursor) || seen.size >= MOST_PAGES) throw strange(path, ' (its pages do not end)')
  seen.add(cursor)
  return cursor
}

function lastId(data: readonly unknown[]): string | null {
  const last = data.at(-1)
  return typeof last === 'object' && last !== null && 'id' in last && typeof last.id === 'string' ? last.id : null
}

async function sent(client: Client, request: Request, path: string) {
  try {
    return await client.send(request)
  } catch (error) {
    const why = error instanceof NetworkFailure ? error.message : 'the request could not be made'
    const hint =
      request.method === 'DELETE' ? 'Whether it is deleted is not known. Look: keyhook account' : 'keyhook account'
    throw new KeyhookError('incomplete', `${request.method} ${path}: ${why}.`, hint)
  }
}

function json(body: string, path: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw strange(path, '')
  }
}

function strange(path: string, where: string): KeyhookError {
  const message = `What ${path} answers is not what OpenAI documents${where}.`
  return new KeyhookError('incomplete', message, 'See whether keyhook is up to date: npm outdated keyhook')
}

function refusal(status: number, path: string, { url }: Base): Refused {
  const page = 'https://platform.openai.com/settings/organization/admin-keys'
  if (status === 401)
    return new Refused(401, `${url.host} does not accept OPENAI_ADMIN_KEY.`, `Make a new one: ${page}`)
  if (status === 403) return new Refused(403, `OPENAI_ADMIN_KEY may not do ${path}.`, `See what it may do: ${page}`)
  if (status === 429)
    return new Refused(429, `${url.host} limits requests for now.`, 'Wait a minute, then: keyhook account')
  const redirect = status >= 300 && status < 400 ? ', and a redirect is not followed with a key' : ''
  return new Refused(status, `${path} answered HTTP ${status}${redirect}.`, 'keyhook account')
}
