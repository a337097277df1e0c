import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openTestDatabase } from '../../apps/server/test/database.ts'
import { startTestParley } from '../../apps/server/test/parley.ts'
import { openCallBrowser } from './calls/call-browser.ts'
import { ensureBuilt } from './ensure-built.ts'
import { anna, furnishShop, type Shelf, stockShelves } from './furnish.ts'

/** A shop on the real server with both sides of its counter: windows of shoppers and of Anna, who can see, hear and speak. */
export interface TwoSides {
  url: string
  apiKey: string
  /** A shopper's window, at a page of the shop. */
  shopper(path: string, options?: BrowserContextOptions): Promise<Page>
  /** Anna's window, signed in, at a page of the console. */
  desk(path: string, options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

export async function openTwoSides(shelves: readonly Shelf[] = []): Promise<TwoSides> {
  ensureBuilt()
  const database = await openTestDatabase()
  const { apiKey } = await furnishShop(database.serverUrl)
  const parley = await startTestParley({ database })
  if (shelves.length > 0) await stockShelves(parley.url, apiKey, shelves)
  const browser = await openCallBrowser()
  return {
    url: parley.url,
    apiKey,
    shopper: async (path, options) => {
      const page = await windowOf(browser, options)
      await page.goto(`${parley.url}${path}`)
      return page
    },
    desk: async (path, options) => {
      const page = await windowOf(browser, options)
      await page.goto(`${parley.url}/console/`)
      await page.getByLabel('E-mail').fill(anna.email)
      await page.getByLabel('Password', { exact: true }).fill(anna.password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('navigation', { name: 'Main' }).waitFor()
      await page.goto(`${parley.url}/console${path}`)
      return page
    },
    close: async () => {
      await browser.close()
      await parley.stop()
      await database.close()
    },
  }
}

async function windowOf(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...options,
  })
  const page = await context.newPage()
  // The machine may be busy with other tests.
  page.setDefaultTimeout(25_000)
  return page
}
