import type { Check } from './candidate.ts'

const TEST_FILE =
  /(?:^|\/)(?:__)?(?:tests?|testing|test[-_]?(?:data|files?|resources|fixtures?|apps?|support)|fixtures?|specs?|mocks?|e2e|examples?|samples?|demos?|snapshots?)(?:__)?\/|[._-](?:test|spec|e2e|stories)\.[\w.]{1,8}$|(?:^|\/)test_[\w-]+\.py$/i
/** Of the file itself: `localhost.p12`, `test-client.pfx`. */
const TEST_NAME =
  /(?:^|[._-])(?:test(?:ing)?|example|sample|dummy|demo|fake|mock|localhost|snakeoil|self-?signed|badssl)(?:[._-])/i
const PROSE = /\.(?:mdx?|markdown|rst|adoc|asciidoc|txt|tex|html?)$|\.d\.[cm]?ts$|(?:^|\/)(?:docs?|documentation)\//i
const COMMENT = /^\s*(?:\/\/|\/?\*|#|<!--|--|;|"""|\{\/\*)/

/** What lies among tests is there on purpose. */
export const outsideTests: Check = ({ path }) => (TEST_FILE.test(path) ? 'drop' : 'keep')

/** As above, where even a made-up one deserves a look. */
export const lowInTests: Check = ({ path, value }) => (TEST_FILE.test(path) || TEST_NAME.test(value) ? 'low' : 'keep')

/** Code and configuration that could end up with users: no prose, no types, no comments, no tests. */
export const shipsToUsers: Check = ({ path, before }) =>
  PROSE.test(path) || TEST_FILE.test(path) || COMMENT.test(before) ? 'drop' : 'keep'
