import type { Rule } from '../../types.ts'

const common = {
  guessable: true,
  checks: ['url-password'],
  help: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  source: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
} as const

export const connections = [
  {
    ...common,
    id: 'connection-string',
    provider: 'database',
    title: 'Connection string with a password',
    severity: 'high',
    keywords: [
      'postgres',
      'mysql',
      'mariadb',
      'mongodb',
      'redis',
      'rediss',
      'amqp',
      'mssql',
      'sqlserver',
      'clickhouse',
      'cockroach',
      'ldap',
      'smtp',
    ],
    pattern:
      /(?<![A-Za-z0-9])(?:postgres(?:ql)?|mysqlx?|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|clickhouse|cockroachdb|ldaps?|smtps?)(?:\+[a-z0-9]{2,20})?:\/\/[^\s:@/"'`<>]{0,80}:(?<secret>[^\s/"'`<>]{3,120})(?=@[\w[.-])/i,
    examples: [
      'DATABASE_URL=postgres<::1>//app:<alnum:20>@db.acme.dev:5432/app',
      'postgresql+psycopg2<::1>//app:<alnum:16>@10.0.0.5/app',
      'mongodb+srv<::1>//app:<alnum:16>@cluster0.ab1cd.mongodb.net/',
      'redis<::1>//:<alnum:24>@cache.acme.dev:6379',
      'amqps<::1>//svc:<alnum:16>@mq.acme.dev/vhost',
    ],
    counterexamples: [
      'postgres<::1>//user:pass@localhost/db',
      'postgres<::1>//postgres:postgres@db:5432/app',
      'mysql<::1>//root:password@127.0.0.1/app',
      'postgres<::1>//app:<DB_PASSWORD>@db.acme.dev/app',
      'redis<::1>//localhost:6379',
    ],
    variable: 'DATABASE_URL',
  },
  {
    ...common,
    id: 'url-password',
    provider: 'basic authentication',
    title: 'URL with a password',
    severity: 'high',
    keywords: ['http://', 'https://', 'ftp://', 'ftps://', 'ssh://', 'git://', 'wss://'],
    pattern: /(?:https?|s?ftps?|ssh|git|wss?):\/\/[^\s:@/"'`<>?#]{1,80}:(?<secret>[^\s@/"'`<>?#]{3,120})(?=@[\w[.-])/i,
    examples: ['https<::1>//deploy:<alnum:24>@git.acme.dev/a.git', 'ftp<::1>//app:<alnum:12>@files.acme.dev'],
    counterexamples: [
      'https<::1>//user:password@example.com/',
      'https<::1>//acme.dev:8080/@scope/name',
      'https<::1>//user:<TOKEN>@git.acme.dev/a.git',
      'https<::1>//acme.dev/a:b@c',
    ],
    variable: 'SERVICE_URL',
  },
] satisfies Rule[]
