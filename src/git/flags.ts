/**
 * Options under which `diff-index` and `diff-tree` print the same, whatever the user's configuration, attributes and environment.
 * Plumbing ignores the porcelain's diff settings; these pin what is left.
 */
export const PATCH_FLAGS: readonly string[] = [
  '--raw',
  '-z', // exact bytes of paths
  '--no-abbrev',
  '-p',
  '--unified=1', // the line before an added one may hold a marker
  '--text', // or `-diff` and `binary` in .gitattributes, and any NUL, would hide a file
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '-M50%', // a moved file adds only what was edited
  '-l2000', // inexact renames beyond this many files count as added whole
  '--full-index',
  '--submodule=short',
  '--ignore-submodules=none',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--diff-algorithm=myers',
  '--no-indent-heuristic',
  '-O/dev/null',
]

/** The same without the patch. */
export const RAW_FLAGS: readonly string[] = PATCH_FLAGS.filter(flag => flag !== '-p' && !flag.startsWith('--unified'))

/** Only for commands that look at the index. */
export const INDEX_FLAGS: readonly string[] = ['--cached', '--ita-invisible-in-index']
