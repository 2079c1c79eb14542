import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageChecksum } from '../../../src/detect/checks/age.ts'
import { azureAnnotatedKey, azureKey, entraSecret } from '../../../src/detect/checks/azure.ts'
import type { Check } from '../../../src/detect/checks/candidate.ts'
import {
  atlassianChecksum,
  base62Checksum,
  confluentChecksum,
  gitlabChecksum,
  grafanaChecksum,
  hexChecksum,
  vercelChecksum,
  zuploChecksum,
} from '../../../src/detect/checks/checksum.ts'
import { marvin32 } from '../../../src/detect/checks/sums.ts'
import { createDetector } from '../../../src/detect/detector.ts'
import { rules } from '../../../src/detect/rules/index.ts'
import { fill } from '../../support/shape.ts'
import { excerptOf } from '../excerpt.ts'
import { candidateOf } from './candidate.ts'

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const ENTRA = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~'
const BECH32 = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'

function digits(number: number, alphabet: string): string {
  let text = ''
  for (let at = 0, rest = number; at < 6; at++, rest = Math.floor(rest / alphabet.length))
    text = `${alphabet[rest % alphabet.length]}${text}`
  return text
}

function bytes(sum: number): Buffer {
  return Buffer.from([sum & 255, (sum >>> 8) & 255, (sum >>> 16) & 255, sum >>> 24])
}

/** A body of so many bytes that its last four base64 digits before the sum are a mark. */
function marked(mark: string, size: number, seed: string, drawn: string): string {
  const digitsBefore = Math.floor(((size - 4) * 8) / 6) - mark.length
  const open = fill(`<alnum:${digitsBefore}>`, drawn) + mark
  const body = Buffer.from(open.padEnd(open.length + ((4 - (open.length % 4)) % 4), 'A'), 'base64').subarray(
    0,
    size - 4,
  )
  return Buffer.concat([body, bytes(marvin32(body, seed))]).toString('base64')
}

/** The checksum of BIP 173, the other way round: the six digits that make the remainder 1. */
function bech32(prefix: string, data: string): string {
  const values = [...prefix].map(character => character.charCodeAt(0))
  const all = [...values.map(code => code >> 5), 0, ...values.map(code => code & 31)]
  for (const digit of data) all.push(BECH32.indexOf(digit))
  let sum = 1n
  for (const value of [...all, 0, 0, 0, 0, 0, 0]) {
    const top = sum >> 25n
    sum = ((sum & 0x1ffffffn) << 5n) ^ BigInt(value)
    for (const [bit, generator] of [0x3b6a57b2n, 0x26508e6dn, 0x1ea119fan, 0x3d4233ddn, 0x2a1462b3n].entries())
      if ((top >> BigInt(bit)) & 1n) sum ^= generator
  }
  sum ^= 1n
  return data + [5, 4, 3, 2, 1, 0].map(at => BECH32[Number((sum >> BigInt(5 * at)) & 31n)]).join('')
}

interface Format {
  readonly name: string
  readonly rule: string
  readonly check: Check
  /** What a sum that does not match is worth. */
  readonly mismatch: 'low' | 'medium'
  make(drawn: string): string
}

const FORMATS: readonly Format[] = [
  {
    name: 'GitHub',
    rule: 'github-token',
    check: base62Checksum,
    mismatch: 'low',
    make: drawn => fill('ghp_<alnum:30><crc32:6>', drawn),
  },
  {
    name: 'npm',
    rule: 'npm-token',
    check: base62Checksum,
    mismatch: 'low',
    make: drawn => fill('npm_<alnum:30><crc32:6>', drawn),
  },
  {
    name: 'Cloudflare',
    rule: 'cloudflare-api-token',
    check: hexChecksum,
    mismatch: 'low',
    make: drawn => fill('cfut_<alnum:40><crc32-16:8>', drawn),
  },
  {
    name: 'Confluent',
    rule: 'confluent-api-secret',
    check: confluentChecksum,
    mismatch: 'low',
    make: drawn => {
      const body = fill('<b64:54>', drawn)
      return `cflt${body}${bytes(crc32(body)).toString('base64').slice(0, 6)}`
    },
  },
  {
    name: 'GitLab',
    rule: 'gitlab-routable-token',
    check: gitlabChecksum,
    mismatch: 'low',
    make: drawn => fill('glpat-<b64url:51>.1f<crc32-36:7>', drawn),
  },
  {
    name: 'GitLab, with a version',
    rule: 'gitlab-routable-token',
    check: gitlabChecksum,
    mismatch: 'medium',
    make: drawn => fill('glpat-<b64url:36>.01.10<crc32-36:7>', drawn),
  },
  {
    name: 'Vercel',
    rule: 'vercel-access-token',
    check: vercelChecksum,
    mismatch: 'medium',
    make: drawn => {
      const body = fill('<b64url:24>_<b64url:25>', drawn)
      return `vcp_${body}${digits(crc32(body), BASE62)}`
    },
  },
  {
    name: 'Grafana',
    rule: 'grafana-service-account-token',
    check: grafanaChecksum,
    mismatch: 'medium',
    make: drawn => {
      const opening = fill('glsa_<alnum:32>', drawn)
      return `${opening}_${bytes(crc32(opening)).toString('hex')}`
    },
  },
  {
    name: 'Atlassian',
    rule: 'atlassian-api-token',
    check: atlassianChecksum,
    mismatch: 'medium',
    make: drawn => {
      const body = fill('ATATT3xFfGF0<b64url:171>=', drawn)
      return `${body}${crc32(body).toString(16).padStart(8, '0').toUpperCase()}`
    },
  },
  {
    name: 'Bitbucket',
    rule: 'bitbucket-app-password',
    check: atlassianChecksum,
    mismatch: 'medium',
    make: drawn => {
      const body = fill('ATBB<alnum:24>', drawn)
      return `${body}${crc32(body).toString(16).padStart(8, '0').toUpperCase()}`
    },
  },
  {
    name: 'Zuplo',
    rule: 'zuplo-api-key',
    check: zuploChecksum,
    mismatch: 'medium',
    make: drawn => {
      const body = fill('<hex:32>', drawn)
      return `zpka_${body}_${crc32(body).toString(16).padStart(8, '0')}`
    },
  },
  {
    name: 'age',
    rule: 'age-secret-key',
    check: ageChecksum,
    mismatch: 'medium',
    make: drawn => `AGE-SECRET-KEY-1${bech32('age-secret-key-', fill('<bech32:52>', drawn))}`,
  },
  {
    name: 'Azure container registry',
    rule: 'azure-registry-password',
    check: azureKey,
    mismatch: 'medium',
    make: drawn => marked('+ACR', 39, 'ACRDflt0', drawn),
  },
  {
    name: 'Azure Functions',
    rule: 'azure-function-key',
    check: azureKey,
    mismatch: 'medium',
    make: drawn => marked('AzFu', 40, 'Functi00', drawn).replaceAll('+', '-').replaceAll('/', '_'),
  },
  {
    name: 'Azure Search',
    rule: 'azure-search-key',
    check: azureKey,
    mismatch: 'medium',
    make: drawn => marked('AzSe', 39, 'PAdmin00', drawn),
  },
  {
    name: 'Azure storage',
    rule: 'azure-storage-key',
    check: azureKey,
    mismatch: 'medium',
    make: drawn => marked('+ASt', 64, 'Default0', drawn),
  },
  {
    name: 'Azure AI',
    rule: 'azure-ai-key',
    check: azureAnnotatedKey,
    mismatch: 'medium',
    make: drawn => {
      const body = fill('<alnum:52>JQQJ99A<alnum:21>', drawn)
      return (
        body +
        bytes(marvin32(Buffer.from(body, 'base64'), 'Default0'))
          .toString('base64')
          .slice(0, 4)
      )
    },
  },
  {
    name: 'Entra',
    rule: 'azure-client-secret',
    check: entraSecret,
    mismatch: 'medium',
    make: drawn => {
      const body = fill('<alnum:3>8Q~<alnum:31>', drawn)
      return body + digits(marvin32(Buffer.from(body), 'AadPwd00'), ENTRA).slice(0, 3)
    },
  },
]

const settings = { seed: 20261122, numRuns: 60 }
const salt = fc.nat({ max: 1 << 30 }).map(String)
const detector = createDetector({ rules, blockFrom: 'medium' })

/**
 * Places of the last thirty characters that belong to no mark: with another mark it is another format. Of the last digit before padding, base64
 * reads two bits only.
 */
function changeable(token: string): number[] {
  const mark = /JQQJ99.|\+ACR|\+ASt|AzFu|AzSe|8Q~|\.01\./.exec(token)
  return Array.from(token, (_, at) => at).filter(at => {
    const inMark = mark !== null && at >= mark.index && at < mark.index + mark[0].length
    return at >= token.length - 30 && !inMark && token[at + 1] !== '=' && /[A-Za-z0-9]/.test(token[at] ?? '')
  })
}

/** Another character of the same kind, which every alphabet here has. */
function otherThan(character: string): string {
  if (/[0-9]/.test(character)) return character === '2' ? '3' : '2'
  if (/[A-Z]/.test(character)) return character === 'C' ? 'D' : 'C'
  return character === 'c' ? 'd' : 'c'
}

describe.each(FORMATS)('$name', ({ rule, check, mismatch, make }) => {
  test('a body drawn at random with its sum is proven', () => {
    fc.assert(
      fc.property(salt, drawn => {
        const token = make(drawn)
        expect(check(candidateOf(token))).toEqual({ severity: 'critical', confidence: 'high' })
      }),
      settings,
    )
  })

  test('one other character is no proof', () => {
    fc.assert(
      fc.property(salt, fc.nat(), (drawn, where) => {
        const token = make(drawn)
        const places = changeable(token)
        const at = places[where % places.length] ?? 0
        const changed = token.slice(0, at) + otherThan(token[at] ?? '') + token.slice(at + 1)
        expect(check(candidateOf(changed))).toMatchObject({ severity: mismatch })
      }),
      settings,
    )
  })

  test('the detector says so', () => {
    const token = make('detector 2')
    const [found] = detector.detect(excerptOf(`STORAGE_KEY=${token}\n`)).map(({ finding }) => finding)
    expect(found).toMatchObject({ rule, severity: 'critical', confidence: 'high', blocking: true })
  })
})

describe('what is known from elsewhere', () => {
  // The first twenty letters, small and large in turn: their sum is known from secretlint's examples.
  const alternating = [...'abcdefghijklmnopqrst'].map(letter => letter + letter.toUpperCase()).join('')

  test('Cloudflare', () => {
    expect(hexChecksum(candidateOf(`cfat_${alternating}03fa099b`))).toMatchObject({ severity: 'critical' })
  })

  test("Confluent's own example", () => {
    const example = ['cflt', 'T8d8RzkNseTMEDKcjNM1BZTFPHqRn/', 'dQm9q7w6SjzZ12wZfwjaJdipHZtDjw'].join('')
    expect(confluentChecksum(candidateOf(example))).toMatchObject({ severity: 'critical' })
  })

  test("age's test vector: 32 times the letter B", () => {
    const vector = ['GFPYYSJZ'.repeat(6), 'GFPQ4EGAEX'].join('')
    expect(ageChecksum(candidateOf(`AGE-SECRET-KEY-1${vector}`))).toMatchObject({ severity: 'critical' })
  })
})

describe('without a sum, or made up', () => {
  test.each([
    [base62Checksum, fill('ghp_<x:36>'), 'drop'],
    [hexChecksum, fill('cfut_<x:40>00000000'), 'drop'],
    [vercelChecksum, fill('vcp_<x:56>'), 'drop'],
    [atlassianChecksum, fill('ATATT3<b64url:150>'), 'keep'],
    [entraSecret, fill('<alnum:3>7Q~<alnum:31>'), 'keep'],
    [azureKey, `${fill('<b64:86>')}==`, 'keep'],
    [gitlabChecksum, fill('glpat-<b64url:40>.01.<lower:7>'), 'keep'],
  ] as const)('%#', (check, token, judgement) => {
    expect(check(candidateOf(token))).toBe(judgement)
  })
})
