import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readKey } from '../../../src/detect/checks/der.ts'
import { readOpensshKey } from '../../../src/detect/checks/openssh.ts'
import { privateKeyBody, puttyKey } from '../../../src/detect/checks/private-key.ts'
import { fill } from '../../support/shape.ts'
import { candidateOf } from './candidate.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const edwards = generateKeyPairSync('ed25519').privateKey
const montgomery = generateKeyPairSync('x25519').privateKey
const signature = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).privateKey

const passphrase = { cipher: 'aes-256-cbc', passphrase: 'correct horse' }

describe('keys made by OpenSSL', () => {
  test.each([
    ['PKCS#1', rsa.export({ type: 'pkcs1', format: 'der' }), { kind: 'RSA', bits: 1024, isEncrypted: false }],
    ['PKCS#8, RSA', rsa.export({ type: 'pkcs8', format: 'der' }), { kind: 'RSA', bits: 1024, isEncrypted: false }],
    ['SEC1', elliptic.export({ type: 'sec1', format: 'der' }), { kind: 'EC', isEncrypted: false }],
    ['PKCS#8, EC', elliptic.export({ type: 'pkcs8', format: 'der' }), { kind: 'EC', isEncrypted: false }],
    ['Ed25519', edwards.export({ type: 'pkcs8', format: 'der' }), { kind: 'Ed25519', isEncrypted: false }],
    ['X25519', montgomery.export({ type: 'pkcs8', format: 'der' }), { kind: 'X25519', isEncrypted: false }],
    ['DSA', signature.export({ type: 'pkcs8', format: 'der' }), { kind: 'DSA', isEncrypted: false }],
    ['encrypted', rsa.export({ type: 'pkcs8', format: 'der', ...passphrase }), { isEncrypted: true }],
  ])('%s', (_, der, facts) => {
    expect(readKey(der)).toEqual(facts)
  })

  test('a public key is none', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    expect(readKey(publicKey.export({ type: 'spki', format: 'der' }))).toBeUndefined()
    expect(readKey(publicKey.export({ type: 'pkcs1', format: 'der' }))).toBeUndefined()
  })

  test('the first line says enough', () => {
    expect(readKey(rsa.export({ type: 'pkcs1', format: 'der' }).subarray(0, 48))).toMatchObject({
      kind: 'RSA',
      bits: 1024,
    })
  })

  test.each([[''], ['30'], ['3080'], ['30ff'], ['308400000010020100'], ['3084ffffffff0201'], ['0500']])(
    'bytes that are none: %s',
    hex => {
      expect(readKey(Buffer.from(hex, 'hex'))).toBeUndefined()
    },
  )
})

/** The head of a key as OpenSSH writes it. */
function openssh(cipher: string, kind: string): Buffer {
  const text = (value: string | Buffer): Buffer => {
    const bytes = Buffer.from(value)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return Buffer.concat([length, bytes])
  }
  const one = Buffer.from([0, 0, 0, 1])
  const head = Buffer.from('openssh-key-v1\0')
  return Buffer.concat([head, text(cipher), text('none'), text(''), one, text(text(kind)), text('k'.repeat(80))])
}

describe('keys made by OpenSSH', () => {
  test.each([
    ['none', 'ssh-ed25519', { kind: 'Ed25519', isEncrypted: false }],
    ['none', 'ecdsa-sha2-nistp256', { kind: 'EC', isEncrypted: false }],
    ['aes256-ctr', 'ssh-rsa', { kind: 'RSA', isEncrypted: true }],
    ['none', 'ssh-of-tomorrow', { isEncrypted: false }],
  ])('%s %s', (cipher, kind, facts) => {
    expect(readOpensshKey(openssh(cipher, kind))).toEqual(facts)
  })

  test('its first line says enough, less says nothing', () => {
    const key = openssh('aes256-ctr', 'ssh-rsa')
    expect(readOpensshKey(key.subarray(0, 52))).toMatchObject({ isEncrypted: true })
    expect(readOpensshKey(key.subarray(0, 20))).toBeUndefined()
    expect(readOpensshKey(Buffer.from('another-key-v1'))).toBeUndefined()
  })
})

function framed(kind: string, body: string, headers = ''): string {
  const dashes = '-'.repeat(5)
  const lines = body.match(/.{1,64}/g) ?? []
  return `${dashes}BEGIN ${kind}${dashes}\n${headers}${lines.join('\n')}\n${dashes}END ${kind}${dashes}`
}

const HEADERS = 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF0123456789ABCDEF\n\n'

describe('a block', () => {
  test.each([
    [
      'that is a key',
      rsa.export({ type: 'pkcs8', format: 'pem' }),
      { severity: 'critical', confidence: 'high', note: '(RSA, 1024 bits)' },
    ],
    [
      'on one line',
      elliptic.export({ type: 'sec1', format: 'pem' }).toString().trim().replaceAll('\n', '\\n'),
      { severity: 'critical', note: '(EC)' },
    ],
    [
      'that is encrypted',
      rsa.export({ type: 'pkcs8', format: 'pem', ...passphrase }),
      { severity: 'medium', confidence: 'high' },
    ],
    ['encrypted in the older way', framed('RSA PRIVATE KEY', fill('<b64:320>'), HEADERS), { severity: 'medium' }],
    [
      'of OpenSSH, encrypted',
      framed('OPENSSH PRIVATE KEY', openssh('aes256-ctr', 'ssh-rsa').toString('base64')),
      { severity: 'medium' },
    ],
    ['of random base64', framed('PRIVATE KEY', fill('<b64:320>')), { severity: 'high', confidence: 'medium' }],
  ])('%s', (_, block, evidence) => {
    expect(privateKeyBody(candidateOf(block.toString()))).toMatchObject(evidence)
  })

  test('of OpenPGP is kept as it is', () => {
    expect(privateKeyBody(candidateOf(framed('PGP PRIVATE KEY BLOCK', fill('<b64:320>'))))).toBe('keep')
  })

  test('a key without its frame is read as well', () => {
    const body = elliptic.export({ type: 'sec1', format: 'der' }).toString('base64')
    expect(privateKeyBody(candidateOf(body))).toMatchObject({ severity: 'critical', note: '(EC)' })
  })
})

test.each([
  ['none', 'critical'],
  ['aes256-cbc', 'medium'],
])('a PuTTY key with encryption %s is %s', (encryption, severity) => {
  const text = `${'PuTTY-User-Key-File'}-3: ssh-rsa\nEncryption: ${encryption}\nComment: a\n`
  expect(puttyKey(candidateOf(text))).toMatchObject({ severity })
})
