import type { Rule } from '../../../types.ts'
import { assigned } from '../token.ts'
import { betterleaks, gittensory, noseyparker, trivy, trufflehog } from './sources.ts'

const common = {
  provider: 'Azure',
  severity: 'critical',
  checks: ['random'],
  help: 'https://portal.azure.com',
} as const

/** Microsoft's own library for the form of its keys. */
const securityUtilities = 'https://github.com/microsoft/security-utilities'

/** Microsoft's cloud: its newer keys carry a mark in their middle. */
export const azure = [
  {
    ...common,
    id: 'azure-client-secret',
    title: 'Azure Entra client secret',
    keywords: ['0Q~', '1Q~', '2Q~', '3Q~', '4Q~', '5Q~', '6Q~', '7Q~', '8Q~', '9Q~'],
    pattern:
      /(?:(?<![\w.~-])|(?<=\\[nrt]|%[0-9A-F]{2}))(?<secret>[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34})(?![\w~-])/,
    beside: {
      called: 'client id',
      partner:
        /(?:client|app(?:lication)?)[_-]?id\\?["']{0,2}[ \t]{0,4}[:=][ \t]{0,4}\\?["']?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i,
      keywords: ['client_id', 'client-id', 'clientid', 'app_id', 'app-id', 'appid'],
      lines: 5,
    },
    checks: ['not-placeholder', 'entra-secret'],
    examples: ['AZURE_CLIENT_SECRET=<alnum:3>8Q~<b64url:34>', '"client_secret": "<alnum:3>7Q~<alnum:31>"'],
    counterexamples: ['<alnum:3>8Q~<alnum:20>', '<alnum:3>8Q~<x:34>', '<alnum:3>8q~<alnum:34>'],
    source: trufflehog,
    variable: 'AZURE_CLIENT_SECRET',
  },
  {
    ...common,
    id: 'azure-storage-key',
    title: 'Azure storage account key',
    keywords: [
      'AccountKey',
      'account_key',
      'account-key',
      'storage_key',
      'storage-key',
      'storageKey',
      'storage_access_key',
      'storageAccessKey',
    ],
    // The emulator's key is public.
    pattern:
      /(?:account|storage|storage_?access)[_-]?key\w{0,4}\\?["'`\]]{0,2}[ \t]{0,8}(?::=|=>|={1,2}|[:,(])[ \t]{0,8}\\?["'`]?(?!Eby8vdM02xNO)(?<secret>[A-Za-z0-9+/]{86}==)/i,
    checks: ['random', 'azure-key'],
    examples: [
      'AccountName=acme;AccountKey=<b64:86>==;EndpointSuffix=core.windows.net',
      'AZURE_STORAGE_KEY=<b64:86>==',
      'AZURE_STORAGE_ACCOUNT_KEY: "<b64:86>=="',
    ],
    counterexamples: [
      'AccountKey=<b64:40>==',
      'AccountKey=<A:86>==',
      'hash=<b64:86>==',
      'AccountKey=Eby8vdM02xNO<b64:74>==',
    ],
    source: betterleaks,
    variable: 'AZURE_STORAGE_CONNECTION_STRING',
  },
  {
    ...common,
    id: 'azure-shared-access-key',
    title: 'Azure connection string with a shared access key',
    severity: 'high',
    keywords: ['SharedAccessKey='],
    pattern: /SharedAccessKey=(?<secret>[A-Za-z0-9+/]{32,100}={0,2})(?![A-Za-z0-9+/=])/,
    checks: ['not-placeholder', 'not-words', 'azure-key'],
    examples: [
      'Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=<b64:43>=',
      'HostName=acme.azure-devices.net;SharedAccessKeyName=owner;SharedAccessKey=<b64:43>=',
    ],
    counterexamples: ['SharedAccessKey=<b64:12>', 'SharedAccessKey=<x:43>=', 'SharedAccessKeyName=<alnum:40>'],
    source: betterleaks,
  },
  {
    ...common,
    id: 'azure-app-configuration',
    title: 'Azure App Configuration connection string',
    severity: 'high',
    keywords: ['.azconfig.io;'],
    pattern: /\.azconfig\.io;Id=[^;\s"']{3,60};Secret=(?<secret>[A-Za-z0-9+/]{35,100}={0,2})/,
    examples: ['Endpoint=https://acme.azconfig.io;Id=ab-l0-s0:one;Secret=<b64:43>='],
    counterexamples: [
      'Endpoint=https://acme.azconfig.io;Id=xxx;Secret=xxx',
      'https://acme.azconfig.io;Id=one;Secret=<x:43>=',
    ],
    source: betterleaks,
  },
  {
    ...common,
    id: 'azure-registry-password',
    title: 'Azure container registry password',
    keywords: ['+ACR'],
    pattern:
      /(?:(?<![A-Za-z0-9+/])|(?<=\\[nrt]|%[0-9A-F]{2}))(?<secret>[A-Za-z0-9+/]{42}\+ACR[A-Za-z0-9+/]{6})(?![A-Za-z0-9+/=])/,
    checks: ['random', 'azure-key'],
    examples: ['docker login acme.azurecr.io -u acme -p <alnum:42>+ACR<alnum:6>'],
    counterexamples: ['<alnum:20>+ACR<alnum:6>', '<x:42>+ACR<x:6>', '<b64:60>+ACR<b64:80>'],
    source: trufflehog,
  },
  {
    ...common,
    id: 'azure-function-key',
    title: 'Azure Functions key',
    keywords: ['AzFu'],
    pattern:
      /(?:(?<![\w-])|(?<=\\[nrt]|%[0-9A-F]{2}))(?<secret>[\w-]{44}AzFu[\w-]{5}[AQgw](?:==|%3[dD]%3[dD]))(?![\w=-])/,
    checks: ['random', 'azure-key'],
    examples: [
      'https://acme.azurewebsites.net/api/run?code=<alnum:44>AzFu<alnum:5>w==',
      '"x-functions-key": "<b64url:44>AzFu<alnum:5>Q=="',
    ],
    counterexamples: ['<alnum:20>AzFu<alnum:5>w==', '<x:44>AzFu<x:5>w==', '<alnum:44>AzFu<alnum:5>w'],
    help: 'https://learn.microsoft.com/azure/azure-functions/function-keys-how-to',
    source: securityUtilities,
    variable: 'AZURE_FUNCTION_KEY',
  },
  {
    ...common,
    id: 'azure-search-key',
    title: 'Azure AI Search key',
    keywords: ['AzSe'],
    pattern:
      /(?:(?<![A-Za-z0-9+/])|(?<=\\[nrt]|%[0-9A-F]{2}))(?<secret>[A-Za-z0-9]{42}AzSe[A-D][A-Za-z0-9]{5})(?![A-Za-z0-9+/=])/,
    checks: ['random', 'azure-key'],
    examples: ['AZURE_SEARCH_API_KEY=<alnum:42>AzSeD<alnum:5>', 'api-key: <alnum:42>AzSeA<alnum:5>'],
    counterexamples: ['<alnum:20>AzSeD<alnum:5>', '<x:42>AzSeD<x:5>', '<alnum:60>AzSeD<alnum:5>'],
    help: 'https://learn.microsoft.com/azure/search/search-security-api-keys',
    source: securityUtilities,
    variable: 'AZURE_SEARCH_API_KEY',
  },
  {
    ...common,
    id: 'azure-ai-key',
    title: 'Azure AI services key',
    severity: 'high',
    keywords: ['JQQJ99'],
    pattern:
      /(?:(?<![A-Za-z0-9+/])|(?<=\\[nrt]|%[0-9A-F]{2}))(?<secret>[A-Za-z0-9+/]{52}JQQJ99[A-Za-z0-9+/]{26})(?![A-Za-z0-9+/=])/,
    checks: ['random', 'azure-annotated-key'],
    examples: ['AZURE_OPENAI_API_KEY=<alnum:52>JQQJ99<alnum:26>'],
    counterexamples: ['<alnum:20>JQQJ99<alnum:26>', '<x:52>JQQJ99<x:26>'],
    source: trivy,
    variable: 'AZURE_OPENAI_API_KEY',
  },
  {
    ...common,
    id: 'azure-openai-key',
    title: 'Azure OpenAI key',
    severity: 'high',
    keywords: ['azure_openai', 'azure-openai', 'azureopenai', 'azure openai', 'openai.azure.com'],
    pattern: assigned('(?:azure[_ -]?openai|openai\\.azure\\.com)', '[0-9a-f]{32}'),
    examples: [
      'AZURE_OPENAI_API_KEY=<hex:32>',
      'azureOpenAIKey: "<hex:32>"',
      'https://a.openai.azure.com/ -H "api-key: <hex:32>"',
    ],
    counterexamples: ['AZURE_OPENAI_API_KEY=<hex:20>', 'AZURE_OPENAI_API_KEY=<0:32>', 'OPENAI_API_KEY=<hex:32>'],
    source: trufflehog,
    variable: 'AZURE_OPENAI_API_KEY',
  },
  {
    ...common,
    id: 'azure-management-git-password',
    title: 'Azure API Management repository password',
    keywords: ['git&20'],
    pattern: /(?<secret>git&20\d{10}&[A-Za-z0-9+/]{86}==)/,
    examples: ['password: git&20<digits:10>&<b64:86>=='],
    counterexamples: ['git&20<digits:10>&<b64:20>', 'git&20<digits:10>&<A:86>=='],
    source: trufflehog,
  },
  {
    ...common,
    id: 'azure-sas-url',
    title: 'Azure storage URL with a signature',
    severity: 'high',
    keywords: ['sv=20'],
    pattern: /[?&;]sv=20\d\d-\d\d-\d\d&[^\s"'`<>]{0,400}?sig=(?<secret>[A-Za-z0-9+/%]{40,90}(?:=|%3[dD]))/,
    reach: 700,
    examples: [
      'https://acme.blob.core.windows.net/a?sv=2022-11-02&ss=b&se=2030-01-01T00%3A00%3A00Z&sig=<b64:43>%3D',
      '"?sp=r&sv=2023-08-03&sr=c&sig=<alnum:43>="',
    ],
    counterexamples: ['?sv=2022-11-02&sig=<b64:10>', '?sv=2022-11-02&sig=<x:43>=', 'https://acme.dev/a?sig=<b64:43>='],
    source: trivy,
  },
  {
    ...common,
    id: 'azure-logic-app-url',
    title: 'Azure Logic App trigger URL',
    severity: 'medium',
    keywords: ['.logic.azure.com'],
    pattern: /\.logic\.azure\.com(?::443)?\/workflows\/[0-9a-f]{32}\/[^\s"'`<>]{1,300}?sig=(?<secret>[\w%-]{20,90})/,
    examples: [
      'https://prod-1.westus.logic.azure.com:443/workflows/0a1b0a1b0a1b0a1b0a1b0a1b0a1b0a1b/triggers/manual/paths/invoke?sv=1.0&sig=<b64url:43>',
    ],
    counterexamples: ['https://prod-1.westus.logic.azure.com/workflows/', 'https://logic.azure.com/?sig=<b64url:43>'],
    source: gittensory,
  },
  {
    ...common,
    id: 'azure-refresh-token',
    title: 'Microsoft Entra refresh token',
    keywords: ['refresh_token', 'refreshToken', '.AgABA'],
    pattern:
      /(?:refresh_?[tT]oken\\?["']?[ \t]{0,4}[:=][ \t]{0,4}\\?["']?)?(?<![\w.-])(?<secret>[01]\.A[\w-]{50,300}\.Ag[\w-]{250,1800})/,
    reach: 2300,
    examples: ['"refresh_token": "0.A<b64url:90>.Ag<b64url:600>"', '1.A<b64url:90>.AgABA<b64url:500>'],
    counterexamples: ['"refresh_token": "0.A<b64url:20>.Ag<b64url:60>"', '0.A<x:90>.AgABA<x:500>'],
    source: trufflehog,
  },
  {
    ...common,
    id: 'azure-redis-password',
    title: 'Azure Redis connection string',
    keywords: ['.redis.cache.windows.net'],
    pattern: /\.redis\.cache\.windows\.net:6380,password=(?<secret>[A-Za-z0-9+/]{40,52}={0,2})/i,
    examples: ['acme.redis.cache.windows.net:6380,password=<b64:43>=,ssl=True'],
    counterexamples: [
      'acme.redis.cache.windows.net:6380,password=<b64:8>',
      'acme.redis.cache.windows.net:6380,password=<x:43>=',
    ],
    source: trufflehog,
  },
  {
    ...common,
    id: 'azure-devops-token',
    provider: 'Azure DevOps',
    title: 'Azure DevOps personal access token',
    keywords: ['AZDO'],
    pattern:
      /(?:(?<![A-Za-z0-9+/])|(?<=\\[nrt]|%[0-9A-F]{2}))(?<secret>[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4,5})(?![A-Za-z0-9+/=])/,
    checks: ['random', 'azure-annotated-key'],
    examples: ['AZURE_DEVOPS_EXT_PAT=<alnum:76>AZDO<alnum:4>', '<alnum:52>JQQJ99<alnum:18>AZDO<alnum:5>'],
    counterexamples: ['<alnum:40>AZDO<alnum:4>', '<x:76>AZDO<x:4>'],
    help: 'https://dev.azure.com',
    source: noseyparker,
    variable: 'AZURE_DEVOPS_EXT_PAT',
  },
] satisfies Rule[]
