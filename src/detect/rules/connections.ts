import type { Rule } from '../../types.ts'

const common = {
  severity: 'high',
  guessable: true,
  help: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
} as const

const rfc3986 = 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1'

/** How programs are told where to connect, and as whom. */
export const connections = [
  {
    ...common,
    id: 'connection-string',
    provider: 'database',
    title: 'Connection string with a password',
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
      /(?<![A-Za-z0-9])(?:postgres(?:ql)?|mysqlx?|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|clickhouse|cockroachdb|ldaps?|smtps?)(?:\+[a-z0-9]{2,20})?:\/\/[^\s:@/"'`<>\0]{0,80}:(?<secret>[^\s/"'`<>\0]{3,120})(?=@[\w[.-])/i,
    checks: ['url-password'],
    examples: [
      'DATABASE_URL=postgres<::1>//app:<alnum:20>@db.acme.dev:5432/app',
      'postgresql+psycopg2<::1>//app:<alnum:16>@10.0.0.5/app',
      'mongodb+srv<::1>//app:<alnum:16>@cluster0.ab1cd.mongodb.net/',
      'redis<::1>//:<alnum:24>@cache.acme.dev:6379',
      'amqps<::1>//svc:<alnum:16>@mq.acme.dev/vhost',
      'mongodb<::1>//app:<alnum:8>@<digits:5>)@cluster0.ab1cd.mongodb.net/shop',
    ],
    counterexamples: [
      'postgres<::1>//user:pass@localhost/db',
      'postgres<::1>//postgres:postgres@db:5432/app',
      'mysql<::1>//root:password@127.0.0.1/app',
      'postgres<::1>//app:<DB_PASSWORD>@db.acme.dev/app',
      'redis<::1>//localhost:6379',
    ],
    source: rfc3986,
    variable: 'DATABASE_URL',
  },
  {
    ...common,
    id: 'url-password',
    provider: 'basic authentication',
    title: 'URL with a password',
    keywords: ['://'],
    pattern:
      /(?<![A-Za-z0-9])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'`<>?#\0]{0,80}:(?<secret>[^\s/"'`<>?#\0]{3,120})(?=@[\w[.-])/i,
    checks: ['url-password'],
    examples: [
      'https<::1>//deploy:<alnum:24>@git.acme.dev/a.git',
      'ftp<::1>//app:<alnum:12>@files.acme.dev',
      'socks5<::1>//app:<alnum:12>@proxy.acme.dev:1080',
      'rtsp<::1>//viewer:<alnum:12>@10.4.0.9/stream1',
    ],
    counterexamples: [
      'https<::1>//user:password@example.com/',
      'https<::1>//acme.dev:8080/@scope/name',
      'https<::1>//user:<TOKEN>@git.acme.dev/a.git',
      'https<::1>//acme.dev/a:b@c',
    ],
    source: rfc3986,
    variable: 'SERVICE_URL',
  },
  {
    ...common,
    id: 'url-token',
    provider: 'basic authentication',
    title: 'URL with a token for its user',
    keywords: ['://'],
    pattern:
      /https:\/\/(?<secret>[A-Za-z0-9_-]{20,100})(?::x-oauth-basic@[\w.-]{1,80}|:?@(?:github\.com|gitlab\.com|bitbucket\.org))/i,
    checks: ['random'],
    examples: [
      'git clone https<::1>//<hex:40>@github.com/acme/a.git',
      'https<::1>//<alnum:32>:x-oauth-basic@git.acme.dev',
    ],
    counterexamples: [
      'https<::1>//deploy@github.com/acme/a.git',
      'https<::1>//x-access-token-of-the-build@github.com/a',
    ],
    source: 'https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api',
    variable: 'GITHUB_TOKEN',
  },
  {
    ...common,
    id: 'connection-setting',
    provider: 'database',
    title: 'Connection string with a password among its settings',
    keywords: ['password', 'pwd'],
    needs: '=',
    // Server=…;Password=…; of ADO.NET and ODBC, host=… password=… of libpq, host:6380,password=…,ssl=True of Redis.
    pattern:
      /(?:[;,][ \t]{0,2}|["'=:>]|(?:host|user|dbname|port|sslmode|hostaddr)=[^\s"'`=]{1,80}[ \t](?:[a-z_]{2,20}=[^\s"'`=]{0,80}[ \t]){0,6})(?:password|pwd)[ \t]{0,2}=[ \t]{0,2}(?<secret>[^;,"'`\s<>&\\\0]{3,128})(?![^;,"'`\s<\\])/i,
    checks: ['connection-password'],
    examples: [
      'Server=db.acme.dev;Database=app;User Id=app;Password=<alnum:16>;Encrypt=True',
      'Driver={ODBC Driver 18};Server=tcp:db.acme.dev,1433;Uid=app;Pwd=<alnum:14>',
      'dsn = "host=db.acme.dev user=app password=<alnum:16> dbname=app"',
      'cache.acme.dev:6379,password=<alnum:24>,ssl=True,abortConnect=False',
    ],
    counterexamples: [
      'Server=db.acme.dev;Database=app;User Id=app;Password=password;',
      'Server=db.acme.dev;Database=app;User Id=app;Password=$(DbPassword);',
      'Server=localhost;Database=app;User Id=sa;Password=Passw0rd;',
      'connect(host=host, user=user, password=password_of_the_user)',
    ],
    source: 'https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-string-syntax',
    variable: 'DATABASE_URL',
  },
  {
    ...common,
    id: 'data-source-name',
    provider: 'database',
    title: 'Data source name with a password',
    keywords: ['@tcp(', '@unix(', 'oracle:thin:', 'sqlplus '],
    pattern:
      /(?:(?<![\w.-])[\w.-]{1,40}:(?<!\/\/[\w.-]{1,40}:)|oracle:thin:[\w.-]{1,40}\/|sqlplus (?:-[slSL] ){0,2}[\w.-]{1,40}\/)(?<secret>[^\s"'`<>/\0]{3,100})@(?:tcp\(|unix\(|\/{0,2}[\w.-]{2,80}[:/])/i,
    checks: ['source-name-password'],
    examples: [
      'app:<alnum:16>@tcp(db.acme.dev:3306)/app?parseTime=true',
      'jdbc:oracle:thin:app/<alnum:14>@db.acme.dev:1521:orcl',
      'sqlplus app/<alnum:14>@db.acme.dev:1521/orcl',
    ],
    counterexamples: [
      'user:password@tcp(localhost:3306)/app',
      'root:$DB_PASSWORD@tcp(db:3306)/',
      'sqlplus / as sysdba',
    ],
    source: 'https://github.com/go-sql-driver/mysql#dsn-data-source-name',
    variable: 'DATABASE_URL',
  },
] satisfies Rule[]
