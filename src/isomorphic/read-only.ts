import { promises } from 'node:fs'
import type { PromiseFsClient } from 'isomorphic-git'

function refuse(): never {
  throw new Error('a scan never writes')
}

/** The file system as isomorphic-git may use it: nothing in it can be changed. */
export const readOnly: PromiseFsClient = {
  promises: {
    readFile: promises.readFile,
    readdir: promises.readdir,
    stat: promises.stat,
    lstat: promises.lstat,
    readlink: promises.readlink,
    writeFile: refuse,
    unlink: refuse,
    mkdir: refuse,
    rmdir: refuse,
    symlink: refuse,
    chmod: refuse,
  },
}
