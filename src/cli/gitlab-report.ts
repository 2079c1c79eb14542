import { renderGitlab } from '../report/gitlab.ts'
import type { Telling } from './formats.ts'
import { version } from './version.ts'

export async function gitlab({ verdict, world }: Telling): Promise<string> {
  return renderGitlab(verdict, { version, now: world.now })
}
