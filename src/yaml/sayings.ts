import type { ErrorCode } from 'yaml'

/** The library's own messages quote the file, which may hold a key; these do not. */
const SAYINGS: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'anchors and aliases are not read here: put quotes around a value that begins with & or *',
  BAD_ALIAS: 'anchors and aliases are not read here: put quotes around a value that begins with & or *',
  BAD_DIRECTIVE: 'directives (%) are not read here: remove this line',
  BAD_DQ_ESCAPE: 'an escape that YAML does not know: double the backslash, or use single quotes',
  BAD_INDENT: 'the indentation fits nothing above',
  BAD_SCALAR_START: 'a value that begins with this character needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'two values on one line: put quotes around a value that holds ": "',
  BLOCK_IN_FLOW: 'a list of lines cannot stand inside brackets',
  MISSING_CHAR: 'a quote, bracket, colon or comma is missing',
  MULTILINE_IMPLICIT_KEY: 'a field name goes over more than one line, or its colon is missing',
  MULTIPLE_DOCS: 'a second document begins here: the file may hold only one',
  TAB_AS_INDENT: 'a tab in the indentation: use spaces',
  TAG_RESOLVE_FAILED: 'tags are not read here: put quotes around a value that begins with !',
}

/** What is wrong, in words that quote nothing of the file. */
export function saying(code: ErrorCode): string {
  return SAYINGS[code] ?? 'this is not YAML: check quotes, colons and indentation'
}
