import type { Rule } from '../../../types.ts'
import { RULES_PAGE } from '../help.ts'
import { credsweeper, leaktk, noseyparker, trufflehog } from './sources.ts'

const common = { help: RULES_PAGE } as const

/** Credentials that belong to a protocol or a file format rather than to a provider. */
export const protocols = [
  {
    ...common,
    id: 'json-web-token-indented',
    provider: 'generic',
    title: 'JSON Web Token with an indented header',
    severity: 'medium',
    // A header that goes on in a second line: `{`, line break, blanks.
    keywords: ['ewogIC', 'ewoiYWxn', 'ewoidHlw', 'ew0KIC'],
    pattern: /(?:(?<![\w.-])|(?<=:-))(?<secret>ew(?:ogI|oi|0KI)[\w-]{8,600}\.e[\w-]{11,2400}\.[\w-]{12,700})/,
    reach: 3800,
    checks: ['json-web-token'],
    examples: [
      'Authorization: Bearer ewogICJhbGciOiAiSFMyNTYiLAogICJ0eXAiOiAiSldUIgp9.eyJzdWIiOiJ1LTciLCJzY29wZSI6ImFsbCJ9.<b64url:43>',
    ],
    counterexamples: ['ewogIC<b64url:40>', 'ewogICJhbGciOiAiSFMyNTYiLAogICJ0eXAiOiAiSldUIgp9.<b64url:40>.<b64url:43>'],
    source: trufflehog,
    variable: 'ACCESS_TOKEN',
  },
  {
    ...common,
    id: 'kubernetes-service-account-token',
    provider: 'Kubernetes',
    title: 'Kubernetes service account token',
    severity: 'critical',
    // `"sub":"system:serviceaccount` at each of the three alignments.
    keywords: [
      'InN1YiI6InN5c3RlbTpzZXJ2aWNlYWNjb3Vud',
      'JzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bn',
      'ic3ViIjoic3lzdGVtOnNlcnZpY2VhY2NvdW50',
    ],
    pattern:
      /(?:(?<![\w.-])|(?<=:-))(?<secret>eyJ[\w-]{10,600}\.eyJ[\w-]{0,2400}?(?:InN1YiI6InN5c3RlbTpzZXJ2aWNlYWNjb3Vud|JzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bn|ic3ViIjoic3lzdGVtOnNlcnZpY2VhY2NvdW50)[\w-]{0,800}\.[\w-]{20,700})/,
    reach: 4600,
    checks: ['json-web-token'],
    examples: [
      'token: eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJrdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50Iiwic3ViIjoic3lzdGVtOnNlcnZpY2VhY2NvdW50OmRlZmF1bHQ6YnVpbGQifQ.<b64url:342>',
    ],
    counterexamples: [
      '<jwt:43>',
      'eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJrdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50Iiwic3ViIjoic3lzdGVtOnNlcnZpY2VhY2NvdW50OmRlZmF1bHQ6YnVpbGQifQ',
    ],
    source: leaktk,
  },
  {
    ...common,
    id: 'stackrox-token',
    provider: 'StackRox',
    title: 'StackRox API token',
    severity: 'critical',
    // `"iss":"https://stackrox.io/jwt` at each of the three alignments.
    keywords: [
      'ImlzcyI6Imh0dHBzOi8vc3RhY2tyb3guaW8vand0',
      'Jpc3MiOiJodHRwczovL3N0YWNrcm94LmlvL2p3d',
      'iaXNzIjoiaHR0cHM6Ly9zdGFja3JveC5pby9qd3',
    ],
    pattern:
      /(?<![\w.-])(?<secret>eyJ[\w-]{10,600}\.[\w-]{0,2400}?(?:ImlzcyI6Imh0dHBzOi8vc3RhY2tyb3guaW8vand0|Jpc3MiOiJodHRwczovL3N0YWNrcm94LmlvL2p3d|iaXNzIjoiaHR0cHM6Ly9zdGFja3JveC5pby9qd3)[\w-]{0,800}\.[\w-]{20,700})/,
    reach: 4600,
    checks: ['json-web-token'],
    examples: [
      'token: eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJqdGkiOiJ1LTciLCJpc3MiOiJodHRwczovL3N0YWNrcm94LmlvL2p3dCJ9.<b64url:342>',
    ],
    counterexamples: ['<jwt:43>'],
    source: leaktk,
  },
  {
    ...common,
    id: 'kerberos-hash',
    provider: 'Kerberos',
    title: 'Kerberos AS-REP hash',
    severity: 'medium',
    keywords: ['$krb5asrep$'],
    pattern: /(?<secret>\$krb5asrep\$(?:\d{1,2}\$)?(?:[\w.@$-]{1,100}:)?[0-9a-f]{32}\$[0-9a-f]{64,8000})/i,
    reach: 8300,
    checks: ['not-placeholder'],
    examples: ['$krb5asrep$23$<hex:32>$<hex:64>', '$krb5asrep$23$build@ACME.DEV:<hex:32>$<hex:600>'],
    counterexamples: ['$krb5asrep$23$<hex:10>', '$krb5asrep$23$<0:32>$<0:64>'],
    source: noseyparker,
  },
  {
    ...common,
    id: 'ntlm-response',
    provider: 'Microsoft',
    title: 'NTLM authentication message',
    severity: 'medium',
    // Only the third message holds what was made from the password.
    keywords: ['TlRMTVNTUAADAAAA'],
    pattern: /(?<![A-Za-z0-9+/])(?<secret>TlRMTVNTUAADAAAA[A-Za-z0-9+/]{60,2000}={0,2})/,
    reach: 2100,
    checks: ['not-placeholder'],
    examples: ['Authorization: NTLM TlRMTVNTUAADAAAA<b64:300>='],
    counterexamples: ['NTLM TlRMTVNTUAABAAAA<b64:60>', 'NTLM TlRMTVNTUAACAAAA<b64:60>', 'TlRMTVNTUAADAAAA<x:80>'],
    source: credsweeper,
  },
  {
    ...common,
    id: 'jdbc-password',
    provider: 'database',
    title: 'JDBC connection string with a password',
    severity: 'high',
    guessable: true,
    keywords: ['jdbc:'],
    pattern: /jdbc:[a-z0-9]{2,20}(?::[a-z0-9]{2,20})?:[^\s"'`<>]{0,240}?[?&;]password=(?<secret>[^\s&;"'`<>]{3,120})/i,
    checks: ['url-password'],
    examples: [
      'jdbc:postgresql://db.acme.dev:5432/app?user=app&password=<alnum:20>',
      'url=jdbc:sqlserver://db.acme.dev;databaseName=app;user=app;password=<alnum:16>;encrypt=true',
    ],
    counterexamples: [
      'jdbc:postgresql://db.acme.dev/app?user=app&password=password',
      'jdbc:postgresql://db.acme.dev/app',
      'jdbc:mysql://db/app?password=$DB_PASSWORD',
    ],
    source: trufflehog,
    variable: 'DATABASE_URL',
  },
  {
    ...common,
    id: 'ldap-bind-password',
    provider: 'LDAP',
    title: 'Password of an LDAP command',
    severity: 'high',
    guessable: true,
    keywords: ['ldapsearch', 'ldapadd', 'ldapmodify', 'ldapdelete', 'ldappasswd', 'ldapwhoami'],
    pattern:
      /\bldap(?:search|add|modify|delete|passwd|whoami)[ \t][^\n]{0,240}?[ \t]-w[ \t]{0,2}["']?(?<secret>[^\s"'`<>]{6,120})/,
    checks: ['url-password'],
    examples: ['ldapsearch -H ldap://ldap.acme.dev -D cn=admin,dc=acme -w <alnum:17>'],
    counterexamples: [
      'ldapsearch -x -D cn=admin -W',
      'ldapsearch -D cn=admin -w $LDAP_PASSWORD',
      'ldapsearch -D cn=admin -w password',
    ],
    source: trufflehog,
    variable: 'LDAP_PASSWORD',
  },
  {
    ...common,
    id: 'netrc-password',
    provider: 'netrc',
    title: 'Password in a netrc entry',
    severity: 'high',
    guessable: true,
    keywords: ['machine '],
    pattern:
      /(?<![\w-])machine\s{1,4}[\w.-]{1,80}\s{1,20}login\s{1,8}\S{1,80}\s{1,20}password\s{1,8}(?<secret>[^\s"'`<>\\]{4,200})/,
    multiline: true,
    checks: ['url-password'],
    examples: [
      'machine api.acme.dev login build password <alnum:24>',
      'machine api.acme.dev\n  login build\n  password <hex:40>\n',
    ],
    counterexamples: [
      'machine api.acme.dev login build password password',
      'machine api.acme.dev login build password $TOKEN',
      'a machine with a login and a password of its own',
    ],
    source: 'https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html',
  },
] satisfies Rule[]
