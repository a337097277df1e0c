import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { type FakeServer, startFakeServer } from '../dev/fake-server.ts'

export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** A shop with the chat on its pages and someone in front of it; everything anew for each test. */
export interface Scene {
  server: FakeServer
  context: BrowserContext
  page: Page
  /** What the page complained about. */
  faults: string[]
}

/** `findBrowser` tells where a Chromium is. */
export function stageScene(findBrowser: () => Promise<string>, options: BrowserContextOptions = {}): Scene {
  let browser: Browser | undefined
  let current: Scene | undefined
  const staged = () => {
    if (!current) throw new Error('The scene is set for each test.')
    return current
  }
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--headless=new', '--no-sandbox'] })
  })
  beforeEach(async () => {
    if (!browser) throw new Error('There is no browser.')
    const server = await startFakeServer()
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    })
    const faults: string[] = []
    current = { server, context, faults, page: await openPage({ context, server, faults }) }
  })
  afterEach(async () => {
    await current?.context.close()
    await current?.server.close()
  })
  afterAll(() => browser?.close())
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
  }
}

export async function openPage({ context, server, faults }: Omit<Scene, 'page'>, path = '/'): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(server.address + path)
  return page
}

export async function openChat(page: Page): Promise<void> {
  await page.locator('#launcher').click()
  await page.locator('#panel').waitFor()
}

export async function write(page: Page, text: string): Promise<void> {
  await page.locator('textarea').fill(text)
  await page.locator('textarea').press('Enter')
}

/** The texts of the bubbles in order, each as it is read. */
export function bubbles(page: Page): Promise<string[]> {
  return page.locator('.row .bubble').allInnerTexts()
}

/** For what comes true soon. A machine that is busy with other tests takes its time. */
export function eventually<Value>(read: () => Value | Promise<Value>) {
  return expect.poll(read, { timeout: 20_000 })
}
