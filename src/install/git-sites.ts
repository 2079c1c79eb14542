import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { KeyhookError } from '../errors.ts'
import type { HooksDirectory } from './hooks-directory.ts'
import type { Facts } from './managers.ts'
import type { Site } from './site.ts'

/** The hook files that git itself runs. */
export function gitSites({ hooks }: Facts): Site[] {
  if (isHuskyOwn(hooks)) {
    throw new KeyhookError(
      'install',
      "git runs its hooks from husky's own directory here, which husky rewrites.",
      'Run: npx keyhook init --manager husky',
    )
  }
  return [{ directory: hooks.path, style: 'chain', reach: hooks.reach, active: true }]
}

export function isHuskyOwn({ path }: HooksDirectory): boolean {
  return basename(path) === '_' && (basename(dirname(path)) === '.husky' || existsSync(join(path, 'h')))
}
