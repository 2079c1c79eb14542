import { spawnSync } from 'node:child_process'

const KNOWN = [['sh'], ['dash'], ['bash', '--posix'], ['busybox', 'sh']] as const

/** The shells of this machine that a hook may meet, each with the words that start it; `sh` is always among them. */
export const SHELLS = KNOWN.filter(([program, ...first]) => spawnSync(program, [...first, '-c', ':']).status === 0)
