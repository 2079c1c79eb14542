import type { Finding } from '../types.ts'

const MOST = 5

/** Where to revoke: one line per provider, with its name where there are several. */
export function pages(findings: readonly Finding[]): string[] {
  const links = new Map<string, string>()
  for (const { provider, help } of findings) if (help !== '' && !links.has(provider)) links.set(provider, help)
  if (links.size <= 1) return [...links.values()]
  const lines = [...links].slice(0, MOST).map(([provider, help]) => `${provider}: ${help}`)
  if (links.size > MOST) lines.push(`and ${links.size - MOST} more: keyhook rules`)
  return lines
}
