import type { Verdict } from '../types.ts'
import { count } from './layout.ts'
import type { Scene } from './scene.ts'

/** What keyhook stopped, and why, in one line. */
export function stopped(number: number, verdict: Verdict, scene: Scene): string {
  const secrets = count(number, 'secret')
  switch (scene.what) {
    case 'commit':
      return `keyhook stopped this commit: ${secrets} in what you are adding`
    case 'merge':
      return `keyhook stopped this merge: ${secrets} in what it adds`
    case 'message':
      return `keyhook stopped this commit: ${secrets} in its message`
    case 'patch':
      return `keyhook stopped this patch: ${secrets} in what it adds`
    case 'push':
      return `keyhook stopped this push: ${secrets} in the commits it would publish`
    case 'scan':
      return `keyhook found ${secrets} in ${scanned(verdict)}`
  }
}

/** For a scan that found nothing that stops. That nothing was there to scan must not look like "no secrets". */
export function clean(verdict: Verdict, scene: Scene): string {
  if (verdict.stats.files > 0) return `keyhook: no secrets in ${scanned(verdict)}`
  return scene.staged === false ? 'keyhook: no files to scan' : 'keyhook: nothing staged, so nothing was scanned'
}

export function letThrough(number: number, scene: Scene): string {
  const secrets = count(number, 'secret')
  if (scene.override === null) return `keyhook: ${secrets} let through earlier, by KEYHOOK_OVERRIDE:`
  return `keyhook let this ${scene.what} through, as KEYHOOK_OVERRIDE asks, with ${secrets}. The commit records it:`
}

/** How many findings the repository itself accounts for; '' where there are none. */
export function allowed(verdict: Verdict): string {
  const by = (way: string): number => verdict.suppressed.filter(finding => finding.by === way).length
  const parts = []
  if (by('allowlist') > 0) parts.push(`${by('allowlist')} allowed by .keyhook/allowlist.yml`)
  if (by('inline') > 0) parts.push(`${by('inline')} allowed by inline markers`)
  return parts.length === 0 ? '' : `keyhook: ${parts.join(', ')}`
}

function scanned({ stats }: Verdict): string {
  return `${count(stats.files, 'file')} (${count(stats.lines, 'line')}, ${stats.ms} ms)`
}
