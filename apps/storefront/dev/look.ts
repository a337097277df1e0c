import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { torget } from './fake-catalogue.ts'
import { startFakeServer } from './fake-server.ts'

/** Pictures of every page, into `screenshots/storefront`: wide and narrow, light and dark. `node dev/look.ts home,list 390 dark` takes some. */
const folder = join(import.meta.dirname, '../../../screenshots/storefront')
mkdirSync(folder, { recursive: true })

const fake = await startFakeServer()
const open = (path: string) => (page: Page) => page.goto(fake.address + path)
const jumper = torget.products.find(({ id }) => id === 'sigla-jumper')?.variants[2]?.sku
const filled = async (page: Page) => {
  await page.goto(`${fake.address}/products/holm-sofa`)
  await page.getByRole('button', { name: /basket/i }).click()
  await page.locator('dialog[open] .line').waitFor()
  await page.goto(`${fake.address}/products/sigla-jumper?variant=${jumper}`)
  await page.getByRole('button', { name: /basket/i }).click()
  await page.locator('dialog[open] .line').nth(1).waitFor()
}
const fill = async (page: Page) => {
  await page.getByLabel('E-mail').fill('anna@example.com')
  await page.getByLabel('Name').fill('Anna Ek')
  await page.getByLabel('Street and number').fill('Storgatan 1')
  await page.getByLabel('Postcode').fill('116 46')
  await page.getByLabel('Town').fill('Stockholm')
  await page.locator('input[name=delivery]').first().check()
  await page.locator('input[name=payment]').first().check()
}

const scenes: Record<string, (page: Page) => Promise<unknown>> = {
  home: open('/'),
  'home-fi': open('/?lang=fi'),
  list: open('/products'),
  'list-clothing': open('/products?category=clothing&lang=hu'),
  'list-filter': async (page) => {
    await open('/products?category=home&colour=forest-green&stock=1&lang=is')(page)
    await page.locator('details.menu[name=filter] summary').first().click()
  },
  nothing: open('/products?q=helicopter&colour=sage'),
  product: open('/products/holm-sofa'),
  'product-jumper': open('/products/sigla-jumper?lang=fi'),
  'product-out': open('/products/sav-hand-cream?variant=SAV-HAND-RHUBARB'),
  drawer: filled,
  quote: open('/quotes/quo_priced?t=good'),
  'quote-asked': open('/quotes/quo_asked?t=good&lang=hu'),
  approval: open('/approvals/prp_1?by=per_boss&t=good&lang=fi'),
  empty: open('/cart'),
  cart: async (page) => {
    await filled(page)
    await open('/cart')(page)
  },
  checkout: async (page) => {
    await filled(page)
    await open('/checkout')(page)
  },
  codes: async (page) => {
    await filled(page)
    await open('/cart')(page)
    for (const code of ['ten', 'gift0042', 'nonsense']) {
      if (!(await page.locator('main details.codes[open]').count())) await page.locator('main .codes summary').click()
      await page.locator('main').getByLabel('Code', { exact: true }).fill(code)
      await page.keyboard.press('Enter')
      await page.waitForTimeout(300)
    }
  },
  'codes-checkout': async (page) => {
    await scenes.codes?.(page)
    await open('/checkout')(page)
  },
  'checkout-wrong': async (page) => {
    await filled(page)
    await open('/checkout')(page)
    await page.getByLabel('E-mail').fill('anna@')
    await page.locator('main button.wide').click()
  },
  review: async (page) => {
    await filled(page)
    await open('/checkout')(page)
    await fill(page)
    await page.locator('main button.wide').click()
  },
  order: async (page) => {
    await filled(page)
    await open('/checkout')(page)
    await fill(page)
    await page.locator('main button.wide').click()
    await page.locator('main button.wide').click()
  },
  returning: async (page) => {
    await scenes.order?.(page)
    const order = new URL(page.url())
    await page.goto(`${order.origin}${order.pathname}/return${order.search}`)
  },
  returned: async (page) => {
    await scenes.returning?.(page)
    await page.locator('input[name=line]').first().check()
    await page.locator('input[name=reason]').first().check()
    await page.locator('main button.wide').click()
    await page.locator('main button.wide').click()
  },
  judge: async (page) => {
    await filled(page)
    await open('/checkout')(page)
    await fill(page)
    await page.locator('main button').click()
    await page.locator('main button').click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    const { pathname, search } = new URL(page.url())
    await page.goto(`${fake.address}${pathname}/reviews${search}`)
  },
  voices: open('/products/holm-sofa?lang=sv#reviews'),
  help: open('/help?lang=sv'),
  article: open('/help/size-guide-shoes?lang=fi'),
  missing: open('/nothing-here?lang=is'),
}

const [only, size, scheme] = process.argv.slice(2)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox'],
})
const sizes: Record<string, BrowserContextOptions> = {
  1440: { viewport: { width: 1440, height: 900 } },
  390: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
}
for (const [name, scene] of Object.entries(scenes)) {
  if (only && only !== 'all' && !only.split(',').includes(name)) continue
  for (const [width, options] of Object.entries(sizes)) {
    if (size && size !== 'all' && size !== width) continue
    for (const colorScheme of ['light', 'dark'] as const) {
      if (scheme && scheme !== colorScheme) continue
      const context = await browser.newContext({ ...options, colorScheme, reducedMotion: 'reduce' })
      const page = await context.newPage()
      page.on('pageerror', (error) => console.error(name, error.message))
      page.on('console', (line) => line.type() === 'error' && console.error(name, line.text()))
      await scene(page)
      await page.waitForLoadState('networkidle')
      // Pictures that are fetched late are fetched by scrolling past them.
      await page.evaluate(async () => {
        for (let at = 0; at < document.body.scrollHeight; at += 600) {
          scrollTo(0, at)
          await new Promise((done) => setTimeout(done, 60))
        }
        scrollTo(0, 0)
      })
      await page.waitForTimeout(250)
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (wide > 0) console.error(`${name} at ${width}: ${wide} px too wide`)
      const fullPage = !['drawer', 'list-filter'].includes(name)
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage })
      await context.close()
    }
  }
}
for (const fault of fake.shop.faults) console.error(fault)
await browser.close()
await fake.close()
