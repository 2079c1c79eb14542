const QUOTE = String.raw`["'\x60]?`
const NAME = String.raw`(?<name>[A-Za-z_][\w.-]{1,80})`

/** How languages read a variable: `process.env.`, `import.meta.env.`, `os.environ[`, `ENV.fetch(`, `$_ENV[`, `os.Getenv(`, `std::env::var(`, `System.getenv().getOrDefault(`. */
const READ = String.raw`(?:environ|(?:from)?environment|(?:get)?environmentvariable|(?:get_?|lookup_?)?env\w{0,16}!?|option_env!|_server|config)(?:\(\))?(?:(?:\.|::|\?\.)(?:get\w{0,10}|fetch|var(?:_os)?|str|string|setdefault))?(?:\?\.|[.([{,]){1,2}\s{0,4}${QUOTE}${NAME}${QUOTE}\s{0,4}[\])}]{0,3}`

/** What says that a value follows which counts where there is none: `??`, `||`, `or`, `?:`, `//`, a second argument, `.unwrap_or(`, `.orElse(`. */
const ELSE = String.raw`(?:(?:\?\?|\|\||\?:|//)=?|\bor\b|,(?:\s{0,4}(?:default\w{0,8}|unset|fallback)\s{0,4}[:=])?|\.\w{0,3}(?:unwrap_or|orelse|getorelse|else)\w{0,8}\(|\{)`

/** What may still stand around the value: `|_| `, `String::from(`. */
const WRAPPED = String.raw`(?:\|\w{0,10}\|\s{0,4})?(?:string::from\()?[bru]{0,2}`

const DEFAULT = new RegExp(String.raw`(?<![A-Za-z0-9])${READ}\)?\s{0,8}${ELSE}\s{0,8}${WRAPPED}${QUOTE}$`, 'i')
/** `${X:-…}` of shells and Compose, `${X:…}` of Spring. */
const EXPANSION = new RegExp(String.raw`\$\{${NAME}(?::?[-=]|:)${QUOTE}$`)

/** The variable that a value is only the default of; null where it is none. `before` is what stands before the value on its line. */
export function defaultOf(before: string): string | null {
  const text = before.slice(-200)
  return (DEFAULT.exec(text) ?? EXPANSION.exec(text))?.groups?.['name'] ?? null
}
