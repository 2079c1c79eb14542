/** Of a terminal's character, and around all of them, in pixels. */
const CELL = { width: 8.4, height: 20 }
const MARGIN = 22
const BAR = 34

/** What a code of "select graphic rendition" (ECMA-48, 8.3.117) does to a style; those that picocolors writes. */
const CODES = {
  0: () => ({}),
  1: style => ({ ...style, bold: true }),
  2: style => ({ ...style, dim: true }),
  22: ({ bold, dim, ...style }) => style,
  31: style => ({ ...style, color: 'red' }),
  32: style => ({ ...style, color: 'green' }),
  33: style => ({ ...style, color: 'yellow' }),
  36: style => ({ ...style, color: 'cyan' }),
  39: ({ color, ...style }) => style,
}

/**
 * The text of a terminal, with its colours, as an SVG image: light or dark as the reader's system is, its text real text.
 *
 * @param {string} text lines with colour codes; any other control character is an error
 * @param {{ title: string, columns: number }} options a sentence for those who do not see it, and how wide the terminal is
 */
export function terminalSvg(text, { title, columns }) {
  const lines = text.replace(/\n$/, '').split('\n')
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN)
  const height = BAR + lines.length * CELL.height + MARGIN
  let style = {}
  const rows = lines.map((line, row) => {
    const runs = runsOf(line, style)
    style = runs.style
    return rowOf(runs.list, BAR + (row + 1) * CELL.height - 5)
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">${escaped(title)}</title>
<style>${STYLE}</style>
<rect class="screen" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
<g class="lights"><circle cx="22" cy="18" r="5"/><circle cx="40" cy="18" r="5"/><circle cx="58" cy="18" r="5"/></g>
${rows.filter(row => row !== '').join('\n')}
</svg>
`
}

/** Colours of at least 4.5 to 1 on their ground. */
const STYLE = `
.screen { fill: #fbfaf6; stroke: #d9d5ca }
.lights { fill: #d9d5ca }
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; fill: #1f1d1a; white-space: pre }
.bold { font-weight: 700 }
.dim { fill: #6a665d }
.red { fill: #a3261b }
.green { fill: #2f6b1f }
.yellow { fill: #7a5200 }
.cyan { fill: #0b6374 }
@media (prefers-color-scheme: dark) {
.screen { fill: #161614; stroke: #34332f }
.lights { fill: #34332f }
text { fill: #ebe8e1 }
.dim { fill: #a8a49a }
.red { fill: #ff8f7d }
.green { fill: #9ed37f }
.yellow { fill: #f2c466 }
.cyan { fill: #7fd3e0 }
}
`

/** One `text` a row, so that a row is copied as a line; each run is held to its columns, whatever font the reader has. */
function rowOf(runs, y) {
  let column = 0
  const spans = runs.map(({ text, style }) => {
    const x = MARGIN + column * CELL.width
    column += [...text].length
    const names = [style.bold && 'bold', style.dim && 'dim', style.color].filter(Boolean).join(' ')
    const width = ([...text].length * CELL.width).toFixed(1)
    return `<tspan x="${x.toFixed(1)}" textLength="${width}"${names === '' ? '' : ` class="${names}"`}>${escaped(text)}</tspan>`
  })
  return spans.length === 0 ? '' : `<text xml:space="preserve" y="${y}">${spans.join('')}</text>`
}

function runsOf(line, before) {
  const list = []
  let style = before
  for (const part of line.split(/(\x1b\[[\d;]*m)/)) {
    if (part.startsWith('\x1b[')) style = part.slice(2, -1).split(';').reduce(applied, style)
    else if (/\p{Cc}/u.test(part)) throw new Error(`The terminal shows a control character: ${JSON.stringify(part)}`)
    else if (part !== '') list.push({ text: part, style })
  }
  return { list, style }
}

function applied(style, code) {
  const change = CODES[Number(code)]
  if (change === undefined) throw new Error(`There is no picture for the colour code ${code}.`)
  return change(style)
}

function escaped(text) {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)
}
