import type { Page } from './provider.ts'

/** A catalogue of what to do about leaked keys, which names the console and the documentation of each of its providers. */
const CATALOGUE = 'https://github.com/HodeTech/leakwatch'
/** Step by step, with pictures of the provider's own pages. */
const ROTATION = 'https://github.com/trufflesecurity/how-to-rotate'
/** At least four files of public repositories link to exactly this address; looked up in November 2026. */
const LINKED = 'https://github.com/search?type=code'

export const catalogued = (url: string): Page => ({ url, source: CATALOGUE })
export const rotating = (url: string): Page => ({ url, source: ROTATION })
export const linked = (url: string): Page => ({ url, source: LINKED })

/** A page of documentation that speaks for itself. */
export const documented = (url: string): Page => ({ url, source: url })
