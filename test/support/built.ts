import { execFileSync } from 'node:child_process'

/** Builds once before all tests, so that those that run the real binary never see an older one. */
export default function setup(): void {
  execFileSync(process.execPath, [
    'node_modules/rolldown/bin/cli.mjs',
    '--config',
    'rolldown.config.mjs',
    '--log-level',
    'silent',
  ])
}
