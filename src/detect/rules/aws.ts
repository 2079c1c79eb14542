import type { Rule } from '../../types.ts'

const common = {
  provider: 'AWS',
  severity: 'critical',
  help: 'https://console.aws.amazon.com/iam/home#/security_credentials',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
} as const

export const aws = [
  {
    ...common,
    id: 'aws-access-key-id',
    title: 'AWS access key id',
    keywords: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern:
      /(?:(?<![A-Za-z0-9+/])|(?<=%[0-9A-F]{2}|\\[nrt]))(?<secret>A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16})(?![A-Za-z0-9+=]|\/(?!20\d{6}\/))/,
    checks: ['aws-id'],
    examples: [
      'aws_access_key_id = AKIA<base32:16>',
      '"ASIA<base32:16>"',
      'AccessKeyId=ABIA<base32:16>&',
      'Credential=AKIA<base32:16>/20260131/eu-west-1/s3/aws4_request',
      'X-Amz-Credential=ASIA<base32:16>%2F20260131%2F',
    ],
    counterexamples: [
      'AKIAIOSFODNN7EXAMPLE',
      'AKIA<base32:10>',
      'AKIA<base32:20>',
      'AKIA<A:16>',
      'AKIA<base32:16>/9aB0cD',
    ],
    variable: 'AWS_ACCESS_KEY_ID',
  },
  {
    ...common,
    id: 'aws-secret-access-key',
    title: 'AWS secret access key',
    keywords: [
      'secret_access_key',
      'secretaccesskey',
      'secret-access-key',
      'secret access key',
      'aws_secret',
      'secret_key',
      'secretkey',
    ],
    pattern:
      /(?:secret(?:[ _-]?access)?[ _-]?key|aws[ _-]?secret)["'`\])]{0,3}(?:[ \t]{0,4}(?:[:=,>|?]{1,3}|:-)|[ \t]{1,4})[ \t]{0,4}\\?["'`]?(?<![A-Za-z0-9/+])(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/i,
    beside: {
      called: 'access key id',
      partner: /A[KS]IA[A-Z2-7]{16}/,
      keywords: ['AKIA', 'ASIA'],
      lines: 5,
      secret: /(?<![A-Za-z0-9/+])(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/,
    },
    checks: ['aws-secret'],
    examples: [
      'aws_secret_access_key = <b64:40>',
      'AKIA<base32:16>,<b64:40>',
      'AKIA<base32:16>\nsecret: <b64:40>',
      '"secretAccessKey": "<b64:40>",\n"accessKeyId": "AKIA<base32:16>"',
    ],
    counterexamples: [
      'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      'aws_secret_access_key = <hex:40>',
      'aws_secret_access_key = <b64:20>',
      'sha = <b64:40>',
    ],
    variable: 'AWS_SECRET_ACCESS_KEY',
  },
] satisfies Rule[]
