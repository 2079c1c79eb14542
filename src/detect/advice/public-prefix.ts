/**
 * What the names of variables begin with that build tools copy into what users download, as their documentation has it: Next.js, Nuxt 3 and 2, Expo, Snowpack,
 * Bun, Plasmo, Blitz, Vite, Create React App, Vue CLI, Angular (@ngx-env), Preact, Taro, Umi, Gatsby, Storybook, Redwood, Razzle, WXT; a bare PUBLIC_ is SvelteKit's,
 * Astro's and Rsbuild's.
 */
export const PUBLIC_PREFIXES = [
  'NEXT_PUBLIC_',
  'NUXT_PUBLIC_',
  'NUXT_ENV_',
  'EXPO_PUBLIC_',
  'SNOWPACK_PUBLIC_',
  'BUN_PUBLIC_',
  'PLASMO_PUBLIC_',
  'BLITZ_PUBLIC_',
  'PUBLIC_',
  'MAIN_VITE_',
  'PRELOAD_VITE_',
  'RENDERER_VITE_',
  'VITE_',
  'REACT_APP_',
  'VUE_APP_',
  'NG_APP_',
  'PREACT_APP_',
  'TARO_APP_',
  'UMI_APP_',
  'GATSBY_',
  'STORYBOOK_',
  'REDWOOD_ENV_',
  'RAZZLE_',
  'WXT_',
] as const

const NAME = new RegExp(`(?<![A-Za-z0-9_])(?:${PUBLIC_PREFIXES.join('|')})[A-Z0-9_]{1,80}(?![A-Za-z0-9_])`, 'g')
/** Public by their nature, whatever stands before them. */
const PUBLIC_KEY = /PUBLIC_KEY$|PUBLISHABLE/

/** The variables in a text that build tools make public, in order. */
export function publicVariables(text: string): string[] {
  return (text.match(NAME) ?? []).filter(name => !PUBLIC_KEY.test(name))
}

/** The same name without what makes it public. */
export function withoutPrefix(name: string): string {
  const prefix = PUBLIC_PREFIXES.find(candidate => name.startsWith(candidate)) ?? ''
  return name.slice(prefix.length)
}
