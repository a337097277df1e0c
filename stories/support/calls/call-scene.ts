import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openTestDatabase } from '../../../apps/server/test/database.ts'
import { startTestParley } from '../../../apps/server/test/parley.ts'
import { anna, furnishShop } from '../furnish.ts'
import { openCallBrowser, openCallContext } from './call-browser.ts'
import { openUdpWire, type UdpWire } from './udp-wire.ts'

const root = join(import.meta.dirname, '../../..')
const built = ['apps/widget/dist/loader.js', 'apps/console/dist/index.html', 'apps/storefront/dist/server.js']

export interface CallScene {
  shop: CallShop
  wire: UdpWire
  /** A shopper at a page of the shop, with the chat open. */
  shopper(path: string, straight?: boolean): Promise<Page>
  /** Somebody at the desk. */
  agent(straight?: boolean): Promise<Page>
  close(): Promise<void>
}

/** A shop on the real server, with the built widget, console and storefront, and two browsers that can see and hear. */
export async function openCallScene(): Promise<CallScene> {
  if (built.some((file) => !existsSync(join(root, file))))
    execFileSync(process.execPath, ['tools/build.ts'], { cwd: root })
  const [shop, browser] = await Promise.all([openShop(), openCallBrowser()])
  const wire = openUdpWire()
  return {
    shop,
    wire,
    shopper: (path, straight = false) => openShopper(browser, shop, path, straight ? null : wire),
    agent: (straight = false) => openAgent(browser, shop, straight ? null : wire),
    async close() {
      await browser.close()
      wire.close()
      await shop.close()
    },
  }
}

interface CallShop {
  url: string
  apiKey: string
  close(): Promise<void>
}

async function openShop(): Promise<CallShop> {
  const database = await openTestDatabase()
  const { apiKey } = await furnishShop(database.serverUrl)
  const parley = await startTestParley({ database })
  return {
    url: parley.url,
    apiKey,
    async close() {
      await parley.stop()
      await database.close()
    },
  }
}

async function openShopper(browser: Browser, shop: CallShop, path: string, wire: UdpWire | null): Promise<Page> {
  const context = await openCallContext(browser, wire)
  const page = await context.newPage()
  await page.goto(`${shop.url}${path}`)
  await page.locator('#launcher').click()
  await page.locator('#panel').waitFor()
  return page
}

async function openAgent(browser: Browser, shop: CallShop, wire: UdpWire | null): Promise<Page> {
  const context = await openCallContext(browser, wire)
  const page = await context.newPage()
  await page.goto(`${shop.url}/console/`)
  await page.getByLabel('E-mail').fill(anna.email)
  await page.getByLabel('Password', { exact: true }).fill(anna.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  return page
}
