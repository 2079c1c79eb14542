import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cutBlock, takeApart } from '../install/block.ts'
import { stateOf } from './file-state.ts'
import { isHuskyOwn } from './hooks-path.ts'

/** What is wrong with a hook's file. */
export type Fault =
  | 'missing'
  | 'not executable'
  | 'carriage returns'
  | 'no block'
  | 'damaged block'
  | 'ends before the block'
  | 'does not lead to the block'

/** The file that git calls for a door, and the one that holds keyhook's block: the same, or one that the first leads to. */
export interface HookFiles {
  readonly called: string
  readonly holder: string
}

/**
 * What can be seen in the files without running them, for only the block is run: lines of a user's or a manager's own may do
 * anything. null where nothing is wrong.
 */
export function faultIn({ called, holder }: HookFiles): { readonly fault: Fault; readonly file: string } | null {
  const found = stateOf(called)
  if (found?.isFile() !== true) return { fault: 'missing', file: called }
  if (process.platform !== 'win32' && (found.mode & 0o111) === 0) return { fault: 'not executable', file: called }
  if (hasCarriageReturns(text(called))) return { fault: 'carriage returns', file: called }
  if (holder === called) return faultInHolder(holder)
  if (stateOf(holder)?.isFile() !== true) return { fault: 'no block', file: holder }
  if (isHuskyOwn(dirname(called)) && !leadsToHusky(called)) return { fault: 'does not lead to the block', file: called }
  return faultInHolder(holder)
}

function faultInHolder(file: string): { readonly fault: Fault; readonly file: string } | null {
  const content = text(file)
  if (hasCarriageReturns(content)) return { fault: 'carriage returns', file }
  const parts = takeApart(content)
  if (parts === null) return { fault: 'no block', file }
  if (cutBlock(content) === null) return { fault: 'damaged block', file }
  return endsEarly(parts.before) ? { fault: 'ends before the block', file } : null
}

/** Where sh meets one, it is a part of the word before it: the first line then names a shell that is nowhere. */
export function hasCarriageReturns(content: string): boolean {
  return content.includes('\r\n')
}

/** Whether a line that is surely run ends the script: not indented, and in no `if`, loop, function or document of its own. */
export function endsEarly(before: string): boolean {
  let depth = 0
  let document: string | null = null
  for (const line of before.split('\n')) {
    if (document !== null) {
      if (line.trim() === document) document = null
      continue
    }
    document = /<<-?\s*(["']?)(\w+)\1/.exec(line)?.[2] ?? null
    if (depth === 0 && /^\s*(?:exit\b|exec\s+[^\d<>&\s])/.test(line)) return true
    depth += opened(line)
  }
  return false
}

function opened(line: string): number {
  const code = line.replace(/(^|\s)#.*$/, '').replace(/"[^"]*"|'[^']*'/g, '')
  const count = (pattern: RegExp): number => code.match(pattern)?.length ?? 0
  const opening = count(/(?:^|[\s;&|(])(?:if|case|do|\{|\()(?=[\s(]|$)/g)
  return opening - count(/(?:^|[\s;&|)])(?:fi|esac|done|\}|\))(?=[\s;&|)]|$)/g)
}

/** husky's own files read the one that does the work; where that is gone, or they were emptied, its hooks are not reached. */
function leadsToHusky(called: string): boolean {
  const own = join(dirname(called), 'h')
  return existsSync(own) && /^[ \t]*\.[ \t]+.*\bh"?[ \t\r]*$/m.test(text(called)) && text(own).trim() !== ''
}

/** Every byte a character. */
export function text(file: string): string {
  return readFileSync(file, 'latin1')
}
