import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { demoLogin } from '../../../apps/server/src/compose/seed.ts'
import { type DemoShop, openDemoShop } from '../demo-shop.ts'
import { openCallBrowser, openCallContext } from './call-browser.ts'
import { openUdpWire, type UdpWire } from './udp-wire.ts'

const root = join(import.meta.dirname, '../../..')
const built = ['apps/widget/dist/loader.js', 'apps/console/dist/index.html', 'apps/storefront/dist/server.js']

export interface CallScene {
  shop: DemoShop
  wire: UdpWire
  /** A shopper at a page of the shop, with the chat open. */
  shopper(path: string, straight?: boolean): Promise<Page>
  /** Somebody at the desk. */
  agent(straight?: boolean): Promise<Page>
  close(): Promise<void>
}

/** The demo shop on the real server, the built widget and console, and two browsers that can see and hear. */
export async function openCallScene(): Promise<CallScene> {
  if (built.some((file) => !existsSync(join(root, file))))
    execFileSync(process.execPath, ['tools/build.ts'], { cwd: root })
  const [shop, browser] = await Promise.all([openDemoShop(), openCallBrowser()])
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

async function openShopper(browser: Browser, shop: DemoShop, path: string, wire: UdpWire | null): Promise<Page> {
  const context = await openCallContext(browser, wire)
  const page = await context.newPage()
  await page.goto(`${shop.url}${path}`)
  await page.locator('#launcher').click()
  await page.locator('#panel').waitFor()
  return page
}

async function openAgent(browser: Browser, shop: DemoShop, wire: UdpWire | null): Promise<Page> {
  const context = await openCallContext(browser, wire)
  const page = await context.newPage()
  await page.goto(`${shop.url}/console/`)
  await page.getByLabel('E-mail').fill(demoLogin.email)
  await page.getByLabel('Password', { exact: true }).fill(demoLogin.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  return page
}
