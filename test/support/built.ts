import { execFileSync } from 'node:child_process'

/** Builds once before all tests, so that those that run the real binary never see an older one. */
export default function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
}
