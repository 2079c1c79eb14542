const EXAMPLE = /example|sample|template|dist|defaults/i

/** Whether a file is one that holds a machine's own values, and is to leave git altogether. */
export function isEnvironmentFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return /^\.env($|\.)/.test(name) && !EXAMPLE.test(name)
}
