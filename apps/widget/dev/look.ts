import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { startFakeServer } from './fake-server.ts'

/** Pictures of the chat in every state that a shopper meets, into `screenshots/widget`: wide and narrow, light and dark. */
const folder = join(import.meta.dirname, '../../../screenshots/widget')
mkdirSync(folder, { recursive: true })

type Step = (page: Page) => Promise<void>
const words =
  (...texts: string[]): Step =>
  async (page) => {
    for (const text of texts) {
      await page.locator('textarea').fill(text)
      await page.locator('textarea').press('Enter')
      await page.waitForTimeout(350)
    }
  }

const scenes: Record<string, Step> = {
  empty: async () => {},
  carousel: words('Har ni någon varm pläd?'),
  cart: words('Visa min varukorg'),
  choices: words('leverans'),
  proposal: words('ombud'),
  order: words('beställ'),
  article: words('retur'),
  finnish: words('suomi', 'Tämä on pitkähkö viesti, jossa on epäjärjestelmällistyttämättömyydellänsäkäänköhän', 'html'),
  agent: async (page) => {
    await words('Hej', 'Jag vill prata med en människa.')(page)
    await words('Tack! Vilken är varmast?')(page)
  },
  form: async (page) => {
    await words('kassan')(page)
    await page.locator('input[name=email]').fill('anna@torget')
    await page.locator('form.card button').click()
  },
  waiting: async (page) => {
    await words('Hej')(page)
    fake.refuseNext = 'Det gick lite fort. Vänta en minut.'
    await words('Ännu en fråga')(page)
    fake.delayMs = 3000
    await words('Har ni något varmt?')(page)
    await page.waitForTimeout(500)
    fake.delayMs = 0
  },
  cut: async (page) => {
    await words('Hej')(page)
    fake.cut()
    await words('Kommer det här fram?')(page)
    await page.waitForTimeout(900)
    fake.mend()
  },
  hungarian: words('kassan', 'ombud', 'beställ'),
  icelandic: words('pläd', 'visa varukorg'),
  accent: words('ombud', 'leverans'),
  menu: async (page) => {
    await words('Hej')(page)
    await page.locator('header button').first().click()
  },
}

const queries: Record<string, string> = {
  finnish: '?language=fi',
  hungarian: '?language=hu',
  icelandic: '?language=is',
  accent: '?accent=%23ffd400&position=left',
}
const only = process.argv[2]?.split(',')
const fake = await startFakeServer()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox'],
})
const sizes: Record<string, BrowserContextOptions> = {
  1440: { viewport: { width: 1440, height: 900 } },
  390: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
}
for (const [name, scene] of Object.entries(scenes)) {
  if (only && !only.includes(name)) continue
  for (const [size, options] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ ...options, colorScheme })
      const page = await context.newPage()
      page.on('pageerror', (error) => console.error(name, error.message))
      await page.goto(`${fake.address}/${queries[name] ?? ''}`)
      await page.locator('#launcher').click()
      await page.locator('.start').waitFor()
      await scene(page)
      await page.waitForTimeout(400)
      const left = name === 'accent' ? 0 : 1000
      const clip = size === '1440' ? { x: left, y: 100, width: 440, height: 800 } : undefined
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`), clip })
      await context.close()
    }
  }
}
await browser.close()
await fake.close()
