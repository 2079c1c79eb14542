import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test } from '../support/repo.ts'
import { programFaults, surroundingFaults } from './process-faults.ts'
import { expectTold, leaky, untouched } from './scene.ts'
import { damageFaults, fullFaults } from './storage-faults.ts'

const FAULTS = [...programFaults, ...damageFaults, ...fullFaults, ...surroundingFaults]

describe.for(FAULTS)('$fault: $command', fault => {
  test(`ends with ${fault.exit.join(' or ')}, and changes nothing`, ({ repo }) => {
    leaky(repo)
    fault.prepare?.(repo)
    const before = untouched(repo)
    const ended = fault.act(repo)
    if (process.env['SHOW'])
      console.log(`## ${fault.fault}: ${fault.command}\n${ended.code} ${ended.all.slice(0, 1500)}`)
    expect(fault.exit, ended.all).toContain(ended.code)
    expect(ended.all).toContain(fault.says)
    expectTold(ended)
    expect(untouched(repo)).toBe(before)
    expect(existsSync(join(repo.dir, '.git/index.lock'))).toBe(false)
  })
})
