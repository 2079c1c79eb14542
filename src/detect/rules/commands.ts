import type { Rule } from '../../types.ts'

const common = {
  guessable: true,
  help: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  source: 'https://cwe.mitre.org/data/definitions/214.html',
} as const

/** What is typed on a command line, and ends up in scripts, Dockerfiles and manuals. */
export const commands = [
  {
    ...common,
    id: 'command-user',
    provider: 'basic authentication',
    title: 'User and password of a command',
    severity: 'high',
    keywords: [' -u', '--user', '--proxy-user'],
    pattern:
      /(?: -u[ \t]{0,3}|--(?:proxy-)?user[ \t=]{1,3})\\?["']?[^\s:"'`/\\]{0,80}["']?:["']?(?<secret>[^\s"'`\\\0]{4,128})/,
    checks: ['user-password'],
    examples: [
      'curl -u deploy:<hex:24> https://api.acme.dev/v1/me',
      "curl -s --user 'api:<hex:16>' \\",
      'curl --user "j.smith:<alnum:12>#4J" https://api.acme.dev',
      'curl -u :<hex:24> https://api.acme.dev',
    ],
    counterexamples: [
      'curl -u user:password https://api.acme.dev',
      'curl -u "$USER:$PASSWORD" https://api.acme.dev',
      'docker run -u 1000:1000 acme/app',
      'docker run --user app:appgroup acme/app',
    ],
    source: 'https://curl.se/docs/manpage.html#-u',
    variable: 'API_PASSWORD',
  },
  {
    ...common,
    id: 'command-password',
    provider: 'generic',
    title: 'Password of a command',
    severity: 'medium',
    keywords: [
      'mysql',
      'mariadb',
      'sshpass',
      'login',
      'redis-cli',
      'psexec',
      'ldapsearch',
      'ldapmodify',
      'smbclient',
      'openssl',
      'htpasswd',
      'mongo',
    ],
    pattern:
      /(?:\b(?:mysql|mariadb)[\w-]{0,12}(?:\.exe)?[ \t](?:[^\n|;&]{0,200}[ \t])?-p|\bsshpass[ \t](?:-v[ \t])?-p[ \t]{0,2}|\b(?:docker|podman|nerdctl|buildah|skopeo|crane|oras|helm registry|az(?: acr)?|oc|cf|skaffold)[ \t]login[ \t][^\n|;&]{0,200}?-p[ \t]{1,2}|\bredis-cli[ \t][^\n|;&]{0,200}?-a[ \t]{1,2}|\bmongo(?:sh|dump|restore|import|export)?[ \t][^\n|;&]{0,200}?-p[ \t]{0,2}|\bpsexec(?:64)?(?:\.exe)?[ \t][^\n|;&]{0,200}?-p[ \t]{1,2}|\bldap(?:search|modify|add|passwd|whoami)[ \t][^\n|;&]{0,200}?-w[ \t]{1,2}|\bsmbclient[ \t][^\n|;&]{0,200}?-U[ \t]?['"]?[\w.\\-]{1,60}%|\bopenssl[ \t][^\n|;&]{0,200}?-pass(?:in|out)?[ \t]['"]?pass:|\bhtpasswd[ \t]-[a-zA-Z]{1,8}[ \t](?:[\w./-]{1,80}[ \t])?[\w.-]{1,60}[ \t])["']?(?<secret>[^\s"'`\\|;\0]{6,128})/,
    checks: ['command-password'],
    examples: [
      'mysql -h db.acme.dev -u app -p<hex:16> app',
      'mysqldump -uapp -p"<hex:16>" app > dump.sql',
      'sshpass -p <hex:14> ssh deploy@acme.dev',
      "sshpass -p '<hex:14>' scp a deploy@acme.dev:",
      'docker login -u deploy -p <hex:24> registry.acme.dev',
      'redis-cli -h cache.acme.dev -a <hex:24> ping',
      'openssl rsa -in key.pem -passin pass:<hex:14> -out out.pem',
    ],
    counterexamples: [
      'mysql -u root -p app',
      'mysql -uroot -p$MYSQL_PASSWORD app',
      'mysql -uroot -proot app',
      'sshpass -p "$PASS" ssh deploy@acme.dev',
      'docker login -u "$USER" -p "$TOKEN"',
      'docker login -u user -p password',
      'please login with -p and your password',
    ],
    variable: 'PASSWORD',
  },
  {
    ...common,
    id: 'command-option',
    provider: 'generic',
    title: 'Secret as an option or a variable of a command',
    severity: 'medium',
    keywords: [
      'password',
      'passwd',
      'passphrase',
      'secret',
      'token',
      'api-key',
      'apikey',
      'api_key',
      'pwd',
      'access_key',
      'access-key',
    ],
    // --password value, -Password value, ENV PASSWORD value, set -x PASSWORD value, setx PASSWORD value.
    pattern:
      /(?:[ \t"'`(=,[]--?|(?<![\w-])(?:ENV|ARG|setx|setenv|set[ \t]-[a-zA-Z]{1,4})[ \t]{1,4})[\w.-]{0,40}(?:passw(?:or)?d|passphrase|pwd|secret|token|(?:api|access)[_-]?key)[\w-]{0,24}(?:[ \t]{1,4}|=)\\?["']?(?<secret>[^\s"'`\\|;&<>(){}\0]{8,256})/i,
    checks: ['option-value'],
    examples: [
      'ENV DB_PASSWORD <hex:24>',
      'set -gx API_TOKEN <hex:32>',
      'acme deploy --token <hex:32> --force',
      'wget --user=app --password=<hex:24> https://acme.dev/a.tgz',
      'Connect-Thing -Server db.acme.dev -Password <alnum:9>!<upper:2><lower:4>7',
    ],
    counterexamples: [
      'acme deploy --token $TOKEN',
      'acme deploy --password-stdin /run/secrets/password1',
      'ENV DB_PASSWORD $PASSWORD',
      'see --token for how to authenticate2',
      'ENV SECRET_NAME acme-production-2024',
    ],
    variable: 'PASSWORD',
  },
] satisfies Rule[]
