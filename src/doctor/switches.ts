import { broken, type Check, ok, type Patient, warning } from './check.ts'

/** Variables of the shell that take a part of the protection away. */
export function switches({ env }: Patient): Check[] {
  return [guard(env), ...override(env)]
}

function guard(env: NodeJS.ProcessEnv): Check {
  const why = 'The guard proves most commits clean in milliseconds; without it node looks at each of them.'
  if (env['KEYHOOK_GUARD'] !== 'off') return ok({ id: 'guard', says: 'The guard is on.', why })
  return warning({
    id: 'guard',
    says: 'The guard is off (KEYHOOK_GUARD=off): commits are slower, and no less safe.',
    why,
    repair: 'unset KEYHOOK_GUARD',
  })
}

function override(env: NodeJS.ProcessEnv): Check[] {
  if (env['KEYHOOK_OVERRIDE'] === undefined) return []
  return [
    broken({
      id: 'override',
      says: 'KEYHOOK_OVERRIDE is set in this shell.',
      why: 'It is meant for one commit; here it lets through whatever is committed from this shell.',
      repair: 'unset KEYHOOK_OVERRIDE',
    }),
  ]
}
