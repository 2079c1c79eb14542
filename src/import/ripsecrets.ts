import { readingsOf } from './digests.ts'
import { ignoreLines, wishesOfIgnoreLines } from './ignore-lines.ts'
import type { Reader } from './reader.ts'
import { refused, type Wish } from './wish.ts'

const SECRETS = '[secrets]'

/** `.secretsignore`: the language of `.gitignore`, and below `[secrets]` secrets themselves. Source: ripsecrets, src/ignore_info.rs. */
export const readSecretsIgnore: Reader = ({ name: file, folder, text }) => {
  const lines = text.split('\n').map(line => line.replace(/\r$/, ''))
  const header = lines.indexOf(SECRETS)
  const paths = header === -1 ? lines : lines.slice(0, header)
  const values = header === -1 ? [] : lines.slice(header + 1)
  return [
    ...wishesOfIgnoreLines(ignoreLines(paths.join('\n')), file, folder),
    ...values.flatMap((value, index): Wish[] => {
      if (value === '' || value.startsWith('#')) return []
      const place = { file, line: header + index + 2 }
      if (value.trim().length < 6) return [{ ...place, ...refused('it is too short to be a secret') }]
      return [
        {
          ...place,
          kind: 'allow',
          matches: sight => readingsOf(sight).has(value),
          unmatched: { kind: 'needless', why: 'nothing that keyhook finds here is this secret' },
        },
      ]
    }),
  ]
}
