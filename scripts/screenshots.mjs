// Writes docs/images/report-*.png: the HTML report of real scans of made-up histories, as a browser shows it.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { importBundled } from './bundled.mjs'

const PROJECT = resolve(import.meta.dirname, '..')
const KEYHOOK = join(PROJECT, 'dist/keyhook.cjs')
const IMAGES = join(PROJECT, 'docs/images')
const DAY = 86_400_000
const UNTIL = Date.parse('2026-06-30')

const SMALL = { secrets: 64, perCommit: 2, from: UNTIL - 900 * DAY, until: UNTIL, pushed: 0.8, kept: 0.4 }
const LARGE = { secrets: 10_000, perCommit: 5, from: UNTIL - 2900 * DAY, until: UNTIL, pushed: 0.9, kept: 0.05 }
const DESK = { width: 1180, height: 1500 }
const PHONE = { width: 390, height: 1400 }

const { writeLeakyHistory } = await importBundled('test/support/leaky-history.ts')
const { findBrowser } = await importBundled('test/support/browser.ts')
const { chromium } = await import('playwright-core')

const executablePath = findBrowser()
if (executablePath === null) throw new Error('No browser is installed: apt-get install chromium')

const root = realpathSync(mkdtempSync(join(tmpdir(), 'keyhook-screenshots-')))
try {
  const small = reportOf('acme-assistant', SMALL)
  const large = reportOf('acme-platform', LARGE)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  await shoot(browser, 'light', small, { viewport: DESK, colorScheme: 'light' })
  await shoot(browser, 'dark', small, { viewport: DESK, colorScheme: 'dark' })
  await shoot(browser, 'phone', small, { viewport: PHONE, colorScheme: 'light' })
  await shoot(
    browser,
    'finding',
    small,
    { viewport: { width: 1180, height: 900 }, colorScheme: 'light' },
    async page => {
      await page.getByRole('searchbox').fill('stripe')
      await page.locator('summary').first().click()
      await page.locator('#findings').scrollIntoViewIfNeeded()
      await page.evaluate(() => document.getElementById('findings').scrollIntoView())
    },
  )
  await shoot(browser, '10000', large, { viewport: DESK, colorScheme: 'light' })
  await browser.close()
} finally {
  rmSync(root, { recursive: true, force: true })
}

/** Scans a made-up history, and returns the address of its report. */
function reportOf(name, history) {
  const directory = join(root, name)
  const page = join(root, `${name}.html`)
  const env = { PATH: process.env.PATH, HOME: root, GIT_CONFIG_NOSYSTEM: '1', npm_config_offline: 'true' }
  writeLeakyHistory(directory, env, history)
  // As where the package is installed: the report then names "npx keyhook".
  mkdirSync(join(directory, 'node_modules/keyhook'), { recursive: true })
  spawnSync('sh', ['-c', 'echo {} > node_modules/keyhook/package.json'], { cwd: directory })
  const { status, stderr } = spawnSync(
    process.execPath,
    [KEYHOOK, 'scan', '--history', '--format', 'html', '--output', page],
    {
      cwd: directory,
      env,
      encoding: 'utf8',
    },
  )
  if (status !== 1) throw new Error(`The scan ended with ${status}.\n${stderr}`)
  return pathToFileURL(page).href
}

async function shoot(browser, name, address, options, prepare = async () => {}) {
  const page = await browser.newPage({ ...options, reducedMotion: 'reduce' })
  await page.goto(address)
  await prepare(page)
  mkdirSync(IMAGES, { recursive: true })
  const path = join(IMAGES, `report-${name}.png`)
  await page.screenshot({ path })
  await page.close()
  shrink(path)
  console.log(`${path} is written, ${Math.round(statSync(path).size / 1024)} KB.`)
}

/** Fewer colours make a picture a third of the size; nobody sees the difference. */
function shrink(path) {
  const { error } = spawnSync('pngquant', ['--force', '--strip', '--speed', '1', '--output', path, path])
  if (error !== undefined) console.log('It stays as large as it is: pngquant is not installed.')
}
