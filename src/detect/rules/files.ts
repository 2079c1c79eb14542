import type { Rule } from '../../types.ts'

const common = {
  provider: 'generic',
  severity: 'medium',
  guessable: true,
  help: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  source: 'https://cwe.mitre.org/data/definitions/256.html',
} as const

/** Values whose name stands elsewhere than before a sign of assignment: in elements, pairs, blocks and columns. */
export const files = [
  {
    ...common,
    id: 'element-secret',
    title: 'Secret in an element',
    keywords: ['pass', 'secret', 'token', 'key>', 'key"'],
    needs: '<',
    // <password>value</password>, <string name="api_key">value</string>
    pattern:
      /(?:passw(?:or)?d|passphrase|secret|token|(?:api|access|private|consumer|account)[_.-]?key)[\w.-]{0,24}["']?(?:[ \t]{1,4}[\w:]{1,20}=["'][^"'<>\n\0]{0,20}["']){0,2}[ \t]?>[ \t]{0,4}(?<secret>[^\s<>"'\0]{8,256})[ \t]{0,4}<\//i,
    checks: ['assigned-value'],
    examples: [
      '<password><hex:24></password>',
      '<string name="api_key"><hex:32></string>',
      '<clientSecret xml:space="preserve"><b64url:40></clientSecret>',
    ],
    counterexamples: [
      '<password>password1234</password>',
      '<password>$' + '{env.REGISTRY_PASSWORD}</password>',
      '<password>{COQLCE6DU6GtcS5P=}</password>',
      '<token>XML_TOKEN_NAME_OF_IT</token>',
    ],
    source: 'https://maven.apache.org/settings.html#servers',
    variable: 'PASSWORD',
  },
  {
    ...common,
    id: 'element-block-secret',
    title: 'Secret in an element of several lines',
    keywords: ['password>', 'secret>', 'token>', 'apikey>', 'api_key>', 'api-key>', 'accesskey>'],
    multiline: true,
    reach: 500,
    pattern:
      /<[\w.:-]{0,60}(?:password|secret|token|(?:api|access)[_-]?key)>[ \t]{0,8}\r?\n[ \t]{0,40}(?<secret>[^\s<>"'\0]{8,256})[ \t]{0,8}\r?\n[ \t]{0,40}<\//i,
    checks: ['paired-value'],
    examples: ['<password>\n  <hex:24>\n</password>', '<acme:clientSecret>\n    <alnum:40>\n</acme:clientSecret>'],
    counterexamples: [
      '<password>\n  changeme1\n</password>',
      '<password>\n  $' + '{PASSWORD_OF_APP}\n</password>',
      'Promise<Token>\n  someFunction1()\n</div>',
    ],
    source: 'https://www.w3.org/TR/xml/#sec-starttags',
    variable: 'PASSWORD',
  },
  {
    ...common,
    id: 'named-value',
    title: 'Secret in a pair of a name and a value',
    // - name: DB_PASSWORD, and value: … in the next line. In JSON only names as variables have them, since a "name" is everywhere.
    keywords: ['- name: ', '_password",', '_secret",', '_token",', '_key",'],
    multiline: true,
    reach: 400,
    pattern:
      /(?:- |")name"?:[ \t]{1,4}["']?[\w.-]{0,60}(?:passw(?:or)?d|passphrase|pwd|_pass|secret|token|(?:api|access|private|auth|encryption|signing)_?key)[\w.-]{0,24}["']?,?[ \t]{0,4}\r?\n[ \t]{1,40}"?value"?:[ \t]{1,4}(?:["'](?=[^\s"'\0]{8,256}["'])|(?=[^\s"'{}[\]\0]{8,256}(?:[ \t]{0,40}\r?\n|[ \t]{0,40}$)))(?<secret>[^\s"'\0]{8,256})/i,
    checks: ['paired-value'],
    examples: [
      '- name: DB_PASSWORD\n  value: <hex:24>\n',
      '        - name: STRIPE_API_TOKEN\n          value: "<hex:32>"\n',
      '    "name": "CLIENT_SECRET",\n    "value": "<alnum:40>"\n',
    ],
    counterexamples: [
      '- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: app\n',
      '- name: DB_PASSWORD\n  value: $(DB_PASSWORD_OF_APP)\n',
      '- name: TOKEN_URL\n  value: https://login.acme.dev/token\n',
      '- name: SECRET_NAME\n  value: acme-production-2024\n',
      '- name: Check the password\n  value: <hex:24>\n',
    ],
    source: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
    variable: 'PASSWORD',
  },
  {
    ...common,
    id: 'terraform-default',
    provider: 'Terraform',
    title: 'Default of a secret variable',
    keywords: ['variable "'],
    multiline: true,
    reach: 700,
    pattern:
      /variable "[\w-]{0,60}(?:passw(?:or)?d|passphrase|pwd|_pass|secret|token|(?:api|access|private|auth|encryption|signing)_?key)[\w-]{0,24}"[ \t]{0,4}\{[^{}\0]{0,500}?\bdefault[ \t]{0,20}=[ \t]{0,20}"(?<secret>[^\s"\0]{8,256})(?=")/i,
    checks: ['paired-value'],
    examples: [
      'variable "db_password" {\n  type    = string\n  default = "<hex:24>"\n}\n',
      'variable "api_token" { default = "<alnum:40>" }',
    ],
    counterexamples: [
      'variable "db_password" {\n  type      = string\n  sensitive = true\n}\n',
      'variable "db_password" {\n  default = "changeme1234"\n}\n',
      'variable "token_url" {\n  default = "https://login.acme.dev/oauth2"\n}\n',
    ],
    source: 'https://developer.hashicorp.com/terraform/language/values/variables',
    variable: 'TF_VAR_password',
  },
  {
    ...common,
    id: 'property-list-secret',
    provider: 'Apple',
    title: 'Secret in a property list',
    keywords: ['</key>'],
    multiline: true,
    reach: 500,
    pattern:
      /<key>[\w.-]{0,60}(?:passw(?:or)?d|passphrase|secret|token|(?:api|access|private|app)_?key)[\w.-]{0,24}<\/key>\s{0,40}<string>(?<secret>[^\s<>\0]{8,256})<\/string>/i,
    checks: ['paired-value'],
    examples: [
      '<key>ApiKey</key>\n<string><alnum:40></string>',
      '<key>client_secret</key> <string><b64url:40></string>',
    ],
    counterexamples: [
      '<key>ApiKey</key>\n<string>$(API_KEY_OF_THE_APP)</string>',
      '<key>TokenURL</key>\n<string>https://login.acme.dev</string>',
    ],
    source: 'https://developer.apple.com/documentation/bundleresources/information-property-list',
    variable: 'API_KEY',
  },
  {
    ...common,
    id: 'postgres-password-file',
    provider: 'PostgreSQL',
    title: 'Password file',
    severity: 'high',
    keywords: ['5432', '6432', '5433', '*:*'],
    pattern:
      /(?<![^\s"'=])(?:[\w.*-]{1,80}|\\?\/[\w/.-]{1,80}):(?:\d{4,5}|\*):[\w.*-]{1,60}:[\w.*-]{1,60}:(?<secret>(?!\/\/)[^\s:"'`<>\0]{6,128})(?![^\s"'])/,
    checks: ['command-password'],
    examples: ['db.acme.dev:5432:app:deploy:<alnum:16>', '*:*:*:postgres:<hex:24>'],
    counterexamples: [
      'db.acme.dev:5432:app:deploy:password',
      'db.acme.dev:5432:app:deploy:$PASSWORD',
      'hostname:port:database:username:password',
      'docker run -p 5432:5432 postgres:16',
      'arn:aws:iam:*:*:role:administrators',
    ],
    source: 'https://www.postgresql.org/docs/current/libpq-pgpass.html',
    variable: 'PGPASSWORD',
  },
  {
    ...common,
    id: 'call-password',
    title: 'User and password as arguments',
    keywords: ['login', 'auth', 'getconnection', 'mysqli', 'PDO(', 'credential'],
    pattern:
      /(?:login|authenticate|getConnection|mysqli?_connect|mysqli|PDO|Credentials?|BasicAuth|basic_auth|auth|PasswordAuthentication)[ \t]?=?[ \t]?\((?:[^()"'\n\0]{0,60}(?:["'][^"'\n\0]{0,80}["'])?,[ \t]?)?["'][^"'\n\0]{1,80}["'],[ \t]{0,4}["'](?<secret>[^\s"'`\0]{8,128})["']/i,
    checks: ['argument-password'],
    examples: [
      'client.login("deploy", "<hex:24>")',
      "session.auth = ('deploy', '<hex:24>')",
      'new NetworkCredential("deploy", "<hex:24>")',
      'DriverManager.getConnection(url, "app", "<hex:24>")',
      '$db = new PDO("mysql:host=db", "app", "<hex:24>");',
    ],
    counterexamples: [
      'client.login("user", "password")',
      'login("deploy", "session-storage-key")',
      'auth("google", "https://acme.dev/callback")',
      'getConnection("reader", "com.acme.ReaderConnection2")',
    ],
    variable: 'PASSWORD',
  },
] satisfies Rule[]
