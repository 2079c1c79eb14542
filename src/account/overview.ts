import { KeyhookError } from '../errors.ts'
import type { AccountApi } from './api.ts'
import {
  type ApiKey,
  costsSchema,
  keySchema,
  type Project,
  projectSchema,
  type ServiceAccount,
  serviceAccountSchema,
  usageSchema,
} from './schemas.ts'

const DAY = 24 * 60 * 60
/** Days that costs and usage are looked up for, today with them. */
export const PERIOD = 30

export interface ProjectOverview {
  readonly project: Project
  readonly keys: readonly ApiKey[]
  readonly serviceAccounts: readonly ServiceAccount[]
}

export interface Overview {
  readonly projects: readonly ProjectOverview[]
  readonly adminKeys: readonly ApiKey[]
  /** Of the period, by project id, in `currency`; '' for what is of no project. Null where it could not be read. */
  readonly costs: ReadonlyMap<string, number> | null
  readonly currency: string
  /** Kinds of use in the period, by key id. Null where that could not be read. */
  readonly uses: ReadonlyMap<string, readonly string[]> | null
  /** What could not be read, and why. */
  readonly missing: readonly string[]
}

/** Every kind of use that OpenAI reports by key: https://platform.openai.com/docs/api-reference/usage */
const USES = {
  completions: 'completions',
  embeddings: 'embeddings',
  moderations: 'moderations',
  images: 'images',
  audio_speeches: 'speech',
  audio_transcriptions: 'transcriptions',
} as const

/** Projects with their keys and service accounts, and admin keys. */
export async function readKeys(api: AccountApi): Promise<Pick<Overview, 'projects' | 'adminKeys'>> {
  const [projects, adminKeys] = await Promise.all([
    // https://platform.openai.com/docs/api-reference/projects/list
    api.list('/v1/organization/projects', {}, projectSchema),
    // https://platform.openai.com/docs/api-reference/admin-api-keys/list
    api.list('/v1/organization/admin_api_keys', {}, keySchema),
  ])
  return { projects: await Promise.all(projects.map(project => readProject(api, project))), adminKeys }
}

async function readProject(api: AccountApi, project: Project): Promise<ProjectOverview> {
  const path = `/v1/organization/projects/${encodeURIComponent(project.id)}`
  const [keys, serviceAccounts] = await Promise.all([
    // https://platform.openai.com/docs/api-reference/project-api-keys/list; without `any` those whose owner left are not all told.
    api.list(`${path}/api_keys`, { owner_project_access: 'any' }, keySchema),
    // https://platform.openai.com/docs/api-reference/project-service-accounts/list
    api.list(`${path}/service_accounts`, {}, serviceAccountSchema),
  ])
  return { project, keys, serviceAccounts }
}

/**
 * All of an account. Costs and use may be missing, where the key may not read them; anything else that is missing is an error.
 *
 * @param now Unix time in seconds
 * @throws KeyhookError
 */
export async function readOverview(api: AccountApi, now: number): Promise<Overview> {
  const from = Math.floor(now / DAY) * DAY - (PERIOD - 1) * DAY
  const keys = await readKeys(api)
  const missing: string[] = []
  const optional = async <T>(called: string, step: Promise<T>): Promise<T | null> => {
    try {
      return await step
    } catch (error) {
      if (!(error instanceof KeyhookError)) throw error
      missing.push(`${called}: ${error.message}`)
      return null
    }
  }
  const costs = await optional('Costs', readCosts(api, from))
  const uses = await optional('Use by key', readUses(api, from))
  return { ...keys, costs: costs?.byProject ?? null, currency: costs?.currency ?? 'usd', uses, missing }
}

/** https://platform.openai.com/docs/api-reference/usage/costs */
async function readCosts(api: AccountApi, from: number) {
  const query = { start_time: from, bucket_width: '1d', 'group_by[]': 'project_id', limit: PERIOD }
  const buckets = await api.report('/v1/organization/costs', query, costsSchema)
  const byProject = new Map<string, number>()
  let currency = 'usd'
  for (const { amount, project_id } of buckets.flatMap(({ results }) => results)) {
    byProject.set(project_id ?? '', (byProject.get(project_id ?? '') ?? 0) + amount.value)
    currency = amount.currency ?? currency
  }
  return { byProject, currency }
}

async function readUses(api: AccountApi, from: number): Promise<Map<string, string[]>> {
  const query = { start_time: from, bucket_width: '1d', 'group_by[]': 'api_key_id', limit: PERIOD }
  const uses = new Map<string, string[]>()
  const kinds = Object.entries(USES).map(async ([path, called]) => {
    const buckets = await api.report(`/v1/organization/usage/${path}`, query, usageSchema)
    const used = buckets.flatMap(({ results }) => results).filter(row => (row.num_model_requests ?? 1) > 0)
    const keys = new Set(used.flatMap(({ api_key_id }) => api_key_id ?? []))
    return { called, keys }
  })
  for (const { called, keys } of await Promise.all(kinds))
    for (const key of keys) uses.set(key, [...(uses.get(key) ?? []), called])
  return uses
}
