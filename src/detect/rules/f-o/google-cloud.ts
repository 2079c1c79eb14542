import type { Rule } from '../../../types.ts'
import { scalibr } from './sources.ts'

const common = {
  provider: 'Google Cloud',
  severity: 'critical',
  help: 'https://console.cloud.google.com/iam-admin/serviceaccounts',
  source: 'https://cloud.google.com/iam/docs/keys-create-delete',
  variable: 'GOOGLE_APPLICATION_CREDENTIALS',
} as const

export const googleCloud = [
  {
    ...common,
    id: 'google-service-account-key',
    title: 'Google Cloud service account key',
    keywords: ['"service_account"'],
    // With the line break behind the block, it is longer than the key that another rule knows.
    pattern:
      /"service_account"[^{}]{0,400}?"private_key"\s{0,4}:\s{0,4}"(?<secret>-{5}BEGIN PRIVATE KEY-{5}(?:\\n|[A-Za-z0-9+/=]){100,4000}-{5}END PRIVATE KEY-{5}(?:\\n)?)/,
    multiline: true,
    reach: 4800,
    checks: ['private-key-body'],
    examples: [
      '{\n  "type": "service_account",\n  "project_id": "acme",\n  "private_key_id": "1",\n  "private_key": "<-:5>BEGIN PRIVATE KEY<-:5>\\nMIIE<b64:60>\\n<b64:64>\\n<-:5>END PRIVATE KEY<-:5>\\n",\n}',
    ],
    counterexamples: [
      '{"type": "service_account", "private_key": "<-:5>BEGIN PRIVATE KEY<-:5>\\n...\\n<-:5>END PRIVATE KEY<-:5>\\n"}',
      '{"type": "service_account", "project_id": "acme"}',
    ],
  },
  {
    ...common,
    id: 'google-service-account-base64',
    title: 'Google Cloud service account key in base64',
    // `{"type": "service_account"`, with and without line breaks and blanks.
    keywords: [
      'ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3VudCIs',
      'eyJ0eXBlIjogInNlcnZpY2VfYWNjb3VudC',
      'eyJ0eXBlIjoic2VydmljZV9hY2NvdW50I',
    ],
    pattern:
      /(?<secret>(?:ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3VudCIs|eyJ0eXBlIjogInNlcnZpY2VfYWNjb3VudC|eyJ0eXBlIjoic2VydmljZV9hY2NvdW50I)[A-Za-z0-9+/]{52,8000}={0,2})/,
    reach: 8100,
    checks: ['not-placeholder'],
    examples: [
      'GOOGLE_CREDENTIALS=ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3VudCIs<b64:3000>=',
      'key: eyJ0eXBlIjoic2VydmljZV9hY2NvdW50I<b64:2400>',
    ],
    counterexamples: [
      'ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3VudCIs<b64:20>',
      'ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3VudCIs<x:80>',
    ],
    source: scalibr,
  },
  {
    ...common,
    id: 'google-storage-hmac-secret',
    title: 'Google Cloud Storage HMAC secret',
    severity: 'high',
    keywords: ['GOOG1E'],
    // Behind its id.
    pattern:
      /(?<![A-Za-z0-9])GOOG1E[A-Z0-9]{18,55}(?![A-Za-z0-9])[\s\S]{1,120}?(?<![A-Za-z0-9/+])(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/,
    multiline: true,
    checks: ['aws-secret'],
    examples: [
      'GOOG1EACMEACMEACMEACMEACMEACMEACMEACMEACMEACMEACMEACMEACMEACM:<b64:37>a7B',
      'access_id: GOOG1EACMEACMEACMEACME23\nsecret: <b64:37>a7B',
    ],
    counterexamples: ['GOOG1E<base32:55>', 'secret: <b64:40>', 'GOOG1E<base32:55>:<hex:40>'],
    help: 'https://console.cloud.google.com/storage/settings',
    source: 'https://cloud.google.com/storage/docs/authentication/hmackeys',
  },
  {
    ...common,
    id: 'tink-keyset',
    provider: 'Google Tink',
    title: 'Tink keyset in base64',
    severity: 'high',
    // `type.googleapis.com/google.crypto.tink` at each of the three alignments.
    keywords: [
      'dHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUuY3J5cHRvLnRpbm',
      'R5cGUuZ29vZ2xlYXBpcy5jb20vZ29vZ2xlLmNyeXB0by50aW5r',
      '0eXBlLmdvb2dsZWFwaXMuY29tL2dvb2dsZS5jcnlwdG8udGlua',
    ],
    pattern:
      /(?<![A-Za-z0-9+/])(?<secret>[A-Za-z0-9+/]{0,80}?(?:dHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUuY3J5cHRvLnRpbm|R5cGUuZ29vZ2xlYXBpcy5jb20vZ29vZ2xlLmNyeXB0by50aW5r|0eXBlLmdvb2dsZWFwaXMuY29tL2dvb2dsZS5jcnlwdG8udGlua)[A-Za-z0-9+/]{24,4000}={0,2})/,
    reach: 4200,
    checks: ['tink-keyset'],
    examples: ['keyset: CJC<alnum:5>EngKMHR5cGUuZ29vZ2xlYXBpcy5jb20vZ29vZ2xlLmNyeXB0by50aW5rLkFlc0djbUtleR<b64:48>=='],
    counterexamples: [
      'CJC<alnum:5>EngKMHR5cGUuZ29vZ2xlYXBpcy5jb20vZ29vZ2xlLmNyeXB0by50aW5r',
      // A public key.
      'CJC<alnum:5>EngKMHR5cGUuZ29vZ2xlYXBpcy5jb20vZ29vZ2xlLmNyeXB0by50aW5rLkVjZHNhUHVibGljS2V5<b64:80>',
    ],
    help: 'https://developers.google.com/tink/key-management-overview',
    source: scalibr,
    variable: 'TINK_KEYSET',
  },
] satisfies Rule[]
