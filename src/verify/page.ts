import type { Credential, Probe } from './probe.ts'

/** The table of docs/verify.md: whom keyhook can ask, with which request, and where that is documented. */
export function renderProbes(probes: readonly Probe[]): string {
  const rows = probes.map(({ provider, rules, origin, method, path, credential, documentation }) => [
    provider,
    rules.map(rule => `\`${rule}\``).join(' '),
    `\`${method} ${origin.replace('https://', '')}${path}\``,
    placeOf(credential),
    `[documented](${documentation})`,
  ])
  const head = ['provider', 'rules', 'request', 'the key', 'source']
  return [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |\n`).join('')
}

function placeOf(credential: Credential): string {
  switch (credential.in) {
    case 'header':
      return `header \`${credential.name}\``
    case 'basic':
      return 'header `authorization` (Basic)'
    case 'path':
      return 'in the path'
    case 'signature':
      return 'signs (SigV4), is not sent'
  }
}
