import { clouds } from './clouds.ts'
import { forges } from './forges.ts'
import { models } from './models.ts'
import { openai } from './openai.ts'
import type { Provider } from './provider.ts'
import { services } from './services.ts'

/** Every provider whose pages are known. */
export const providers: readonly Provider[] = [openai, ...models, ...clouds, ...forges, ...services]

/** By its name as in the rules, or as people call it; upper and lower case, spaces and dashes are the same. */
export function providerNamed(name: string): Provider | null {
  const wanted = plain(name)
  return (
    providers.find(one => plain(one.name) === wanted || one.aliases?.some(alias => plain(alias) === wanted)) ?? null
  )
}

/** For comparing names. */
export function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
