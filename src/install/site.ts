import { join } from 'node:path'
import { cutBlock, type Reach } from './block.ts'
import type { Door } from './doors.ts'
import { besidePreCommit } from './other-hooks.ts'
import { entryOf } from './pre-commit-config.ts'
import { readText } from './splice.ts'

/** A place whose files hold the block. */
export interface Site {
  readonly directory: string
  /**
   * `script`: the file of a door is called "keyhook", in a directory of the door's name.
   * `entry`: there is no hook file, but an entry in the configuration of a manager, which is then named as the directory.
   */
  readonly style: 'chain' | 'append' | 'script' | 'entry'
  readonly reach: Reach
  /** Whether git comes to these files now, and not only once the manager is installed. */
  readonly active: boolean
  /** The doors that are wired here; all of them where it is not said. */
  readonly doors?: readonly Door[]
  /** The doors at which git comes to these files now; all that are wired where it is not said. */
  readonly guards?: readonly Door[]
  /** Whether lefthook may replace the files. */
  readonly yields?: boolean
}

/** The file of a door in a site. */
export function fileOf({ directory, style }: Pick<Site, 'directory' | 'style'>, door: string): string {
  if (style === 'entry') return directory
  return style === 'script' ? join(directory, door, 'keyhook') : join(directory, door)
}

/** The file with the block that git comes to at a door: pre-commit may keep keyhook's beside its own. */
export function holderOf(site: Pick<Site, 'directory' | 'style'>, door: string): string {
  const path = fileOf(site, door)
  return (site.style === 'chain' ? besidePreCommit(path) : null) ?? path
}

/** What runs at a door, for running it alone; null where it is not there, or not whole. */
export function blockOf(site: Pick<Site, 'directory' | 'style'>, door: Door): string | null {
  const text = readText(holderOf(site, door))
  if (text === null) return null
  return site.style === 'entry' ? entryOf(text, door) : cutBlock(text)
}

/** The site at which git comes to keyhook at a door, if it does. */
export function siteAt(sites: readonly Site[], door: Door): Site | undefined {
  return sites.find(({ active, doors, guards }) => active && (guards ?? doors ?? [door]).includes(door))
}
