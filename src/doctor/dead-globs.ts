import { compileGlob } from '../allowlist/glob.ts'
import { CONFIGURATION, type Policy } from '../policy.ts'
import { type Check, note, type Patient } from './check.ts'

/** Globs under `ignore` that match no file of the index. */
export async function deadGlobs({ configuration }: Policy, { repository: { git } }: Patient): Promise<Check[]> {
  if (configuration === null || configuration.ignoreGlobs.length === 0) return []
  const paths = (await git.output(['ls-files', '-z'])).toString().split('\0').filter(Boolean)
  const dead = configuration.ignoreGlobs.filter(glob => {
    const matches = compileGlob(glob)
    return !paths.some(matches)
  })
  if (dead.length === 0) return []
  return [
    note({
      id: 'configuration/dead',
      says: `${CONFIGURATION}: ignore names what matches no tracked file (${dead.slice(0, 5).join(', ')}).`,
      why: 'What is added there one day is not scanned.',
      files: [CONFIGURATION],
    }),
  ]
}
