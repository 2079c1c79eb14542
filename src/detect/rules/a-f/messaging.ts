import type { Rule } from '../../../types.ts'
import { RULES_PAGE } from '../help.ts'
import { behindSign, beside } from '../token.ts'
import { betterleaks, kingfisher, noseyparker, osvScalibr, titus, trufflehog } from './sources.ts'

const discord = {
  provider: 'Discord',
  severity: 'high',
  checks: ['not-placeholder'],
  help: 'https://discord.com/developers/applications',
} as const

/** Mail, chat, notifications, devices. */
export const messaging = [
  {
    id: 'blynk-client-secret',
    provider: 'Blynk',
    title: 'Blynk OAuth client secret',
    severity: 'high',
    keywords: ['oa2-client-id_'],
    pattern: /oa2-client-id_[\w-]{32}(?::|["']?&client_secret=)(?<secret>[\w-]{30,60})/,
    checks: ['not-placeholder', 'not-words'],
    examples: [
      'curl -u oa2-client-id_my-application-of-thirty-two-abc:<b64url:40>',
      'client_id=oa2-client-id_my-application-of-thirty-two-abc&client_secret=<b64url:40>',
    ],
    counterexamples: [
      'client_id=oa2-client-id_<b64url:32>',
      'oa2-client-id_my-application-of-thirty-two-abc:<x:40>',
      'oa2-client-id_my-application-of-thirty-two-abc:<b64url:8>',
    ],
    help: RULES_PAGE,
    source: noseyparker,
  },
  {
    id: 'brevo-api-key',
    provider: 'Brevo',
    title: 'Brevo API key',
    severity: 'high',
    keywords: ['xkeysib-'],
    pattern: /(?<![A-Za-z0-9]{2})(?<secret>xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16})(?![A-Za-z0-9])/,
    checks: ['not-placeholder'],
    examples: ['BREVO_API_KEY=xkeysib-<hex:64>-<alnum:16>'],
    counterexamples: ['xkeysib-<hex:20>', 'xkeysib-<a:64>-<a:16>'],
    help: 'https://app.brevo.com/settings/keys/api',
    source: betterleaks,
    variable: 'BREVO_API_KEY',
  },
  {
    id: 'courier-api-key',
    provider: 'Courier',
    title: 'Courier API key',
    severity: 'high',
    keywords: ['courier'],
    // Secret, whatever its opening says.
    pattern: beside('courier', 'pk_[a-z]{3,20}_[A-Z0-9]{28}'),
    checks: ['not-placeholder', 'not-words'],
    examples: ['COURIER_AUTH_TOKEN=pk_prod_<base32:28>', 'courier_key: pk_test_<alnum:28>'],
    counterexamples: ['pk_prod_<base32:28>', 'courier pk_prod_<X:28>'],
    help: RULES_PAGE,
    source: trufflehog,
  },
  {
    ...discord,
    id: 'discord-bot-token',
    title: 'Discord bot token',
    // The form has no opening; its first part is the bot's number in base64, which the check asks for.
    keywords: [
      'discord',
      'bot_token',
      'bottoken',
      'client.login(',
      'bot.login(',
      'bot.run(',
      'client.run(',
      'authorization: bot ',
    ],
    pattern:
      /(?:discord|bot_?token|(?:client|bot)\.(?:login|run)\(|authorization: bot )[^\n]{0,80}?(?:(?<![\w.-])|(?<=:-))(?<secret>[\w][\w-]{22,27}\.[\w-]{6,7}\.[\w-]{27,45})(?![\w-]|\.[\w-])/i,
    checks: ['discord-bot'],
    examples: [
      'DISCORD_TOKEN=MTIzNDU2Nzg5MDEyMzQ1Njc4.<b64url:6>.<b64url:38>',
      'client.login("MTIzNDU2Nzg5MDEyMzQ1Njc4.<b64url:6>.<b64url:27>")',
      'Authorization: Bot MTIzNDU2Nzg5MDEyMzQ1Njc4.<b64url:6>.<b64url:27>',
    ],
    counterexamples: [
      'DISCORD_TOKEN=<b64url:24>.<b64url:6>.<b64url:27>',
      'DISCORD_TOKEN=MTIzNDU2Nzg5MDEyMzQ1Njc4.<x:6>.<x:38>',
      'hash=MTIzNDU2Nzg5MDEyMzQ1Njc4.<b64url:6>.<b64url:38>',
    ],
    source: trufflehog,
    variable: 'DISCORD_TOKEN',
  },
  {
    ...discord,
    id: 'discord-webhook',
    title: 'Discord webhook URL',
    severity: 'medium',
    keywords: ['discord.com/api/', 'discordapp.com/api/'],
    pattern: /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{16,21}\/(?<secret>[\w-]{60,80})/,
    examples: [
      'https://discord.com/api/webhooks/123456789012345678/<b64url:68>',
      'https://discordapp.com/api/webhooks/123456789012345678/<b64url:68>',
    ],
    counterexamples: [
      'https://discord.com/api/webhooks/',
      'https://discord.com/api/webhooks/123456789012345678/<x:68>',
    ],
    source: trufflehog,
  },
  {
    ...discord,
    id: 'discord-user-token',
    title: 'Discord user token',
    keywords: ['discord'],
    pattern: beside('discord', 'mfa\\.[\\w-]{20,100}'),
    checks: ['not-placeholder', 'not-words'],
    examples: ['discord_token = "mfa.<b64url:84>"'],
    counterexamples: ['mfa.<b64url:84>', 'discord mfa.<x:84>', 'discord mfa.<b64url:6>'],
    source: osvScalibr,
  },
  {
    id: 'firebase-server-key',
    provider: 'Firebase',
    title: 'Firebase Cloud Messaging server key',
    severity: 'high',
    // The tokens of devices have the same middle and another opening.
    keywords: [':APA91b', ...behindSign('AAAA')],
    pattern:
      /(?:["'`=: >(]|(?=AAAA[\w-]{7}:APA))(?:(?<![\w-])|(?<=\\[nrt]|%[0-9A-F]{2}|:-))(?<secret>AAAA[\w-]{7}:[\w-]{140})(?![\w-])/,
    checks: ['random'],
    examples: ['Authorization: key=AAAA<b64url:7>:APA91b<b64url:134>'],
    counterexamples: ['<b64url:22>:APA91b<b64url:134>', 'AAAA<b64url:7>:APA91b<b64url:20>'],
    help: 'https://console.cloud.google.com/apis/credentials',
    source: titus,
  },
  {
    id: 'close-api-key',
    provider: 'Close',
    title: 'Close API key',
    severity: 'high',
    keywords: [
      'close_api',
      'close-api',
      'closeapi',
      'closecrm',
      'close_crm',
      'closeio',
      'close_io',
      'close_key',
      'api.close.com',
    ],
    pattern: beside('(?:api\\.)?close', 'api_[A-Za-z0-9]{20,24}\\.[A-Za-z0-9]{20,24}'),
    checks: ['not-placeholder', 'not-words'],
    examples: [
      'CLOSE_API_KEY=api_<alnum:22>.<alnum:22>',
      'curl https://api.close.com/api/v1/me/ -u api_<alnum:22>.<alnum:22>:',
    ],
    counterexamples: ['api_<alnum:22>.<alnum:22>', 'CLOSE_API_KEY=api_<x:22>.<x:22>'],
    help: RULES_PAGE,
    source: kingfisher,
  },
] satisfies Rule[]
