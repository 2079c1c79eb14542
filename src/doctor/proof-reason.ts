import type { Proof } from '../install/control.ts'

const FOUND = /^a made-up key was not found \(exit code (-?\d+)\)\. ?(.*?)(?=; a clean commit|$)/s
const CLEAN = /a clean commit was stopped \(exit code (-?\d+)\)\. ?(.*)$/s

/** Why the installed hook did not do what it should, as one sentence; what was said twice is told once. */
export function reasonOf({ why }: Pick<Proof, 'why'>): string {
  const found = FOUND.exec(why)
  const clean = CLEAN.exec(why)
  const said = (found?.[2] ?? '') || (clean?.[2] ?? '')
  const words = [
    ...(found === null ? [] : [found[1] === '0' ? 'it lets a made-up key pass' : 'it cannot look for a made-up key']),
    ...(clean === null ? [] : ['it stops a clean commit']),
  ]
  if (words.length === 0) return why.endsWith('.') ? why : `${why}.`
  return `${words.join(', and ')}${said === '' ? '.' : `: ${withoutAdvice(said)}`}`
}

/** The hook says by itself whose word it is, and what to do; both stand beside this. */
function withoutAdvice(said: string): string {
  const told = said.replace(/^keyhook: /, '').replace(/\s*Repair it with: .*$/, '')
  return told.endsWith('.') ? told : `${told}.`
}
