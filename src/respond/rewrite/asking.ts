/** Who asks, and from where. */
export interface Asking {
  /** How keyhook is called here. */
  readonly command: string
  /** Whether the user stands below the top level. */
  readonly below: boolean
  /** `refs/heads/main`; null where HEAD is detached. */
  readonly branch: string | null
}
