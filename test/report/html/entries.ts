import { type Entry, pack, type Report, type Subject, unpack } from '../../../src/report/html/packed.ts'
import { finding, verdict } from '../verdicts.ts'

export const SUBJECT: Subject = {
  name: 'acme',
  command: 'npx keyhook',
  allowable: true,
  made: '2026-01-02T03:04:05.000Z',
}

export function entry(fields: Partial<Entry>): Entry {
  const [made] = unpack(pack(verdict({ findings: [finding()] }), SUBJECT)).entries
  if (made === undefined) throw new Error('nothing was packed')
  return { ...made, ...fields }
}

export function reportOf(entries: readonly Entry[]): Report {
  return { subject: SUBJECT, stats: { files: 1, lines: 3, bytes: 120, ms: 4 }, notes: [], complete: true, entries }
}
