import { KeyhookError } from '../errors.ts'

/** What people say they mean to spend in a month: of the whole organization, and by a project's id or name. OpenAI documents no endpoint that tells it. */
export interface Budgets {
  readonly whole: number | null
  readonly byProject: ReadonlyMap<string, number>
}

const EXAMPLE = 'keyhook account --budget 500,Website=100'

/** @throws KeyhookError 'usage' */
export function parseBudgets(text: string | undefined): Budgets {
  let whole: number | null = null
  const byProject = new Map<string, number>()
  for (const part of (text ?? '').split(',').filter(piece => piece.trim() !== '')) {
    const [, name = '', amount = ''] = /^(?:(.*)=)?\s*\$?(\d{1,9}(?:\.\d{1,2})?)\s*$/.exec(part) ?? []
    if (amount === '')
      throw new KeyhookError('usage', '--budget takes amounts a month, as 500 or PROJECT=100.', EXAMPLE)
    if (name.trim() === '') whole = Number(amount)
    else byProject.set(name.trim(), Number(amount))
  }
  return { whole, byProject }
}

export type BudgetState = 'over' | 'near' | 'within'

/** `near` from four fifths on. */
export function budgetState(cost: number, budget: number): BudgetState {
  if (cost > budget) return 'over'
  return cost >= budget * 0.8 ? 'near' : 'within'
}
