import type { Finding, Suppressed, Verdict } from '../types.ts'
import { isRooted, uriOf } from './artifact-uri.ts'
import { levelOf } from './levels.ts'
import { descriptorOf, type KnownRules } from './sarif-rules.ts'
import { printableJson } from './terminal.ts'

export interface SarifOptions {
  /** keyhook's own. */
  readonly version: string
  readonly rules: KnownRules
  /** Whether what is suppressed is left out: GitHub, for one, would show it as open. */
  readonly quiet: boolean
}

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'
const HOME = 'https://www.npmjs.com/package/keyhook'

/**
 * The report as SARIF 2.1.0: one run, a result a line, of the rules only those that found something. What SARIF has no place for is in `properties`, so that
 * `keyhook merge` can read all of it back.
 *
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
 */
export function renderSarif(verdict: Verdict, { version, rules, quiet }: SarifOptions): string {
  const shown = [...verdict.findings, ...(quiet ? [] : verdict.suppressed)]
  const first = new Map<string, Finding>()
  for (const finding of shown) if (!first.has(finding.rule)) first.set(finding.rule, finding)
  const indexes = new Map([...first.keys()].map((id, index) => [id, index]))
  const descriptors = [...first.values()].map(finding => descriptorOf(finding, rules))
  const results = shown.map(finding => resultOf(finding, indexes.get(finding.rule) ?? 0, verdict.shard !== undefined))
  const driver = { name: 'keyhook', version, semanticVersion: version, informationUri: HOME }
  return [
    `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[{\n`,
    ` "tool":{"driver":{${line(driver).slice(1, -1)},"rules":${list(descriptors)}}},\n`,
    ` "columnKind":"utf16CodeUnits",\n`,
    ` "invocations":[${line(invocationOf(verdict))}],\n`,
    ` "properties":${line(propertiesOf(verdict))},\n`,
    ` "results":${list(results)}}]}\n`,
  ].join('')
}

/** What a result's message ends with, since code hosts show little else of it. */
export function whereabouts({ fingerprint, commit }: Pick<Finding, 'fingerprint' | 'commit'>): string {
  return ` Fingerprint ${fingerprint}${commit === null ? '' : `, in commit ${commit}`}.`
}

function invocationOf({ complete, notes }: Verdict): object {
  return {
    executionSuccessful: complete !== false,
    toolExecutionNotifications: notes.map(text => ({ level: 'note', message: { text } })),
  }
}

function propertiesOf({ stats: { files, lines, bytes, ms }, shard }: Verdict): object {
  return { stats: { files, lines, bytes, ms }, ...(shard === undefined ? {} : { shard }) }
}

function resultOf(finding: Finding | Suppressed, ruleIndex: number, placed: boolean): object {
  const { rule, path, fingerprint, message } = finding
  return {
    ruleId: rule,
    ruleIndex,
    level: levelOf(finding),
    message: { text: message + whereabouts(finding) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(path), ...(isRooted(path) ? {} : { uriBaseId: '%SRCROOT%' }) },
          ...regionOf(finding),
        },
      },
    ],
    // By rule and value alone: the same wherever the key moves. The second one is what GitHub knows an alert by, in each file.
    partialFingerprints: { 'keyhook/v1': fingerprint, primaryLocationLineHash: `${fingerprint}:1` },
    suppressions: 'by' in finding ? [suppressionOf(finding)] : [],
    properties: {
      ...factsOf(finding),
      ...(placed && finding.position !== undefined ? { position: finding.position } : {}),
    },
  }
}

/** A name is no region of its file. */
function regionOf({ line, column, endColumn }: Finding): object {
  return line === 0 ? {} : { region: { startLine: line, startColumn: column, endColumn } }
}

function suppressionOf({ by, reason }: Suppressed): object {
  return {
    kind: by === 'inline' ? 'inSource' : 'external',
    status: 'accepted',
    justification: reason,
    properties: { by },
  }
}

function factsOf(finding: Finding): object {
  const { provider, severity, confidence, blocking, preview, commit, help, line, column, endColumn } = finding
  const { date, inHead, pushed } = finding
  return {
    provider,
    severity,
    confidence,
    blocking,
    preview,
    commit,
    help,
    ...(line === 0 ? { column, endColumn } : {}),
    ...(date === undefined ? {} : { date }),
    ...(inHead === undefined ? {} : { inHead }),
    ...(pushed === undefined ? {} : { pushed }),
  }
}

function line(value: object): string {
  return printableJson(JSON.stringify(value))
}

function list(values: readonly object[]): string {
  return values.length === 0 ? '[]' : `[\n  ${values.map(line).join(',\n  ')}]`
}
