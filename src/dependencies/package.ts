export type Ecosystem = 'npm' | 'pypi' | 'go'

/** An installed package, and where its code lies. */
export interface Package {
  readonly ecosystem: Ecosystem
  readonly name: string
  readonly version: string
  /** Whether the project itself asks for it, rather than another package; null where that cannot be told. */
  readonly direct: boolean | null
  /** Directories and files with its code, absolute. What lies in a `node_modules` of its own is another package's. */
  readonly code: readonly string[]
}

/** The packages of one project, and what was not looked into, as sentences. */
export interface Installed {
  readonly packages: readonly Package[]
  readonly notes: readonly string[]
}
