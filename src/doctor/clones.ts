import { join } from 'node:path'
import { withoutFilters } from '../git/filters.ts'
import { DOORS } from '../install/doors.ts'
import { keyhookDirectory } from '../install/plan.ts'
import { isPrepared } from '../install/prepare-script.ts'
import { findProject } from '../install/project.ts'
import { readRecord } from '../install/record.ts'
import { type Check, note, ok, type Patient, warning } from './check.ts'
import { shown, word } from './commands.ts'

const WHY = 'Hooks are not cloned: each clone is guarded once keyhook was installed in it.'

/** Whether those who clone the repository are guarded too. */
export async function clones(patient: Patient): Promise<Check[]> {
  const { repository, cwd, command } = patient
  const { topLevel } = repository
  if (topLevel === null) return []
  const uncommitted = await uncommittedHooks(patient)
  if (uncommitted.length > 0) {
    return [
      warning({
        id: 'clones',
        says: `The hooks in ${uncommitted.map(path => shown(path, topLevel)).join(' and ')} are not committed.`,
        why: 'Only what is committed guards the clones of others.',
        repair: `git add -- ${uncommitted.map(path => word(path, patient)).join(' ')}`,
      }),
    ]
  }
  const project = findProject(cwd, topLevel)
  if (project === null || !('keyhook' in project.dependencies)) return []
  if (isPrepared(project)) {
    return [ok({ id: 'clones', says: 'npm install guards every clone ("prepare" in package.json).', why: WHY })]
  }
  const says = 'Nothing guards a new clone until someone runs keyhook init in it.'
  return [note({ id: 'clones', says, why: WHY, repair: `${command} init --prepare` })]
}

/** Directories of the work tree whose guarded hook files differ from what is staged. */
async function uncommittedHooks({ repository: { git, topLevel, commonDirectory } }: Patient): Promise<string[]> {
  const record = readRecord(keyhookDirectory(commonDirectory))
  const directories = (record?.places ?? [])
    .map(place => join(commonDirectory, place.directory))
    .filter(directory => topLevel !== null && shown(directory, topLevel) !== directory)
    .filter(directory => shown(directory, commonDirectory) === directory)
  const uncommitted: string[] = []
  const unfiltered = await withoutFilters(git)
  for (const directory of directories) {
    const files = DOORS.map(door => join(directory, door))
    const args = ['status', '--porcelain', '--untracked-files=all', '-z', '--', ...files]
    const { stdout } = await unfiltered.attempt(args)
    const isOpen = stdout
      .toString()
      .split('\0')
      .some(line => line !== '' && line[1] !== ' ')
    if (isOpen) uncommitted.push(directory)
  }
  return uncommitted
}
