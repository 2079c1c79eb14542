import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { RESULTS, ROOT, run } from './environment.mjs'

/** A number in three digits or so; `over` is what a run was ended at. */
export function figure(number, over) {
  if (number === undefined || Number.isNaN(number)) return '–'
  if (number === Infinity) return over === undefined ? '–' : `> ${over}`
  if (number >= 100) return Math.round(number).toLocaleString('en')
  return number.toFixed(number >= 10 ? 1 : 2)
}

/** A Markdown table; the first column is text, the others are numbers. */
export function table(head, rows) {
  const line = cells => `| ${cells.join(' | ')} |`
  return [line(head), `|---|${'--:|'.repeat(head.length - 1)}`, ...rows.map(line)].join('\n')
}

/** What the figures were measured on. */
export function machine() {
  const git = run(ROOT, 'git', '--version').trim()
  const system = `${cpus().length} cores, ${process.platform}, load ${loadavg()[0].toFixed(1)} at the end`
  return `node ${process.version}, ${git}, ${system}.`
}

/** Writes bench/results/NAME.md, and NAME.svg where there is a plot, and prints the page. */
export function publish(name, { title, paragraphs, plot }) {
  mkdirSync(RESULTS, { recursive: true })
  const image = plot === undefined ? [] : [`![${title}](${name}.svg)`]
  const page = `${[`# ${title}`, ...image, ...paragraphs, machine()].join('\n\n')}\n`
  writeFileSync(join(RESULTS, `${name}.md`), page)
  if (plot !== undefined) writeFileSync(join(RESULTS, `${name}.svg`), plot)
  console.log(page)
}
