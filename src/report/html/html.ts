import { createHash } from 'node:crypto'
import { markup, script, style } from 'virtual:report-page'
import type { Verdict } from '../../types.ts'
import { printable, printableJson } from '../terminal.ts'
import { pack, type Subject } from './packed.ts'

/**
 * The report as one page that needs nothing else: it loads nothing and sends nothing, and its own policy holds it to that. All that comes from
 * the repository is data in it, which its script shows as text.
 */
export function renderHtml(verdict: Verdict, subject: Subject): string {
  const parts: Readonly<Record<string, string>> = {
    policy: policy(),
    title: escaped(printable(`${subject.name}: keyhook report`)),
    style,
    data: embedded(pack(verdict, subject)),
    script,
  }
  return markup.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name]
    if (part === undefined) throw new Error(`page.html names an unknown part: ${name}`)
    return part
  })
}

/**
 * Nothing but this very style and script, and no way to turn text into markup.
 *
 * Source: https://www.w3.org/TR/CSP3/, https://www.w3.org/TR/trusted-types/
 */
function policy(): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/**
 * JSON that cannot end the script element it stands in, nor begin a comment in it: without `<` and `>` neither `</script>` nor `<!--` can be
 * written. Whatever a browser or an editor would act on when it shows the source is escaped as well.
 *
 * Source: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
function embedded(value: object): string {
  return printableJson(JSON.stringify(value)).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}
