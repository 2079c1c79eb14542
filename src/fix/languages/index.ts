import { dart, swift } from './apple-dart.ts'
import { csharp } from './csharp.ts'
import { elixir } from './elixir.ts'
import { go } from './go.ts'
import { javascript } from './javascript.ts'
import { java, kotlin } from './jvm.ts'
import type { Language } from './language.ts'
import { php } from './php.ts'
import { powershell } from './powershell.ts'
import { python } from './python.ts'
import { ruby } from './ruby.ts'
import { rust } from './rust.ts'
import { shell } from './shell.ts'

export const languages: readonly Language[] = [
  javascript,
  python,
  go,
  ruby,
  php,
  java,
  kotlin,
  csharp,
  rust,
  swift,
  dart,
  shell,
  powershell,
  elixir,
]

/** The language of a file, by its name, else by its first line; null for another. */
export function languageOf(path: string, text: string): Language | null {
  const byName = languages.find(({ files }) => files.test(path))
  if (byName !== undefined) return byName
  const program = /^#!([^\n]*)/.exec(text)?.[1]
  if (program === undefined) return null
  return languages.find(({ programs }) => programs?.test(program) === true) ?? null
}
