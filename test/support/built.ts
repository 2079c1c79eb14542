import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The directory of the unpacked package, as a user installs it. */
    readonly package: string
  }
}

/** Builds and packs once before all tests: what is tested is what is published. */
export default function setup({ provide }: TestProject): () => void {
  const directory = mkdtempSync(join(tmpdir(), 'keyhook-packed-'))
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
  const packed = execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', directory], {
    shell: process.platform === 'win32',
  })
  execFileSync('tar', ['-xzf', packed.toString().trim().split('\n').at(-1) ?? ''], { cwd: directory })
  provide('package', join(directory, 'package'))
  return () => rmSync(directory, { recursive: true, force: true })
}
