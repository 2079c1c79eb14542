import { describe, expect, test } from 'vitest'
import { createDetector } from '../../src/detect/detector.ts'
import { rules } from '../../src/detect/rules/index.ts'
import { fill } from '../support/shape.ts'
import { excerptOf } from './excerpt.ts'

const detector = createDetector({ rules, blockFrom: 'medium' })

function findingsIn(path: string, text: string) {
  return detector.detect(excerptOf(text, { path })).map(({ finding }) => finding)
}

/** `<::1>` stands for a colon, so that no URL with a password stands here. */
const HOLE = /<(?!::1)(?:[^<>]|[A-Za-z0-9]+):\d+>/g

/** A shape's text, and where in it the holes, which are the secret, begin and end. */
function filled(shape: string): { text: string; start: number; end: number } {
  const holes = [...shape.matchAll(HOLE)]
  const first = holes[0]?.index ?? 0
  const last = holes.at(-1)
  const tail = shape.length - (last === undefined ? 0 : last.index + last[0].length)
  const text = fill(shape)
  return { text, start: fill(shape.slice(0, first)).length, end: text.length - tail }
}

/** In which file, what has to be found, on the holes; and what looks like it and is none. */
type Syntax = readonly [path: string, secret: string, nearMiss: string]

/** Not in one piece, so that this file holds no template of its own. */
const $ = '$'

const ASSIGNMENTS: readonly Syntax[] = [
  ['a.py', 'password = "<hex:24>"', 'password = "enter your password"'],
  ['a.py', 'API_KEY: str = "<hex:32>"', 'api_key: str = os.environ["API_KEY"]'],
  ['a.py', "os.getenv('API_KEY', '<hex:32>')", "os.getenv('API_KEY', 'no-key-was-given')"],
  ['a.py', 'token = os.environ.get("AUTH_TOKEN") or "<hex:32>"', 'token = os.environ.get("AUTH_TOKEN") or ""'],
  ['a.py', 'os.environ["DB_PASSWORD"] = "<hex:24>"', 'os.environ["DB_PASSWORD"] = get_password("database1")'],
  ['a.py', 'secret = SecretStr("<hex:32>")', 'secret = get_secret("acme/production/database2")'],
  ['a.py', 'conf = {"client_secret": "<alnum:40>"}', 'conf = {"client_secret": client_secret_of_app1}'],
  ['a.js', 'const apiKey = process.env.API_KEY || "<hex:32>"', 'const apiKey = process.env.API_KEY || "missing"'],
  ['a.js', 'const apiKey = process.env.API_KEY ?? `<hex:32>`', 'const apiKey = process.env.API_KEY ?? readApiKey1()'],
  ['a.ts', "const clientSecret: string = '<b64url:43>'", 'const clientSecret: string = props.clientSecret1'],
  ['a.ts', 'const accessToken = "<b64url:43>" as const', `const accessToken = ${'`'}${$}{header}.${$}{body}${'`'}`],
  ['a.jsx', '<Map apiKey="<alnum:39>" />', '<Map apiKey={process.env.MAP_KEY} />'],
  [
    'a.java',
    'private static final String PASSWORD = "<hex:24>";',
    'private static final String PASSWORD = "password";',
  ],
  ['a.java', 'config.setPassword("<hex:24>");', 'config.setPassword(System.getenv("DB_PASSWORD"));'],
  ['a.kt', 'val token: String = System.getenv("TOKEN") ?: "<hex:32>"', 'val token: String = tokenProvider.token1'],
  ['a.cs', 'string apiKey = @"<hex:32>";', 'string apiKey = Configuration["ApiKey"];'],
  ['a.go', 'apiKey := "<hex:32>"', 'apiKey := os.Getenv("ACME_API_KEY")'],
  ['a.go', 'const authToken string = "<alnum:40>"', 'const authToken string = headerPrefix'],
  ['a.go', 'secret: []byte("<alnum:40>"),', 'secret: []byte(cfg.SecretKey1),'],
  ['a.rs', 'let api_key: &str = "<hex:32>";', 'let api_key: &str = env!("ACME_API_KEY");'],
  ['a.rs', 'env::var("API_TOKEN").unwrap_or("<hex:32>".into())', 'env::var("API_TOKEN").unwrap_or_default()'],
  ['a.rb', 'config.secret_key = "<hex:64>"', 'config.secret_key = Rails.application.secret_key_base'],
  ['a.rb', "ENV.fetch('AUTH_TOKEN', '<hex:32>')", "ENV.fetch('AUTH_TOKEN', 'not-set')"],
  ['a.rb', ":password => '<hex:24>',", ':password => :encrypted_password1,'],
  ['a.php', "'secret' => '<hex:32>',", "'secret' => env('APP_SECRET'),"],
  ['a.php', "define('DB_PASSWORD', '<hex:24>');", "define('DB_PASSWORD', getenv('DB_PASSWORD'));"],
  ['a.php', '$password .= "<hex:24>";', '$password .= $salt1234567;'],
  ['a.swift', 'let clientSecret: String = "<alnum:40>"', 'let clientSecret: String = Bundle.main.secret1'],
  ['a.c', 'char password[] = "<hex:24>";', 'char password[64] = {0};'],
  ['a.h', '#define API_KEY "<hex:32>"', '#define API_KEY_LENGTH "0123456789012345678901"'],
  ['a.m', 'static NSString *const kApiKey = @"<hex:32>";', 'static NSString *const kApiKey = @"AcmeApiKeyName";'],
  ['a.scala', 'val password = "<hex:24>"', 'val password = config.getString("db.password1")'],
  ['a.ex', 'secret_key_base: "<b64:64>"', 'secret_key_base: System.fetch_env!("SECRET_KEY_BASE")'],
  ['a.lua', "local token = '<hex:32>'", "local token = os.getenv('ACME_TOKEN')"],
  ['a.r', 'api_key <- "<hex:32>"', 'api_key <- Sys.getenv("ACME_API_KEY")'],
  ['a.pl', "my $password = '<hex:24>';", 'my $password = $ENV{DB_PASSWORD1};'],
  ['a.sql', "CREATE ROLE app LOGIN PASSWORD '<hex:24>';", "CREATE ROLE app LOGIN PASSWORD 'secret123456';"],
  ['a.gradle', "password '<hex:24>'", 'password System.getenv("PASSWORD")'],
  ['a.ipynb', '"api_key = \\"<hex:32>\\"\\n",', '"api_key = \\"<your key>\\"\\n",'],
  ['a.ps1', '$env:API_TOKEN = "<hex:32>"', '$env:API_TOKEN = "$(Get-Secret acme)"'],
  [
    'a.ps1',
    '$password = ConvertTo-SecureString "<hex:24>" -AsPlainText -Force',
    '$password = Read-Host "Your password"',
  ],
  ['a.ts', 'if (password === "<hex:24>") return true', 'if (password === "passwordsDoNotMatch") return true'],
]

const CONFIGURATIONS: readonly Syntax[] = [
  ['.env', 'SECRET_KEY=<hex:64>', `SECRET_KEY=${$}{OTHER_KEY_1}`],
  ['.env', 'DB_PASSWORD=<alnum:9>!#<upper:2><7:1>', 'DB_PASSWORD='],
  ['.env', 'NEXT_PUBLIC_APP_SECRET=<alnum:40>', 'NEXT_PUBLIC_ANALYTICS_KEY=<alnum:40>'],
  ['a.yml', 'db_password: <hex:32>', 'db_password: !vault |'],
  ['a.yml', "api_key: '<hex:32>'", "api_key: \"{{ lookup('env', 'API_KEY') }}\""],
  ['a.yml', '{ password: <hex:24> }', '{ password: {{ vault_password1 }} }'],
  ['application.yml', '    password: <hex:24> # of the database', `    password: ${$}{DB_PASSWORD}`],
  ['application.yml', `    password: ${$}{DB_PASSWORD:<hex:24>}`, `    password: ${$}{DB_PASSWORD:changeit}`],
  ['docker-compose.yml', '      - POSTGRES_PASSWORD=<hex:24>', `      - POSTGRES_PASSWORD=${$}POSTGRES_PASSWORD`],
  [
    'docker-compose.yml',
    '      POSTGRES_PASSWORD: <hex:24>',
    `      POSTGRES_PASSWORD: ${$}{POSTGRES_PASSWORD:?required}`,
  ],
  ['docker-compose.yml', '      - "API_TOKEN=<hex:32>"', '      - "API_TOKEN_FILE=/run/secrets/token1"'],
  ['values.yaml', 'auth:\n  rootPassword: "<hex:24>"', 'auth:\n  existingSecret: acme-database-2'],
  ['.gitlab-ci.yml', '  DEPLOY_TOKEN: "<hex:32>"', '  DEPLOY_TOKEN: $CI_JOB_TOKEN'],
  ['a.properties', 'spring.datasource.password=<hex:24>', 'spring.datasource.password=ENC(aGVsbG8gd29ybGQgMTIz)'],
  ['a.ini', 'password = <hex:24>', 'password = %(db_password1)s'],
  ['a.toml', 'token = "<hex:32>"', 'token = { env = "ACME_TOKEN" }'],
  ['appsettings.json', '"ApiKey": "<hex:32>",', '"ApiKey": "",'],
  ['a.json', '"body": "{\\"password\\": \\"<hex:24>\\"}"', '"body": "{\\"password\\": \\"password1\\"}"'],
  [
    'a.json',
    '{"name": "DB_PASSWORD", "value": "<hex:24>"}',
    '{"name": "DB_PASSWORD", "valueFrom": "arn:aws:ssm:1:parameter/a"}',
  ],
  ['a.json', '"args": ["--verbose", "API_TOKEN=<hex:32>"]', '"args": ["--verbose", "API_TOKEN=$TOKEN"]'],
  ['en.json', '"password": "<hex:24>"', '"password": "Passwort vergessen?"'],
  ['en.json', '"passwordHint": "x", "password": "<hex:24>"', '"passwordHint": "At-least-8-characters-and-1-digit"'],
  ['a.tf', '  password = "<hex:24>"', '  password = random_password.database.result'],
  ['a.tf', '  token = "<alnum:40>"', '  token = data.aws_secretsmanager_secret_version.app1.secret_string'],
  [
    'variables.tf',
    'variable "db_password" {\n  default = "<hex:24>"\n}',
    'variable "db_password" {\n  default = "changeme1"\n}',
  ],
  ['Makefile', 'DEPLOY_TOKEN ?= <hex:32>', 'DEPLOY_TOKEN ?= $(shell cat .token)'],
  ['Makefile', 'API_KEY := <hex:32>', 'API_KEY := $(OTHER_KEY)'],
  ['Makefile', 'API_KEY ::= <hex:32>', 'API_KEY_FILE ::= keys/production/api.key'],
  ['Dockerfile', 'ENV API_TOKEN=<hex:32>', 'ENV API_TOKEN=$API_TOKEN'],
  ['Dockerfile', 'ENV API_TOKEN <hex:32>', `ENV API_TOKEN ${$}{TOKEN}`],
  ['Dockerfile', 'ARG DB_PASSWORD=<hex:24>', 'ARG DB_PASSWORD'],
  ['a.sh', "export AUTH_TOKEN='<hex:32>'", 'export AUTH_TOKEN="$(pass show acme)"'],
  ['a.sh', 'export AUTH_TOKEN=<hex:32>', 'export AUTH_TOKEN=`cat token`'],
  ['a.sh', `PASSWORD=${$}{PASSWORD:-<hex:24>}`, `PASSWORD=${$}{PASSWORD:-password}`],
  ['a.fish', 'set -x API_TOKEN <hex:32>', 'set -x API_TOKEN $argv'],
  ['a.bat', 'setx API_TOKEN "<hex:32>"', 'setx API_TOKEN "%TOKEN%"'],
  ['settings.xml', '<password><hex:24></password>', `<password>${$}{env.PASSWORD}</password>`],
  ['web.config', '<add key="ApiKey" value="<hex:32>"/>', '<add key="ApiKey" value="@@ApiKey@@"/>'],
  ['strings.xml', '<string name="api_key"><hex:32></string>', '<string name="api_key">@string/other_key</string>'],
  [
    'Info.plist',
    '<key>ApiKey</key>\n<string><hex:32></string>',
    '<key>ApiKey</key>\n<string>$(API_KEY_OF_APP)</string>',
  ],
  ['gradle.properties', 'signing.password=<hex:24>', 'signing.keyId=<hex:8>'],
  ['.pypirc', '[pypi]\nusername = app\npassword = <hex:24>', '[pypi]\nusername = app\npassword = password'],
]

const KUBERNETES: readonly Syntax[] = [
  ['a.yaml', 'kind: Secret\nstringData:\n  password: <hex:24>', 'kind: Secret\nstringData:\n  password: changeme1'],
  ['a.yaml', 'kind: Secret\ndata:\n  password: <encoded:20>\n', 'kind: Secret\ndata:\n  password: cGFzc3dvcmQ=\n'],
  [
    'a.yaml',
    'data:\n  password: <encoded:20>\nkind: Secret\n',
    'data:\n  password: aGVsbG8gd29ybGQ=\nkind: ConfigMap\n',
  ],
  [
    'a.yaml',
    '- name: DB_PASSWORD\n  value: "<hex:24>"\n',
    '- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef: {name: a, key: b}\n',
  ],
]

const CONNECTIONS: readonly Syntax[] = [
  ['a.py', 'postgresql<::1>//app:<hex:24>@db.acme.dev/app', 'postgresql<::1>//app:{password}@db.acme.dev/app'],
  [
    'a.js',
    'mongodb+srv<::1>//app:<alnum:12>@<digits:5><):1>@c0.ab1cd.mongodb.net/',
    'mongodb<::1>//localhost:27017/app',
  ],
  ['a.js', 'mongodb<::1>//shop:<lower:7>@shop.ab1cd.mongodb.net/', 'mongodb<::1>//shop:shop@mongo:27017/'],
  ['a.yml', 'amqp<::1>//svc:<alnum:16>@mq.acme.dev/', 'amqp<::1>//guest:guest@rabbitmq:5672/'],
  ['a.ini', 'smtp<::1>//mailer:<alnum:16>@mail.acme.dev:587', 'smtp<::1>//user:pass@mail.example.com:587'],
  ['.git-credentials', 'https<::1>//deploy:<hex:24>@git.acme.dev', 'https<::1>//deploy@git.acme.dev'],
  ['.env', 'HTTPS_PROXY=http<::1>//app:<alnum:14>@proxy.acme.dev:3128', 'HTTPS_PROXY=http<::1>//proxy.acme.dev:3128'],
  ['a.sh', 'ftp<::1>//backup:<alnum:12>@files.acme.dev', `ftp<::1>//backup:${$}PASS@files.acme.dev`],
  [
    'a.json',
    '"Default": "Server=db.acme.dev;User Id=app;Password=<alnum:16>;"',
    '"Default": "Server=.;Integrated Security=true;Password=;"',
  ],
  [
    'web.config',
    'connectionString="Data Source=db.acme.dev;uid=app;pwd=<alnum:16>"',
    'connectionString="Data Source=db.acme.dev;uid=app;pwd=#{Pwd}#"',
  ],
  [
    'a.properties',
    'url=jdbc:postgresql://db.acme.dev/app?user=app&password=<alnum:16>',
    'url=jdbc:postgresql://db.acme.dev/app?user=app&password=password',
  ],
  ['a.go', '"app:<alnum:16>@tcp(db.acme.dev:3306)/app"', '"root:root@tcp(127.0.0.1:3306)/app"'],
  ['a.py', '"host=db.acme.dev user=app password=<alnum:16>"', '"host=%s user=%s password=%s"'],
  ['.pgpass', 'db.acme.dev:5432:app:deploy:<alnum:16>', 'localhost:5432:app:app:password'],
  [
    '.netrc',
    'machine api.acme.dev\n  login app\n  password <hex:24>\n',
    'machine api.acme.dev\n  login app\n  password $TOKEN\n',
  ],
  ['.npmrc', '//npm.acme.dev/:_password=<hex:32>', `//registry.npmjs.org/:_authToken=${$}{NPM_TOKEN}`],
  [
    'config.json',
    '"https://index.docker.io/v1/": {"auth": "<basic:20>"}',
    '"https://index.docker.io/v1/": {"auth": "dXNlcjpwYXNzd29yZA=="}',
  ],
  ['a.py', 'session.auth("deploy", "<hex:24>")', 'session.auth("deploy", "session-of-the-user")'],
]

const COMMANDS: readonly Syntax[] = [
  ['a.sh', 'curl -u deploy:<alnum:16> https://api.acme.dev', 'curl -u "$USER:$PASS" https://api.acme.dev'],
  ['a.md', "curl --user 'deploy:<alnum:16>' https://api.acme.dev", 'curl --user user:password https://api.acme.dev'],
  [
    'a.sh',
    "curl -H 'X-Api-Key: <hex:32>' https://api.acme.dev",
    "curl -H 'X-Api-Key: YOUR_API_KEY_COMES_HERE' https://api.acme.dev",
  ],
  ['a.sh', 'curl -H "Authorization: Bearer <alnum:40>"', 'curl -H "Authorization: Bearer $TOKEN"'],
  ['a.js', "headers: { Authorization: 'Token <hex:40>' }", "headers: { Authorization: 'Bearer ' + token }"],
  ['a.http', 'Authorization: Basic <basic:20>', 'Authorization: Basic dXNlcjpwYXNzd29yZA=='],
  [
    'a.sh',
    'curl "https://api.acme.dev/v1/me?access_token=<hex:40>"',
    'curl "https://api.acme.dev/v1/me?access_token=$TOKEN"',
  ],
  [
    'a.sh',
    'wget --user=app --password=<hex:24> https://acme.dev/a',
    'wget --user=app --password="$PASSWORD" https://acme.dev/a',
  ],
  ['a.sh', 'mysql -u app -p<alnum:16> app', 'mysql -u app -p app'],
  ['a.sh', "sshpass -p '<alnum:14>' ssh app@acme.dev", 'sshpass -p "$SSH_PASS" ssh app@acme.dev'],
  [
    'a.sh',
    'docker login -u app -p <hex:24> registry.acme.dev',
    'docker login -u app --password-stdin registry.acme.dev',
  ],
  ['a.sh', 'PGPASSWORD=<hex:24> psql -h db.acme.dev', 'PGPASSWORD=$DB_PASSWORD psql -h db.acme.dev'],
  ['a.ps1', 'Connect-Acme -Password <alnum:9>!<upper:2><7:1><x:1>', 'Connect-Acme -Password $password1234'],
]

describe.each([
  ['assignments', ASSIGNMENTS],
  ['configurations', CONFIGURATIONS],
  ['Kubernetes', KUBERNETES],
  ['connections', CONNECTIONS],
  ['commands', COMMANDS],
])('%s', (_, syntaxes) => {
  test.each(syntaxes)('in %s, %s is a secret', (path, shape) => {
    const { text, start, end } = filled(shape)
    const findings = findingsIn(path, text)
    expect(findings.map(({ blocking }) => blocking)).toEqual([true])
    const lineStart = text.lastIndexOf('\n', start) + 1
    expect(findings.map(({ column, endColumn }) => [column, endColumn])).toEqual([
      [start - lineStart + 1, end - lineStart + 1],
    ])
  })

  test.each(syntaxes)('in %s, near %s nothing is found where there is none', (path, _shape, nearMiss) => {
    expect(findingsIn(path, fill(nearMiss)), nearMiss).toEqual([])
  })
})

describe('what is no secret', () => {
  test.each([
    ['a.py', 'password = "changeme"'],
    ['a.py', 'password = os.environ["DB_PASSWORD"]'],
    ['a.py', 'token = get_token_from_cache(request_id)'],
    ['a.py', 'api_key = "<your-api-key>"'],
    ['a.py', 'api_key="sk-your-key-here-1234567890"'],
    ['a.ts', 'const token: AuthenticationToken2 = createTokenForUser1(user)'],
    ['a.ts', 'apiKey: process.env.API_KEY,'],
    ['a.ts', 'passwordLabel: "Passwort vergessen?"'],
    ['a.ts', 'secretId = "<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>"'],
    ['a.ts', 'token = "my-application-token-name"'],
    ['a.ts', 'token: "UserAuthenticationTokenProvider"'],
    ['a.ts', 'password: "/run/secrets/db_password1"'],
    ['a.ts', 'tokenUrl = "https://login.acme.dev/oauth2/v2.0/token"'],
    ['a.ts', 'tokenHash = "<hex:64>"'],
    ['a.yml', 'password: {{ vault_db_password1 }}'],
    ['a.yml', 'password: op://vault/item/password1'],
    ['a.yml', 'password: vault:secret/data/app#password1'],
    ['a.yml', 'password: ENC[AES256_GCM,data:aB3dE6gH9jK2,iv:aB3d=]'],
    ['a.yml', 'password: $2b$12$<alnum:53>'],
    ['a.yml', 'secretName: acme-tls-2024'],
    ['.env', 'API_KEY=$OTHER_API_KEY_2024'],
    ['.env', 'API_KEY='],
    ['.npmrc', `//registry.npmjs.org/:_authToken=${$}{NPM_TOKEN}`],
    ['package-lock.json', '"integrity": "sha512-<b64:86>=="'],
    ['pnpm-lock.yaml', 'resolution: {integrity: sha512-<b64:86>==}'],
    ['a.css', '--token-color: #<hex:6>;'],
    ['a.ts', 'stripeKey = "pk_live_<hex:24>"; const secretKeyVersion = "1.2.3-beta.4"'],
    ['a.md', 'password: xxxxxxxxxxxxxxxx'],
    ['a.ts', 'secret = "aaaaaaaaaaaaaaaaaaaa1"'],
    ['a.ts', 'secret = "abcdefghijklmnop1234567890"'],
    ['a.js', 'sign("", "test_secret") => "<hex:64>"'],
    ['a.py', 'assert derive(password) == b"\\xf4\\x92\\x86\\xb2\\x06\\x0c\\x848W"'],
    ['a.py', "query = 'X-Amz-Credential=access_key%2F20170322%2Fus-west-2'"],
    ['a.py', "url = 'sentinel<::1>//u1:p1@h1:26379;:other@h2:26379/0'"],
    ['a.py', 'password = decrypt("<b64:44>")'],
    ['a.go', 'Passphrase []byte `sshtype:"22"`'],
    ['a.md', '![](https://ci.acme.dev/build.svg?token=<hex:24>&branch=main)'],
    ['copyright', 'cvs<::1>//:pserver:anoncvs@sources.acme.dev'],
    ['a.properties', 'dev.credentials.url=dev-lb1.api.acme.dev:5215'],
    ['a.html', '<input type="hidden" name="authenticity_token" value="<b64url:86>">'],
    ['vmlinux', 'pwd=\x01\x7f<hex:24>\x03 '],
    ['a.md', 'Authorization: Bearer mF_9.B5f-4.1JqM'],
    ['a.md', 'access_token=2YotnFZFEjr1zCsicMWpAA'],
    ['a.sh', 'docker run -u 1000:1000 --user app:appgroup acme/app'],
  ])('in %s, %s', (path, shape) => {
    expect(findingsIn(path, fill(shape))).toEqual([])
  })
})

describe('what programs are tried and explained with is shown, and stops nothing', () => {
  test.each([
    ['test/auth_test.go', 'apiKey := "<hex:32>"'],
    ['tests/conftest.py', 'API_KEY = "<hex:32>"'],
    ['src/app.test.ts', 'const password = "<hex:24>"'],
    ['docs/configuration.rst', "SECRET_KEY = '<hex:64>'"],
    ['src/app.ts', 'const TEST_SECRET = "<alnum:40>"'],
  ])('in %s, %s', (path, shape) => {
    expect(findingsIn(path, fill(shape)).map(({ severity }) => severity)).toEqual(['low'])
  })

  test.each([
    ['tests/.env', 'API_KEY=<hex:32>'],
    ['src/latest/app.ts', 'const apiKey = "<hex:32>"'],
    ['README.md', 'export API_KEY=<hex:32>'],
  ])('but %s is none of these', (path, shape) => {
    expect(findingsIn(path, fill(shape)).map(({ blocking }) => blocking)).toEqual([true])
  })
})

test('a token with one claim is one where it is sent', () => {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const token = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ confidence: 0.8 })}.${fill('<b64url:43>')}`
  expect(findingsIn('a.sh', `curl -H "Authorization: Bearer ${token}"`)).toHaveLength(1)
  expect(findingsIn('a.md', `The result is ${token}`)).toEqual([])
})
