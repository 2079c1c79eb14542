import { maskedDiff } from '../fix/masked-diff.ts'
import type { Plan } from '../fix/plan.ts'
import type { SourceFile } from '../fix/plan-types.ts'
import { colorsFor, count, paragraph } from '../report/layout.ts'
import { quote } from '../report/shell.ts'
import { printable } from '../report/terminal.ts'
import type { Scan } from '../scan.ts'
import type { Finding } from '../types.ts'
import { ENVIRONMENT, EXAMPLE, IGNORE, type Preparation } from '../workspace/prepare.ts'
import { commandName } from './command-name.ts'
import type { Unfixed } from './fix-files.ts'
import { screen } from './screen.ts'
import type { World } from './world.ts'

/** What `keyhook fix` says; no line holds a part of a secret. */
export interface FixReport {
  nothing(others: number, isNarrowed: boolean): void
  refused(refusals: readonly Unfixed[], files: readonly SourceFile[]): void
  planned(plan: Plan, prepared: Preparation): void
  needsYes(words: readonly string[]): void
  done(plan: Plan, prepared: Preparation, loading: readonly string[], findings: readonly Finding[]): void
  said(text: string): void
}

const WITHHELD = '(not shown: it holds a part of a secret)'
/** More files than these are not named in a command. */
const MOST_NAMED = 8

export function createFixReport(world: World, scan: Scan, noColor: boolean): FixReport {
  const { color, width } = screen(world, world.stdout, noColor)
  const colors = colorsFor(color)
  const command = (): string => commandName(world)

  function safe(text: string): string {
    const masked = scan.mask(text)
    return scan.holdsPart(masked) ? WITHHELD : printable(masked)
  }
  const line = (text = ''): unknown => world.stdout.write(`${text}\n`)
  const say = (text: string): void => paragraph(safe(text), width).forEach(line)
  /** A command to copy, never broken. */
  const copy = (text: string): unknown => line(`    ${colors.cyan(safe(text.trim()))}`)
  const either = (text: string): unknown =>
    /^ {4}\S/.test(text) ? line(`    ${colors.cyan(safe(text.slice(4)))}`) : say(text)

  function hunk(path: string, headed: readonly { heading: string; lines: readonly string[] }[]): void {
    line(colors.bold(safe(path)))
    for (const { heading, lines } of headed) {
      line(colors.cyan(heading))
      for (const text of lines) {
        const shown = text.slice(0, 1) + safe(text.slice(1).replaceAll('\t', '    '))
        line(text.startsWith('-') ? colors.red(shown) : colors.green(shown))
      }
    }
  }

  function planned(plan: Plan, prepared: Preparation): void {
    for (const file of plan.files) hunk(file.file.path, maskedDiff(file))
    for (const path of plan.untracked) {
      line(colors.bold(safe(path)))
      line('leaves git, and stays in the working tree')
    }
    const added = [...plan.added.keys()]
    if (added.length > 0) hunk(ENVIRONMENT, [{ heading: '(not in git)', lines: added.map(name => `+${name}=…`) }])
    for (const path of [EXAMPLE, IGNORE]) {
      const change = prepared.staged.find(
        one => one.path === path && !plan.files.some(({ file }) => file.path === path),
      )
      if (change === undefined) continue
      const lines = (change.after ?? '')
        .slice(change.before?.length ?? 0)
        .split(/\r?\n/)
        .filter(text => text !== '')
      hunk(path, [{ heading: change.before === null ? '(new)' : '(at the end)', lines: lines.map(text => `+${text}`) }])
    }
    line()
  }

  function refused(refusals: readonly Unfixed[], files: readonly SourceFile[]): void {
    for (const { finding, why, instead } of refusals) {
      const place = finding.line === 0 ? finding.path : `${finding.path}:${finding.line}`
      line(`${colors.bold(safe(place))} ${finding.preview}`)
      paragraph(safe(`Cannot be moved to a variable: ${why}.`), width, 2).forEach(line)
      for (const text of instead) {
        if (/[.:]$/.test(text) && !text.startsWith(' ')) paragraph(safe(text), width, 2).forEach(line)
        else line(`  ${safe(text)}`)
      }
      line()
    }
    const blocked = new Set(refusals.map(({ finding }) => finding.path))
    const rest = files.map(({ path }) => path).filter(path => !blocked.has(path))
    say(`Nothing was changed: ${count(refusals.length, 'finding')} cannot be fixed by keyhook.`)
    if (rest.length === 0 || rest.length > MOST_NAMED) return
    say('Fix the others:')
    copy(`${command()} fix ${rest.map(path => quote(path)).join(' ')}`)
  }

  function needsYes(words: readonly string[]): void {
    say('Nothing was changed: this is no terminal to ask on. To change it so:')
    copy([command(), 'fix', ...words.map(quote), '--yes'].join(' '))
  }

  function done(plan: Plan, prepared: Preparation, loading: readonly string[], findings: readonly Finding[]): void {
    const paths = [...plan.files.map(({ file }) => file.path), ...plan.untracked]
    line(`Fixed: ${count(findings.length, 'secret')} in ${count(paths.length, 'file')}, and staged.`)
    if (plan.added.size > 0) say(`.env, which only you can read, holds ${[...plan.added.keys()].join(', ')}.`)
    for (const { path, line: at } of prepared.apart)
      say(`${path} differs in the working tree from what is staged: line ${at} was changed in the index only.`)
    for (const text of [...plan.left, ...loading]) either(text)
    line()
    say("The old text stays in this repository's object store, in no commit, until git collects it.")
    const pages = [...new Set(findings.map(({ help }) => help))]
    say('Was such a key ever shared or pushed? Then revoke it:')
    pages.slice(0, 3).forEach(copy)
    say('Undo:')
    copy(`${command()} fix --undo`)
    say('Next:')
    copy('git commit')
  }

  return {
    nothing(others, isNarrowed) {
      say(isNarrowed ? 'Nothing to fix in what is staged there.' : 'Nothing to fix in what is staged.')
      if (others > 0) say(`${count(others, 'finding')} that do not stop a commit stay as they are.`)
    },
    refused,
    planned,
    needsYes,
    done,
    said: say,
  }
}
