import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** The path of a browser that speaks Chromium's protocol: KEYHOOK_BROWSER, or the first on PATH; null where there is none. */
export function findBrowser(): string | null {
  const given = process.env['KEYHOOK_BROWSER']
  if (given !== undefined && given !== '') return given
  const directories = (process.env['PATH'] ?? '').split(delimiter).filter(directory => directory !== '')
  const candidates = NAMES.flatMap(name => directories.map(directory => join(directory, name)))
  return candidates.find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
