import type { Reporter, TestModule } from 'vitest/node'

/** Closes a run with one line that both people and machines can read: `N passed, N failed, N skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<unknown>): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    let broken = errors.length
    for (const module of modules) {
      if (module.state() === 'failed' && module.errors().length > 0) broken++
      for (const test of module.children.allTests()) count[test.result().state]++
    }
    // After the other reporters have had their say.
    process.on('exit', () => {
      console.log(`${count.passed} passed, ${count.failed + broken} failed, ${count.skipped + count.pending} skipped`)
    })
  }
}
