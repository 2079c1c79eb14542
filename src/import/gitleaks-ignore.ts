import { mayMean } from './family.ts'
import { remarkedLines } from './lines.ts'
import type { Reader } from './reader.ts'
import { refused, type Wish } from './wish.ts'

/** `[commit:]file:rule:line`. Source: gitleaks, README, "Additional Configuration", and detect.go. */
const FINGERPRINT = /^(?:([0-9a-f]{40}|[0-9a-f]{64}):)?(.+):([^:\s]+):(\d+)$/

/** `.gitleaksignore`. */
export const readGitleaksIgnore: Reader = ({ name: file, text }, { rules }) => [
  ...remarkedLines(text).map(({ line, text: written, note }): Wish => {
    const [, commit, path, rule = '', number = ''] = FINGERPRINT.exec(written) ?? []
    if (path === undefined) return { file, line, ...refused('this is no fingerprint of gitleaks') }
    const at = Number(number)
    return {
      file,
      line,
      kind: 'allow',
      path,
      ...(commit === undefined ? {} : { commit }),
      matches: sight => sight.firstLine <= at && at <= sight.lastLine && mayMean(rule, sight.rule, rules),
      single: true,
      unmatched: { kind: 'needless', why: 'keyhook finds nothing of that kind on that line' },
      ...(note === undefined ? {} : { note }),
    }
  }),
  { file, line: 1, kind: 'marker', marker: 'gitleaks' },
]
