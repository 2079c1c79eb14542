import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test } from '../support/repo.ts'
import { FAULTS, renderFaults } from './faults.ts'
import { expectTold, leaky, untouched } from './scene.ts'

test('docs/security/faults.md tells the faults as they are (npx vitest run test/faults -u writes it)', async () => {
  await expect(renderFaults()).toMatchFileSnapshot('../../docs/security/faults.md')
})

describe.for(FAULTS)('$fault: $command', fault => {
  test(`ends with ${fault.exit.join(' or ')}, and changes nothing`, ({ repo }) => {
    leaky(repo)
    fault.prepare?.(repo)
    const before = untouched(repo)
    const ended = fault.act(repo)
    expect(fault.exit, ended.all).toContain(ended.code)
    expect(ended.all).toContain(fault.says)
    expectTold(ended)
    expect(untouched(repo)).toBe(before)
    expect(existsSync(join(repo.dir, '.git/index.lock'))).toBe(false)
  })
})
