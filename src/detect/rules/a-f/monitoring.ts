import type { Rule } from '../../../types.ts'
import { RULES_PAGE } from '../help.ts'
import { assigned } from '../token.ts'
import { betterleaks, gittensory, kingfisher } from './sources.ts'

const common = { severity: 'high', checks: ['not-placeholder', 'not-words'], help: RULES_PAGE } as const

/** Logs, measurements, feature flags. */
export const monitoring = [
  {
    ...common,
    id: 'axiom-token',
    provider: 'Axiom',
    title: 'Axiom token',
    keywords: ['xaat-', 'xapt-'],
    pattern:
      /(?<![A-Za-z0-9]{2})(?<secret>xa[ap]t-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\w-])/,
    examples: [
      'AXIOM_TOKEN=xaat-<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>',
      'xapt-<hex:8>-<hex:4>-<hex:4>-<hex:4>-<hex:12>',
    ],
    counterexamples: ['xaat-<hex:8>', 'xaat-00000000-0000-0000-0000-000000000000', 'xaat-your-api-token-goes-here'],
    help: 'https://app.axiom.co/settings/api-tokens',
    source: gittensory,
    variable: 'AXIOM_TOKEN',
  },
  {
    ...common,
    id: 'datadog-key',
    provider: 'Datadog',
    title: 'Datadog API or application key',
    keywords: ['datadog', 'dd_api', 'dd-api', 'dd_app', 'dd-app', 'ddApiKey'],
    // Client tokens stand in pages.
    pattern: assigned(
      '(?:datadog|(?<![a-z])dd[_-]?(?=app|api))(?![^\\n=:]{0,30}(?:client|rum))',
      '[0-9a-z]{32}(?:[0-9a-z]{8})?',
    ),
    checks: ['random'],
    examples: ['DD_API_KEY=<hex:32>', 'DATADOG_APP_KEY="<hex:40>"', 'DD-APPLICATION-KEY: <hex:40>'],
    counterexamples: [
      'DATADOG_CLIENT_TOKEN=pub<hex:32>',
      'DD_API_KEY=<hex:20>',
      'DD_API_KEY=<x:32>',
      'ADD_API_KEY=<hex:32>',
    ],
    help: 'https://app.datadoghq.com/organization-settings/api-keys',
    source: kingfisher,
    variable: 'DD_API_KEY',
  },
  {
    ...common,
    id: 'devcycle-server-key',
    provider: 'DevCycle',
    title: 'DevCycle server SDK key',
    severity: 'medium',
    keywords: ['dvc_server_'],
    pattern: /(?<![A-Za-z0-9]{2})(?<secret>dvc_server_[A-Za-z0-9_]{8,60})(?![A-Za-z0-9_])/,
    examples: ['DEVCYCLE_SERVER_SDK_KEY=dvc_server_<alnum:24>', 'dvc_server_<alnum:32>'],
    counterexamples: ['dvc_server_short', 'dvc_server_<x:24>', 'dvc_client_<alnum:24>', 'dvc_mobile_<alnum:24>'],
    source: betterleaks,
    variable: 'DEVCYCLE_SERVER_SDK_KEY',
  },
  {
    ...common,
    id: 'dynatrace-token',
    provider: 'Dynatrace',
    title: 'Dynatrace token',
    keywords: ['dt0'],
    pattern: /(?<![A-Za-z0-9]{2})(?<secret>dt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64})(?![A-Za-z0-9])/,
    examples: ['DT_API_TOKEN=dt0c01.<base32:24>.<base32:64>', 'dt0s16.<base32:24>.<base32:64>'],
    counterexamples: ['dt0c01.<base32:24>', 'dt0c01.<A:24>.<A:64>'],
    source: kingfisher,
  },
] satisfies Rule[]
