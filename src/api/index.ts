export { type ErrorCode, KeyhookError } from '../errors.ts'
export type { ScanOptions } from './options.ts'
export type { Confidence, Finding, ScanResult, Severity, Stats, Suppressed } from './result.ts'
export { scan } from './scan.ts'
