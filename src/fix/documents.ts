import type { Fixes, SourceFile } from './plan-types.ts'

export const DOCUMENT = /\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt|org|tex)$|(?:^|\/)(?:README|CHANGELOG|NOTES)$/i

/** A document is read by people: what they are to put there stands for the value. */
export function fixDocument({ sites }: SourceFile): Fixes {
  return {
    ways: sites.map(site => {
      const { start, end, value } = site
      return { holdings: [{ site, start, end, value }], edits: ([name = '']) => [{ start, end, text: `YOUR_${name}` }] }
    }),
    refusals: [],
  }
}
