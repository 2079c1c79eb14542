/**
 * Patterns for values that only their name makes secrets, in the forms in which languages, configurations and shells write them.
 * Arguments are sources of regular expressions, compared ignoring case; quantifiers in them are bounded.
 * What has to be there is consumed rather than looked at: the guard knows no assertions.
 */

/** The rest of a name and what closes it: `password_2`, `"password"`, `['password']`, `getenv("PASSWORD")`, `password[16]`. */
export const NAME_END = String.raw`[\w.-]{0,24}(?:\[\d{0,4}\]|\\{0,3}["'\x60]?[\])]{0,2})`

/** A declared type: `: string`, `: &'static str`, ` string`. */
const TYPE = String.raw`(?:[ \t]{0,2}:[ \t]{0,2}[&*]{0,2}(?:'[a-z]{1,10}[ \t])?[A-Za-z][\w.<>?]{0,24}|[ \t](?:string|\[\]byte))?`

/** Signs behind which a value may stand bare: = := ::= ?= += == != => : <- and the default of a shell's variable. */
const SIGN = '(?:[:?|+.!]{0,3}={1,3}>?|<-|:[-?]?)'

/** Signs behind which only a text in quotes is a value: arguments, defaults, commands, pairs of a name and a value. */
const SIGN_BEFORE_QUOTE = String.raw`(?:[,( \t]|\?\?|\|\||\?:|or[ \t]|->|\.unwrap_or(?:_else)?\((?:\|_\|)?|[, \t]{0,3}\\{0,2}["']?value\\{0,2}["']?[ \t]{0,2}[:=])`

/** A function that makes the language's own kind of text: `SecretStr(`, `new String(`, `[]byte(`. */
const WRAPPER = String.raw`(?:(?:new[ \t])?[A-Za-z_\[][\w.:\]]{0,30}\(|ConvertTo-SecureString(?:[ \t]-String)?[ \t])?`

/** What opens a text: b" @" f" L" &" \" \\\" ` */
const QUOTE = String.raw`[@$A-Za-z&]{0,2}\\{0,3}["'\x60]`

const ASSIGNED = String.raw`(?:[ \t]{0,12}${SIGN}[ \t]{0,12}(?:${WRAPPER}${QUOTE})?|[ \t]{0,4}${SIGN_BEFORE_QUOTE}[ \t]{0,4}${WRAPPER}${QUOTE})`

/** One of these is in each assignment: prose, which has the names as well, is told by that alone. */
export const ASSIGNMENT_NEEDS = '=:<"\'`'

/** `names`, the rest of the name, a sign of assignment, and the value. */
export function assignment(names: string, value: string): RegExp {
  return new RegExp(`(?:${names})${NAME_END}${TYPE}${ASSIGNED}(?<secret>${value})`, 'i')
}

/**
 * A password: in quotes whatever is no blank and no such quote, bare what ends no statement. Both classes leave out NUL, which the guard would not count.
 */
export function password(least: number, most: number): string {
  return String.raw`(?:(?<=")[^\s"\0]{${least - 1},${most}}[^\s"\\\0]|(?<=['\x60])[^\s'\x60\0]{${least - 1},${most}}[^\s'\x60\\\0]|[^\s"'\x60\\<>&;,(){}\[\]\0]{${least},${most}})`
}

/** A key: letters, digits and what encodings add. */
export const KEY = String.raw`(?:base64:)?[\w.~+=/-]{16,400}`
