import { appendFileSync } from 'node:fs'
import { renderGithub } from '../report/github.ts'
import { renderJobSummary } from '../report/job-summary.ts'
import type { Telling } from './formats.ts'
import { unwritten } from './report.ts'
import { sceneOf } from './scene.ts'

/**
 * Annotations; and where a workflow runs, GITHUB_STEP_SUMMARY names the file to which the page for people is added.
 *
 * @throws KeyhookError 'output' where that cannot be written
 */
export async function github({ verdict, options, world, to }: Telling): Promise<string> {
  const scene = await sceneOf(options, world, to)
  const file = world.env['GITHUB_STEP_SUMMARY'] ?? ''
  if (file !== '') {
    try {
      appendFileSync(file, renderJobSummary(verdict, scene))
    } catch (error) {
      throw unwritten(error, 'Unset GITHUB_STEP_SUMMARY, or let it name a file that can be written.')
    }
  }
  return renderGithub(verdict, scene)
}
