import { defineConfig } from 'vitest/config'
import { reportPage } from './scripts/report-page.mjs'
import { standIns } from './scripts/stand-ins.mjs'

const SHARED = {
  // isomorphic-git is tested as it is published: with the same stand-ins for its own dependencies.
  server: { deps: { inline: ['isomorphic-git'] } },
  testTimeout: 60_000,
  hookTimeout: 120_000,
  globalSetup: ['./test/support/built.ts'],
}

export default defineConfig({
  test: {
    // Most tests wait for processes of git: with half of the cores idle the suite takes twice as long.
    maxWorkers: '100%',
    reporters: ['dot', './test/support/closing-line.ts'],
    projects: [
      { plugins: [standIns, reportPage], test: { ...SHARED, name: 'all', include: ['test/**/*.test.ts'] } },
      // The same journeys without the guard: what node alone does must be the same.
      { test: { ...SHARED, name: 'unguarded', include: ['test/journeys/*.test.ts'], env: { KEYHOOK_GUARD: 'off' } } },
    ],
  },
})
