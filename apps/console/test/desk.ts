import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { createBuilder } from 'vite'
import { type FakeServer, startFakeServer } from '../dev/fake-server.ts'

/** A desk to work at: the built console in a real browser, against a server that keeps everything in memory. */
export interface Desk {
  server: FakeServer
  /** A new browser window, at the sign-in page. */
  open(options?: BrowserContextOptions): Promise<Page>
  /** A new window, signed in, at a page of the console. */
  enter(path?: string, options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

export async function openDesk(chromiumPath: string): Promise<Desk> {
  await buildOnce()
  const server = await startFakeServer()
  const browser = await launch(chromiumPath)
  const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(`${server.address}/console/`)
    return page
  }
  return {
    server,
    open,
    enter: async (path = '/inbox', options) => {
      const page = await open(options)
      await page.getByRole('button', { name: 'Use the demo login' }).click()
      await page.getByRole('navigation', { name: 'Main' }).waitFor()
      if (path !== '/inbox') await page.goto(`${server.address}/console${path}`)
      return page
    },
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}

function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage'] })
}

/** `npm test` builds beforehand; a single file may be run without. */
async function buildOnce(): Promise<void> {
  const root = join(import.meta.dirname, '..')
  if (existsSync(join(root, 'dist/index.html'))) return
  const builder = await createBuilder({ root, logLevel: 'warn' }, null)
  await builder.buildApp()
}
