/**
 * The hooks that keyhook guards, in the order in which git comes to them. A clean cherry-pick, revert or rebase runs none of
 * the first four; what they bring in is seen at pre-push.
 */
export const DOORS = ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-applypatch', 'pre-push'] as const

export type Door = (typeof DOORS)[number]
