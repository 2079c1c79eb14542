import { join } from 'node:path'

/** The package's modules; for node it names its CommonJS form, of which nothing could be left out. */
const MODULES = join(import.meta.dirname, '../node_modules/isomorphic-git/index.js')

/**
 * isomorphic-git is made for browsers, so it brings packages for what node has built in. These stand in for them, in the package and in the tests alike:
 * three quarters less code, and objects are inflated and hashed natively. What reading an object never calls is left out; called, it would fail.
 */
const STAND_INS = {
  pako: "import { inflateSync } from 'node:zlib'\nexport default { inflate: inflateSync }",
  'sha.js/sha1.js':
    "import { createHash } from 'node:crypto'\nexport default function Sha1() { return createHash('sha1') }",
  'crc-32': 'export default null',
  'async-lock': 'export default null',
  'clean-git-ref': 'export default null',
  pify: 'export default null',
  ignore: 'export default null',
  diff3: 'export default null',
}

const PREFIX = '\0stand-in:'

/** For rolldown and for vitest. */
export const standIns = {
  name: 'stand-ins',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source === 'isomorphic-git') return MODULES
    return importer?.includes('/isomorphic-git/') && Object.hasOwn(STAND_INS, source) ? PREFIX + source : null
  },
  load(id) {
    return id.startsWith(PREFIX) ? STAND_INS[id.slice(PREFIX.length)] : null
  },
}
