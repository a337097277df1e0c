import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { type Built, buildStorefront } from '../dev/build-storefront.ts'
import { altered } from '../dev/fake-catalogue.ts'
import { type FakeServer, startFakeServer } from '../dev/fake-server.ts'

/** Someone in the made-up shop; everything anew for each test. */
export interface Scene {
  server: FakeServer
  context: BrowserContext
  page: Page
  /** What the page complained about. */
  faults: string[]
  open(path: string): Promise<Page>
}

export function stageScene(findBrowser: () => Promise<string>, options: BrowserContextOptions = {}): Scene {
  let browser: Browser | undefined
  let built: Built | undefined
  let current: Scene | undefined
  const staged = () => {
    if (!current) throw new Error('The scene is set for each test.')
    return current
  }
  beforeAll(async () => {
    built = await buildStorefront()
    browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--headless=new', '--no-sandbox'] })
  })
  beforeEach(async () => {
    if (!browser) throw new Error('There is no browser.')
    altered.names.clear()
    altered.stock.clear()
    const server = await startFakeServer(0, built)
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      locale: 'en-GB',
      ...options,
    })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    current = {
      server,
      context,
      page,
      faults,
      open: async (path) => {
        await page.goto(server.address + path)
        return page
      },
    }
  })
  afterEach(async () => {
    await current?.context.close()
    await current?.server.close()
  })
  afterAll(async () => {
    await browser?.close()
    await built?.remove()
  })
  return {
    get server() {
      return staged().server
    },
    get context() {
      return staged().context
    },
    get page() {
      return staged().page
    },
    get faults() {
      return staged().faults
    },
    open: (path) => staged().open(path),
  }
}

/** Fills the whole checkout as Anna would. */
export async function fillCheckout(page: Page): Promise<void> {
  await page.getByLabel('E-mail').fill('anna@example.com')
  await page.getByLabel('Name').fill('Anna Ek')
  await page.getByLabel('Street and number').fill('Storgatan 1')
  await page.getByLabel('Postcode').fill('116 46')
  await page.getByLabel('Town').fill('Stockholm')
  await page.getByRole('radio', { name: 'Furniture delivery' }).check()
  await page.getByRole('radio', { name: 'Faktura' }).check()
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on the page, by rule, with the place. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document)
    return violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    )
  })
}

declare global {
  interface Window {
    axe: {
      run(where: Document): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>
    }
  }
}
