/** What a command is, as data: argument parsing, `--help` and the documentation all read the tables in `commands/`. */

export interface Option {
  /** Without the dashes. */
  readonly name: string
  /** One letter, without the dash. */
  readonly short?: string
  /** The placeholder of its value; absent for a flag. */
  readonly value?: string
  /** The only values it takes. */
  readonly choices?: readonly string[]
  readonly says: string
}

export interface Words {
  readonly name: string
  readonly least: number
  readonly most: number
  /** The only ones there are. */
  readonly choices?: readonly string[]
}

export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly says: string
  /** What the command's own help adds, each line at most 80 columns. */
  readonly explains: readonly string[]
  /** What may stand beside the options; null where nothing may. */
  readonly words: Words | null
  readonly options: readonly Option[]
  readonly examples: readonly string[]
}
