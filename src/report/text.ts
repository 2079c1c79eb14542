import { stripVTControlCharacters } from 'node:util'
import type { Finding, Suppressed, Verdict } from '../types.ts'
import { findingLines, headLines, messageLines } from './finding-lines.ts'
import { allowed, clean, letThrough, stopped } from './headline.ts'
import { type Colors, colorsFor, paragraph } from './layout.ts'
import type { Scene } from './scene.ts'
import { printable } from './terminal.ts'
import { briefWaysOut, type Way, wayLines, waysOut } from './ways-out.ts'

export type { Scene } from './scene.ts'

const MOST = 100

/** Rows of the smallest usual terminal, less one for the prompt. */
const SCREEN = 23

/**
 * The report for a person in a hurry: what happened, where, and the commands that help.
 *
 * @returns lines that end with LF, with no control character but that (and colour codes where the scene has colour); '' for a clean hook
 */
export function renderText(verdict: Verdict, scene: Scene): string {
  const colors = colorsFor(scene.color)
  const blocking = verdict.findings.filter(finding => finding.blocking)
  const low = verdict.findings.filter(finding => !finding.blocking)
  const overridden = verdict.suppressed.filter(finding => finding.by === 'override')
  // One budget for all three, spent on what stops first.
  const named = blocking.slice(0, MOST)
  const namedLow = low.slice(0, MOST - named.length)
  const namedOverridden = overridden.slice(0, MOST - named.length - namedLow.length)
  const unnamed = verdict.findings.length + overridden.length - named.length - namedLow.length - namedOverridden.length
  const around = [
    ...stopping(blocking, named, verdict, scene, colors),
    harmless(namedLow, scene, colors),
    overriding(overridden.length, namedOverridden, scene, colors),
    unnamed > 0 ? paragraph(`and ${unnamed} more, not named here. All of them: ${everything(scene)}`, scene.width) : [],
    [],
    scene.quiet ? [] : remarks(verdict, scene, verdict.findings.length + overridden.length > 0),
  ]
  if (blocking.length > 0 && !scene.quiet) around.splice(-2, 1, wayOut(blocking, around, scene, colors))
  const sections = around.filter(lines => lines.length > 0)
  return sections.map(lines => `${lines.join('\n')}\n`).join(scene.quiet ? '' : '\n')
}

/** Findings that stop, shown as they are found. `before` were shown already, and so many are enough. */
export function renderFindings(findings: readonly Finding[], before: number, scene: Scene): string {
  const colors = colorsFor(scene.color)
  return findings
    .slice(0, Math.max(0, MOST - before))
    .map(finding => `${findingLines(finding, scene, colors, true).join('\n')}\n${scene.quiet ? '' : '\n'}`)
    .join('')
}

/** A headline, and a section for each finding that stops. */
function stopping(
  all: readonly Finding[],
  named: readonly Finding[],
  verdict: Verdict,
  scene: Scene,
  colors: Colors,
): string[][] {
  const several = new Set(all.map(finding => finding.fingerprint)).size > 1
  const shown = named.slice(scene.told ?? 0)
  const sections = shown.map(finding => findingLines(finding, scene, colors, several))
  if (scene.quiet) return sections
  if (all.length > 0)
    return [paragraph(colors.bold(colors.red(stopped(all.length, verdict, scene))), scene.width), ...sections]
  return scene.what === 'scan' ? [paragraph(clean(verdict, scene), scene.width)] : []
}

function harmless(findings: readonly Finding[], scene: Scene, colors: Colors): string[] {
  if (findings.length === 0) return []
  const lines = findings.flatMap(finding => [
    ...headLines(finding, scene, colors),
    ...messageLines(finding, scene, colors),
  ])
  if (scene.quiet) return lines
  return [
    ...paragraph('Worth a look, but stopping nothing:', scene.width),
    ...lines,
    ...onPurpose(findings, scene, colors),
  ]
}

/** What is only a sign may well be meant so; it is told again with each change until somebody says that. */
function onPurpose(findings: readonly Finding[], scene: Scene, colors: Colors): string[] {
  const [first, ...more] = findings.filter(({ sign }) => sign !== undefined)
  if (first === undefined || more.length > 0 || scene.allowable === false) return []
  return wayLines(
    { says: 'Meant so? Say why:', commands: [`${scene.command} allow ${first.fingerprint} --reason "why"`] },
    scene,
    colors,
  )
}

function overriding(total: number, named: readonly Suppressed[], scene: Scene, colors: Colors): string[] {
  if (total === 0) return []
  const lines = named.flatMap(finding => [
    ...headLines(finding, scene, colors),
    ...paragraph(
      printable(`fingerprint ${finding.fingerprint}, let through because: ${finding.reason}`),
      scene.width,
      2,
    ),
  ])
  return [...paragraph(colors.yellow(letThrough(total, scene)), scene.width), ...lines]
}

/** In full where one finding and all around it then fit on a screen, or where there are several anyway. */
function wayOut(findings: readonly Finding[], around: readonly string[][], scene: Scene, colors: Colors): string[] {
  const lines = (ways: readonly Way[]): string[] => ways.flatMap(way => wayLines(way, scene, colors))
  const all = lines(waysOut(findings, scene))
  const rows = rowsOf([...around.filter(section => section.length > 0), all], scene.width)
  return findings.length > 1 || rows <= SCREEN ? all : lines(briefWaysOut(findings, scene))
}

/** Rows on a terminal, with an empty one between sections. */
function rowsOf(sections: readonly string[][], width: number): number {
  const rows = sections
    .flat()
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(stripVTControlCharacters(line).length / width)), 0)
  return rows + sections.length - 1
}

function remarks(verdict: Verdict, scene: Scene, talking: boolean): string[] {
  const counted = scene.what === 'scan' || talking ? allowed(verdict) : ''
  const notes = verdict.notes.map(note => `keyhook: ${printable(note)}`)
  return [...(counted === '' ? [] : [counted]), ...notes].flatMap(line => paragraph(line, scene.width))
}

function everything(scene: Scene): string {
  if (scene.what === 'commit' || scene.what === 'merge') return `${scene.command} scan --format json`
  return 'scan again with --format json'
}
