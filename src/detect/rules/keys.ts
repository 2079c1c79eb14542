import type { Rule } from '../../types.ts'

const common = {
  provider: 'private key',
  severity: 'critical',
  reach: 20_000,
  multiline: true,
  checks: ['private-key-body'],
  help: 'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/removing-sensitive-data-from-a-repository',
  source: 'https://www.rfc-editor.org/rfc/rfc7468',
  variable: 'PRIVATE_KEY',
} as const

export const keys = [
  {
    ...common,
    id: 'private-key',
    title: 'Private key',
    keywords: ['PRIVATE KEY-----', 'PRIVATE KEY BLOCK-----'],
    openings: ['PRIVATE KEY-----', 'PRIVATE KEY BLOCK-----'],
    // Up to its end line; where that is missing, as long as base64 goes on. A header field is a whole word up to its colon, and goes to the end of its
    // line: could it begin or end anywhere, a few lines of them would be read in more ways than there is time for.
    pattern:
      /(?<secret>-{5}BEGIN (?:[A-Z0-9]{2,20} ){0,3}PRIVATE KEY(?: BLOCK)?-{5}(?:(?:[^-]|-(?!-{4})){40,16000}-{5}END [A-Z0-9 ]{3,60}-{5}|(?:\s|\\[nrt]|["'`,;+>|*#]|(?<=[^\w-]|\\[nrt])[A-Za-z][\w-]{1,40}: [^\n\\]{1,200}(?=[\n\\]|$)|[A-Za-z0-9+/=]){64,4000}))/,
    examples: [
      '<-:5>BEGIN RSA PRIVATE KEY<-:5>\nMIIE<b64:60>\n<b64:64>\n<-:5>END RSA PRIVATE KEY<-:5>',
      '<-:5>BEGIN PRIVATE KEY<-:5>\nMC4C<b64:60>\n<-:5>END PRIVATE KEY<-:5>',
      '"private_key": "<-:5>BEGIN PRIVATE KEY<-:5>\\nMIIE<b64:60>\\n<b64:64>\\n<-:5>END PRIVATE KEY<-:5>\\n"',
      '<-:5>BEGIN ENCRYPTED PRIVATE KEY<-:5>\n<b64:64>\n<b64:40>\n<-:5>END ENCRYPTED PRIVATE KEY<-:5>',
      '<-:5>BEGIN PGP PRIVATE KEY BLOCK<-:5>\nVersion: GnuPG v2\n\n<b64:64>\n<b64:64>\n=<b64:4>\n<-:5>END PGP PRIVATE KEY BLOCK<-:5>',
      '<-:5>BEGIN OPENSSH PRIVATE KEY<-:5>\n<b64:70>\n<b64:70>\n',
    ],
    counterexamples: [
      '<-:5>BEGIN RSA PRIVATE KEY<-:5>\n...\n<-:5>END RSA PRIVATE KEY<-:5>',
      '<-:5>BEGIN PUBLIC KEY<-:5>\n<b64:64>\n<b64:64>\n<-:5>END PUBLIC KEY<-:5>',
      'starts with <-:5>BEGIN PRIVATE KEY<-:5> and ends with <-:5>END PRIVATE KEY<-:5>',
    ],
  },
  {
    ...common,
    id: 'private-key-body',
    title: 'Private key without its first line',
    // How the base64 of each kind of private key opens: PKCS#1, PKCS#8 (RSA, EC, Ed25519), SEC1, OpenSSH. Public keys open otherwise.
    keywords: [
      'IBAAKC',
      'IBAAKB',
      'BADANBgkqhkiG9w0BAQEFAASC',
      'MHcCAQEEI',
      'MIGkAgEBBD',
      'MIHcAgEBBE',
      'CAQAwBQYDK2VwBCIEI',
      'AgEAMBMGByqGSM49',
      'b3BlbnNzaC1rZXktdjE',
    ],
    pattern:
      /(?<![A-Za-z0-9+/])(?<secret>(?:MII[A-Za-z0-9+/]{3}IBAAK[BC]|MII[A-Za-z0-9+/]{3}IBADANBgkqhkiG9w0BAQEFAASC|MHcCAQEEI|MIGkAgEBBD|MIHcAgEBBE|MC4CAQAwBQYDK2VwBCIEI|MIG[A-Za-z0-9+/]AgEAMBMGByqGSM49|b3BlbnNzaC1rZXktdjE)[A-Za-z0-9+/]{32,4000}={0,2})/,
    multiline: false,
    reach: 4100,
    examples: [
      '  MIIEpAIBAAKC<b64:52>',
      'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC<b64:32>',
      'b3BlbnNzaC1rZXktdjE<b64:51>',
      '"MHcCAQEEI<b64:55>"',
    ],
    counterexamples: ['MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A<b64:32>', 'MIIBCgKCAQEA<b64:52>', '<b64:64>'],
  },
  {
    ...common,
    id: 'putty-private-key',
    title: 'PuTTY private key',
    keywords: ['PuTTY-User-Key-File-'],
    openings: ['PuTTY-User-Key-File-'],
    pattern:
      /(?<secret>PuTTY-User-Key-File-\d: [\s\S]{40,12000}?Private-Lines: \d{1,3}\r?\n(?:[A-Za-z0-9+/=]{1,80}\r?\n?){1,100})/,
    checks: ['private-key-body', 'putty-key'],
    examples: [
      'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: a\nPublic-Lines: 1\n<b64:64>\nPrivate-Lines: 2\n<b64:64>\n<b64:40>\n',
    ],
    counterexamples: ['PuTTY-User-Key-File-2: ssh-rsa', 'PuTTY-User-Key-File-3: see the manual for Private-Lines: 14'],
    source: 'https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html',
  },
  {
    ...common,
    id: 'age-secret-key',
    provider: 'age',
    title: 'age secret key',
    keywords: ['AGE-SECRET-KEY-1'],
    pattern: /(?<secret>AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})/,
    multiline: false,
    reach: 128,
    checks: ['age-checksum'],
    examples: ['AGE-SECRET-KEY-1<bech32:58>'],
    counterexamples: ['AGE-SECRET-KEY-1<bech32:20>', 'AGE-SECRET-KEY-1...'],
    source: 'https://age-encryption.org/v1',
    variable: 'SOPS_AGE_KEY',
  },
] satisfies Rule[]
