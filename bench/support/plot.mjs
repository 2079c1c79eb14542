/** Plots as SVG that is readable on light and dark pages, and by itself. */

const STYLE = `
  svg { font: 13px system-ui, sans-serif; --ink: #1f2328; --faint: #59636e; --grid: #d1d9e0; --page: #ffffff; --own: #0969da; --other: #8c959f; --floor: #1a7f37; --extra: #9a6700; --last: #8250df }
  @media (prefers-color-scheme: dark) { svg { --ink: #f0f6fc; --faint: #9198a1; --grid: #3d444d; --page: #0d1117; --own: #4493f8; --other: #656c76; --floor: #3fb950; --extra: #d29922; --last: #ab7df8 } }
  .page { fill: var(--page) } text { fill: var(--ink) } .faint { fill: var(--faint) } .title { font-weight: 600; font-size: 15px }
  .grid { stroke: var(--grid) } .own { fill: var(--own) } .other { fill: var(--other) } .floor { fill: var(--floor) }
  polyline { fill: none; stroke-width: 2 }`
const COLORS = ['--own', '--extra', '--floor', '--last', '--other', '--faint']

const escaped = text => String(text).replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

function text(x, y, content, { kind = '', anchor = 'start' } = {}) {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" class="${kind}" text-anchor="${anchor}">${escaped(content)}</text>`
}

function picture(width, height, title, parts) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<style>${STYLE}
</style>
<rect class="page" width="${width}" height="${height}" rx="6"/>
${parts.join('\n')}
</svg>
`
}

/** The powers of ten from at most `least` to at least `most`. */
function decades(least, most) {
  const first = Math.floor(Math.log10(least))
  const last = Math.max(first + 1, Math.ceil(Math.log10(most)))
  return Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index))
}

const PLAIN = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

/**
 * Groups of bars from left to right on one scale. A bar: `name`, `value`, `said` (what stands behind it), `kind` (own, other or floor).
 * With `logarithmic`, each line of the grid is ten times the one before it.
 */
export function bars({ title, unit, groups, logarithmic = false }) {
  const [width, left, right, row] = [760, 220, 90, 20]
  const values = groups.flatMap(group => group.bars.map(({ value }) => value)).filter(value => Number.isFinite(value))
  const ticks = logarithmic ? decades(Math.min(...values.filter(value => value > 0)), Math.max(...values)) : []
  const [least, most] = logarithmic ? [ticks[0], ticks.at(-1)] : [0, Math.max(...values)]
  const scale = value => {
    const share = logarithmic
      ? Math.log(Math.max(value, least) / least) / Math.log(most / least)
      : Math.max(value, 0) / most
    return Math.max(2, share * (width - left - right))
  }
  const parts = [text(20, 28, title, { kind: 'title' }), text(20, 47, unit, { kind: 'faint' })]
  let y = 66
  const drawn = []
  for (const group of groups) {
    if (group.name) drawn.push(text(20, y + 13, group.name))
    if (group.name) y += 22
    for (const { name, value, said, kind = 'other' } of group.bars) {
      const length = Number.isFinite(value) ? scale(value) : width - left - right
      drawn.push(text(left - 8, y + 13, name, { kind: 'faint', anchor: 'end' }))
      drawn.push(
        `<rect class="${kind}" x="${left}" y="${y + 3}" width="${length.toFixed(1)}" height="${row - 7}" rx="2"/>`,
      )
      drawn.push(text(left + length + 6, y + 13, said))
      y += row
    }
    y += 10
  }
  for (const tick of ticks) {
    const x = left + (Math.log(tick / least) / Math.log(most / least)) * (width - left - right)
    parts.push(`<line class="grid" x1="${x.toFixed(1)}" x2="${x.toFixed(1)}" y1="60" y2="${y - 4}"/>`)
    parts.push(text(x, y + 12, PLAIN.format(tick), { kind: 'faint', anchor: 'middle' }))
  }
  return picture(width, y + (logarithmic ? 24 : 6), title, [...parts, ...drawn])
}

/** Lines on two logarithmic axes. A line: `name`, `points` as pairs of size and time. */
export function curves({ title, unit, across, lines }) {
  const [width, height, left, right, top, bottom] = [760, 400, 70, 190, 70, 50]
  const all = lines.flatMap(({ points }) => points)
  const xs = decades(Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x)))
  const ys = decades(Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y)))
  const along = (value, ticks, from, to) =>
    from + (Math.log(value / ticks[0]) / Math.log(ticks.at(-1) / ticks[0])) * (to - from)
  const placeX = value => along(value, xs, left, width - right)
  const placeY = value => along(value, ys, height - bottom, top)
  const parts = [text(20, 28, title, { kind: 'title' }), text(20, 47, unit, { kind: 'faint' })]
  for (const tick of xs) {
    parts.push(`<line class="grid" x1="${placeX(tick)}" x2="${placeX(tick)}" y1="${top}" y2="${height - bottom}"/>`)
    parts.push(text(placeX(tick), height - bottom + 18, PLAIN.format(tick), { kind: 'faint', anchor: 'middle' }))
  }
  for (const tick of ys) {
    parts.push(`<line class="grid" x1="${left}" x2="${width - right}" y1="${placeY(tick)}" y2="${placeY(tick)}"/>`)
    parts.push(text(left - 8, placeY(tick) + 4, PLAIN.format(tick), { kind: 'faint', anchor: 'end' }))
  }
  parts.push(text((left + width - right) / 2, height - 10, across, { kind: 'faint', anchor: 'middle' }))
  for (const [index, { name, points }] of lines.entries()) {
    const color = `var(${COLORS[index % COLORS.length]})`
    const path = points.map(([x, y]) => `${placeX(x).toFixed(1)},${placeY(y).toFixed(1)}`).join(' ')
    parts.push(`<polyline points="${path}" style="stroke: ${color}"/>`)
    for (const [x, y] of points)
      parts.push(`<circle cx="${placeX(x).toFixed(1)}" cy="${placeY(y).toFixed(1)}" r="3" style="fill: ${color}"/>`)
    const y = top + 12 + index * 24
    parts.push(`<rect x="${width - right + 20}" y="${y - 9}" width="14" height="10" rx="2" style="fill: ${color}"/>`)
    parts.push(text(width - right + 42, y, name))
  }
  return picture(width, height, title, parts)
}
