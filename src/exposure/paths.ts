const EXAMPLE = /example|sample|template|dist|defaults/i

/** Whether a file is one that holds a machine's own values, and is to leave git altogether. */
export function isEnvironmentFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return /^\.env($|\.)/.test(name) && !EXAMPLE.test(name)
}

/** Whether a path can be typed: not one that was masked, or whose bytes are not UTF-8. */
export function isNameable(path: string): boolean {
  return !/[…\ufffd]/.test(path)
}
