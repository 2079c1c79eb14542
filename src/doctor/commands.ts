import { relative } from 'node:path'
import { quote } from '../report/shell.ts'
import type { Patient } from './check.ts'

/** A path as a word of a command that is run where the user stands. */
export function word(path: string, { cwd }: Pick<Patient, 'cwd'>): string {
  const near = relative(cwd, path)
  if (near === '') return '.'
  return quote(near.startsWith('..') && near.length > path.length ? path : near)
}

/** A path as people read it: from the top level where it lies below that. */
export function shown(path: string, topLevel: string | null): string {
  const near = topLevel === null ? path : relative(topLevel, path)
  return near === '' || near.startsWith('..') ? path : near
}
