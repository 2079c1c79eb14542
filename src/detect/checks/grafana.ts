import type { Check } from './candidate.ts'
import { crc32 } from './checksum.ts'

/** A CRC-32 in hex, its bytes in reverse. */
function reversedSum(text: string): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(crc32(text))
  return bytes.toString('hex')
}

/**
 * Service account tokens end in the CRC-32 of all before it. One that matches is proof;
 * one that does not is no proof of the contrary, since the form alone is unmistakable.
 * https://github.com/grafana/grafana/blob/main/pkg/components/satokengen/tokengen.go
 */
export const grafanaChecksum: Check = ({ value }) => {
  const end = value.lastIndexOf('_')
  return reversedSum(value.slice(0, end)) === value.slice(end + 1).toLowerCase() ? 'critical' : 'keep'
}
