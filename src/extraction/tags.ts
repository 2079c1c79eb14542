import { COMMIT_MESSAGE } from '../diff/change.ts'
import { parseCommitObject } from '../diff/commit-object.ts'
import { excerptsOfText } from '../diff/text.ts'
import { readObjects } from '../git/blobs.ts'
import { misunderstood, recordsOf } from '../git/records.ts'
import type { Repository } from '../git/repository.ts'
import type { Excerpt } from '../types.ts'

/** What an annotated tag leads to. */
export interface Tagged {
  /** The tag itself, and every tag that it is a tag of. */
  readonly tags: readonly string[]
  readonly id: string
  /** commit, tree or blob. */
  readonly type: string
}

/** Follows annotated tags, through tags of tags, to what they name. */
export async function followTags(repository: Repository, tags: readonly string[]): Promise<Map<string, Tagged>> {
  const followed = new Map(tags.map((tag): [string, Tagged] => [tag, { tags: [], id: tag, type: 'tag' }]))
  for (;;) {
    const open = [...followed].filter(([, { type }]) => type === 'tag')
    if (open.length === 0) return followed
    let next = 0
    await readObjects(
      repository.git,
      open.map(([, { id }]) => id),
      (id, content) => {
        const [tag, so] = open[next++] ?? ['', { tags: [] }]
        const [, object = '', type = ''] =
          /^object ([0-9a-f]+)\ntype (\w+)$/m.exec(parseCommitObject(content).header) ?? []
        followed.set(tag, { tags: [...so.tags, id], id: object, type })
      },
    )
  }
}

/** All annotated tags that references name, and those that these are tags of. */
export async function listTags(repository: Repository): Promise<string[]> {
  const listed = await repository.git.output(['for-each-ref', '--format=%(objecttype) %(objectname)'])
  const named = recordsOf(listed, '\n', 'for-each-ref').flatMap(record => {
    const [, type, id] = /^(\w+) ([0-9a-f]{40,64})$/.exec(record) ?? []
    if (id === undefined) throw misunderstood('for-each-ref')
    return type === 'tag' ? [id] : []
  })
  const followed = await followTags(repository, named)
  return [...new Set([...followed.values()].flatMap(({ tags }) => tags))]
}

/** The messages of annotated tags. */
export async function extractTags(
  repository: Repository,
  tags: readonly string[],
  emit: (excerpt: Excerpt) => void,
): Promise<void> {
  await readObjects(repository.git, tags, (tag, content) => {
    excerptsOfText(parseCommitObject(content).message, { kind: 'message', path: COMMIT_MESSAGE, commit: tag }, emit)
  })
}
