import type { Check } from './candidate.ts'
import { isMadeUp } from './entropy.ts'

/** The base64 of a key block, free of its frame, its header fields, line breaks and what a language puts around lines. */
export function keyBody(block: string): string {
  return block
    .replace(/\\+[nrt]/g, '\n')
    .replace(/-{5}[A-Z][A-Z0-9 ]{2,60}-{5}/g, '\n')
    .replace(/^[^\w\n]*[A-Za-z][\w-]{1,40}: .*$/gm, '')
    .replace(/[^A-Za-z0-9+/=]/g, '')
}

/** The share of a block's letters that stand in lines of base64: in a program that writes keys, it is small. */
function lineShare(block: string): number {
  const text = block.replace(/\\+[nrt]/g, '\n').replace(/-{5}[A-Z][A-Z0-9 ]{2,60}-{5}/g, '\n')
  const letters = text.match(/[A-Za-z0-9+/=]/g)?.length ?? 1
  const lines = text.match(/[A-Za-z0-9+/=]{24,}/g) ?? []
  return lines.reduce((sum, line) => sum + line.length, 0) / letters
}

/** The smallest key in use (Ed25519 in PKCS#8) has 64 characters. */
const SHORTEST_BODY = 60

/** A block without a body is documentation. */
export const privateKeyBody: Check = ({ value }) => {
  const body = keyBody(value)
  if (lineShare(value) < 0.5) return 'drop'
  const cut = /\.{3}|…|\u00e2\u0080\u00a6/.test(value) && body.length < 300
  return body.length < SHORTEST_BODY || cut || isMadeUp(body.slice(24)) ? 'drop' : 'keep'
}
