import fs from 'node:fs'
import git from 'isomorphic-git'

/** Paths whose staged entry differs from HEAD's, as another implementation of git reads index and objects. */
export async function stagedPaths(dir: string): Promise<string[]> {
  const head = await git.resolveRef({ fs, dir, ref: 'HEAD' }).catch(() => null)
  const trees = head === null ? [git.STAGE()] : [git.STAGE(), git.TREE({ ref: head })]
  const paths: unknown = await git.walk({
    fs,
    dir,
    trees,
    map: async (path, [staged, committed]) => {
      const type = (await staged?.type()) ?? (await committed?.type())
      if (type === 'tree') return undefined
      const [newId, oldId] = [await staged?.oid(), await committed?.oid()]
      const [newMode, oldMode] = [await staged?.mode(), await committed?.mode()]
      return newId !== undefined && (newId !== oldId || newMode !== oldMode) ? path : undefined
    },
  })
  return Array.isArray(paths) ? paths.filter(path => typeof path === 'string').sort() : []
}
