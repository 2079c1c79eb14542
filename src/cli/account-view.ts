import { type Budgets, budgetState } from '../account/budget.ts'
import { daysBetween, type FlagLimits, flagsOf } from '../account/flags.ts'
import { type Overview, PERIOD, type ProjectOverview } from '../account/overview.ts'
import type { ApiKey } from '../account/schemas.ts'
import type { ShownAccount, ShownCost, ShownKey, ShownProject } from '../report/account.ts'
import type { OpenAccount } from './account.ts'
import { loadMask } from './mask.ts'

export interface ViewOptions extends FlagLimits {
  readonly budgets: Budgets
  readonly open: OpenAccount
}

export type Clean = (text: string | null | undefined, otherwise?: string) => string

const LONGEST = 100
/** Parts of this length say too much. */
const TELLING = 8

/** Text of a host as it may be shown: short, with every secret masked, and nothing of the admin key, which a host may send back. */
export async function cleaner(key: string): Promise<Clean> {
  const mask = await loadMask()
  const body = key.replace(/^sk-admin-/, '')
  const parts = Array.from({ length: Math.max(0, body.length - TELLING + 1) }, (_, at) => body.slice(at, at + TELLING))
  return (text, otherwise = '') => {
    const given = text ?? ''
    if (given === '') return otherwise
    if (parts.some(part => given.includes(part))) return '(not shown: it holds a part of the key)'
    const masked = mask(given)
    return masked.length > LONGEST ? `${masked.slice(0, LONGEST)}…` : masked
  }
}

/** An account as it is shown. */
export async function shownAccount(overview: Overview, options: ViewOptions): Promise<ShownAccount> {
  const clean = await cleaner(options.open.key)
  const { projects, adminKeys, costs, missing } = overview
  const total = costs === null ? null : [...costs.values()].reduce((sum, cost) => sum + cost, 0)
  return {
    host: options.open.base.url.host,
    period: PERIOD,
    projects: projects.map(one => shownProject(one, overview, options, clean)),
    adminKeys: adminKeys.map(key => shownKey(key, [], options, clean)),
    total: total === null ? null : shownCost(total, overview.currency, options.budgets.whole, clean),
    missing: missing.map(line => clean(line)),
  }
}

function shownProject(one: ProjectOverview, overview: Overview, options: ViewOptions, clean: Clean): ShownProject {
  const { project, keys, serviceAccounts } = one
  const { costs, currency, uses } = overview
  const { byProject } = options.budgets
  const budget = byProject.get(project.id) ?? byProject.get(project.name ?? '') ?? null
  return {
    id: clean(project.id),
    name: clean(project.name, '(no name)'),
    cost: costs === null ? null : shownCost(costs.get(project.id) ?? 0, currency, budget, clean),
    keys: keys.map(key => shownKey(key, uses?.get(key.id) ?? [], options, clean)),
    serviceAccounts: serviceAccounts.map(({ id, name }) => ({ id: clean(id), name: clean(name, '(no name)') })),
  }
}

function shownCost(amount: number, currency: string, budget: number | null, clean: Clean): ShownCost {
  const rounded = Math.round(amount * 100) / 100
  const state = budget === null ? null : budgetState(amount, budget)
  return { amount: rounded, currency: clean(currency), budget, state }
}

export function shownKey(key: ApiKey, uses: readonly string[], limits: FlagLimits, clean: Clean): ShownKey {
  return {
    id: clean(key.id),
    name: clean(key.name, '(no name)'),
    preview: clean(key.redacted_value, '…'),
    owner: clean(ownerOf(key), 'nobody known'),
    created: dayOf(key.created_at),
    days: daysBetween(key.created_at, limits.now),
    lastUsed: key.last_used_at == null ? null : dayOf(key.last_used_at),
    flags: flagsOf(key, uses, limits),
  }
}

function ownerOf({ owner }: ApiKey): string | null {
  const service = owner?.service_account
  if (service != null) return `service account ${service.name ?? service.id ?? ''}`
  const { name, email } = owner?.user ?? { name: owner?.name, email: null }
  return [name, email == null ? '' : `<${email}>`].filter(part => part != null && part !== '').join(' ') || null
}

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}
