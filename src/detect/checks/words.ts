/** Parts of a text that are written as one word: `dbPassword` and `db_password` have two. */
const WORD_PARTS = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g

const ONSET =
  /^(?:[^aeiouy]?[aeiouy]|(?:[bcfgkp][lr]|[dt]r|[cpstw]h|s[cklmnptw]|tw|dw|kn|gn|qu|sch|scr|spr|str|thr|wr|ps)[aeiouy])/
const CODA =
  /(?:[aeiouy][^aeiouyjqv]?|(?:ck|ct|ft|ght|l[dfkmpt]|m[bp]|n[cdgkt]|ngth|pt|r[bcdfgklmnpt]|rld|rth|s[hkmpst]|[cdlnpt]s|[cgt]h|nth|ph|ff|ll|tt|dd|gg|xt|cks|wn|wd|wk))s?$/

/** Whether letters read like a word of English: usual openings and endings, vowels in between, no heap of consonants. */
function isPronounceable(part: string): boolean {
  const lower = part.toLowerCase()
  const vowels = lower.match(/[aeiouy]/g)?.length ?? 0
  const usual = vowels / lower.length >= 0.18 && vowels / lower.length <= 0.7
  return usual && ONSET.test(lower) && CODA.test(lower) && !/[^aeiouy]{5}|[jqxz][^aeiouy]|q[^u]/.test(lower)
}

/** The share of characters that stand in words of four letters or more, from 0 to 1. */
export function wordShare(text: string): number {
  let letters = 0
  for (const [part] of text.matchAll(WORD_PARTS)) {
    if (part.length >= 4 && isPronounceable(part)) letters += part.length
  }
  return letters / text.length
}
