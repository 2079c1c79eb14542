import type { Option } from './command.ts'
import { FORMATS } from './formats.ts'

export const HELP: Option = { name: 'help', short: 'h', says: 'show this help' }
export const VERSION: Option = { name: 'version', short: 'v', says: 'show the version' }

export const FORMAT: Option = { name: 'format', value: 'FORMAT', choices: FORMATS, says: 'how to report' }
export const NO_COLOR: Option = { name: 'no-color', says: 'no colours (also NO_COLOR=1)' }
export const OUTPUT: Option = { name: 'output', value: 'FILE', says: 'write the report there; the exit code stays' }
export const QUIET: Option = { name: 'quiet', says: 'nothing but the findings' }
