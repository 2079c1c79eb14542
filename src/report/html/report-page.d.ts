/** The page's parts, put together by `scripts/report-page.mjs` when keyhook is built. */
declare module 'virtual:report-page' {
  /** `page.html`, with `{{…}}` where the other parts go. */
  export const markup: string
  /** What lies in `style/`, without comments. */
  export const style: string
  /** `browser/main.ts` and all that it imports, as one script. */
  export const script: string
}
