import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../tools/chromium.ts'
import { type DemoShop, openDemoShop } from './support/demo-shop.ts'
import { ensureBuilt } from './support/ensure-built.ts'

/** The machine may be busy with other tests. */
const soon = { timeout: 45_000 }

let shop: DemoShop
let browser: Browser
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>> | undefined

beforeAll(async () => {
  ensureBuilt()
  const [opened, executablePath] = await Promise.all([openDemoShop(), findChromium()])
  shop = opened
  browser = await chromium.launch({ executablePath, args: ['--headless=new', '--no-sandbox'] })
})

afterAll(async () => {
  await browser?.close()
  await shop?.close()
})

/** The owner's window, at a page of the console. She signs in once for all of them. */
async function enter(path: string, options: { width?: number; colorScheme?: 'light' | 'dark' } = {}): Promise<Page> {
  const { width = 1440, colorScheme = 'light' } = options
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...(signedIn ? { storageState: signedIn } : {}),
  })
  const page = await context.newPage()
  page.setDefaultTimeout(45_000)
  if (!signedIn) {
    await page.goto(`${shop.url}/console/`)
    await page.getByRole('button', { name: 'Use the demo login' }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    signedIn = await context.storageState()
  }
  await page.goto(`${shop.url}/console${path}`)
  await page.locator('main :is(table, form, dl, ul)').filter({ visible: true }).first().waitFor()
  return page
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found: { impact: string; id: string; nodes: { target: unknown }[] }[] = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  )
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => JSON.stringify(target)).join(', ')}`)
}

const pages = [
  '/catalogue/products',
  '/catalogue/products/new',
  '/catalogue/stock',
  '/catalogue/promotions/new',
  '/catalogue/try-out',
  '/catalogue/import',
  '/settings?tab=tax',
  '/settings?tab=delivery',
  '/settings?tab=payments',
  '/settings?tab=policies',
  '/settings?tab=calls',
]

test.each([
  ['light', 1440],
  ['dark', 390],
] as const)(
  'the shopkeeper’s pages are open to everybody in %s at %i pixels',
  { timeout: 120_000 },
  async (colorScheme, width) => {
    const page = await enter('/catalogue/products', { colorScheme, width })
    for (const path of pages) {
      await page.goto(`${shop.url}/console${path}`)
      await page.locator('main :is(table, form, dl, ul)').filter({ visible: true }).first().waitFor()
      expect(await seriousFaults(page), path).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), path).toBe(true)
    }
    await page.context().close()
  },
)

interface Card {
  productId: string
  title: string
  price: { amount: number }
  compareAt?: { amount: number }
}

/** What a shopper is shown of a product. */
async function cardOf(name: string): Promise<Card | undefined> {
  const path = `/search?q=${encodeURIComponent(name)}&language=en&currency=SEK`
  const { hits } = (await shop.api.call<{ hits: { card: Card }[] }>('GET', path)).body
  return hits.find(({ card }) => card.title === name)?.card
}

test('a product is found, put on sale, and taken back by Undo', async () => {
  const before = await cardOf('Klang shelf speaker')
  expect(before?.compareAt).toBeUndefined()
  const page = await enter('/catalogue/products')
  await page.keyboard.press('/')
  await page.keyboard.type('klang')
  await page.getByText('1 product', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Klang shelf speaker' }).click()
  await page.getByRole('radiogroup', { name: 'Currency of the prices' }).getByText('SEK').click()
  for (const field of await page.getByLabel('Sale price').all()) await field.fill('2 990')
  await page.keyboard.press('Control+s')
  await page.getByText('Saved.').waitFor()
  await expect
    .poll(() => cardOf('Klang shelf speaker'), soon)
    .toMatchObject({
      price: { amount: 299_000 },
      compareAt: { amount: before?.price.amount },
    })
  await page.getByText('KLANG-WALNUT').first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await cardOf('Klang shelf speaker'))?.price, soon).toEqual(before?.price)
  await page.context().close()
})

test('a mistake stands at the field it was made in, and nothing is saved', async () => {
  const before = await cardOf('Klang shelf speaker')
  const page = await enter(`/catalogue/products/${before?.productId}`)
  await page.getByLabel('Sale price').first().fill('99999')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The sale price is below the usual one.').first().waitFor()
  expect(await page.getByLabel('Sale price').first().getAttribute('aria-invalid')).toBe('true')
  expect(await cardOf('Klang shelf speaker')).toEqual(before)
  await page.context().close()
})

test('many products are changed only after what would change was shown, and all come back by Undo', async () => {
  const page = await enter('/catalogue/products?brand=Tonvik')
  const total = Number.parseInt((await page.getByText(/^\d+ products?$/).textContent()) ?? '', 10)
  const amounts = async () =>
    (
      await shop.api.call<{ products: { priceFrom: number; isOnSale: boolean }[] }>(
        'GET',
        '/catalogue/products?brand=Tonvik&currency=SEK&sort=name',
      )
    ).body.products.map(({ priceFrom, isOnSale }) => ({ priceFrom, isOnSale }))
  const before = await amounts()
  expect(before).toHaveLength(total)
  await page.getByLabel('Choose all that are listed').check()
  await page.getByRole('button', { name: 'Change them…' }).click()
  await page.getByLabel('What to do').selectOption('sale')
  await page.getByRole('button', { name: 'Show what would change' }).click()
  await page.getByRole('region', { name: 'What would change' }).waitFor()
  expect(await amounts()).toEqual(before)
  await page.getByRole('button', { name: `Change ${total} products` }).click()
  await page.getByText(`${total} products are changed.`).waitFor()
  expect((await amounts()).every(({ isOnSale }) => isOnSale)).toBe(true)
  await page.keyboard.press('z')
  await page.getByText('All of it is as it was.').waitFor()
  expect(await amounts()).toEqual(before)
  await page.context().close()
})

test('what is counted anew is kept with its reason, and can be taken back', async () => {
  const onHand = async () =>
    (await shop.api.call<{ rows: { levels: { onHand: number }[] }[] }>('GET', '/stock?q=KLANG-WALNUT')).body.rows[0]
      ?.levels[0]?.onHand ?? -1
  const before = await onHand()
  const page = await enter('/catalogue/stock?q=KLANG-WALNUT')
  await page.getByRole('button', { name: 'Count anew' }).click()
  const dialogue = page.getByRole('dialog')
  await dialogue.getByRole('button', { name: '+5' }).click()
  await dialogue.getByRole('button', { name: 'Arrived' }).click()
  await dialogue.getByRole('button', { name: 'Save, 5 more' }).click()
  await dialogue.waitFor({ state: 'detached' })
  expect(await onHand()).toBe(before + 5)
  await page.getByText(`${before} to ${before + 5} in Main, arrived`).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText(`${before + 5} to ${before} in Main, taken back`).waitFor()
  expect(await onHand()).toBe(before)
  await page.context().close()
})

test('a promotion is made, given codes, explained on the try-out page, and paused', async () => {
  const page = await enter('/catalogue/promotions/new')
  await page.getByLabel('Name', { exact: true }).fill('Fifteen off sound')
  await page.getByLabel('Per cent off').fill('15')
  await page.getByRole('switch', { name: 'Only with a code' }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('No codes here yet').waitFor()
  await page.getByLabel('Code', { exact: true }).fill('sound15')
  await page.getByRole('button', { name: 'Add the code' }).click()
  await page.getByRole('cell', { name: 'SOUND15' }).waitFor()
  await page.goto(`${shop.url}/console/catalogue/try-out`)
  await page.getByPlaceholder('Name, SKU or bar code').fill('KLANG-WALNUT')
  await page.getByRole('option', { name: /Klang/ }).click()
  await page.getByLabel('Currency').selectOption('SEK')
  await page.getByRole('button', { name: 'Reckon it' }).click()
  const answer = page.getByRole('region', { name: 'What it costs' })
  await answer.waitFor()
  expect(await answer.textContent()).not.toContain('Fifteen off sound')
  await page.getByRole('combobox', { name: 'Codes' }).fill('sound15')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Reckon it' }).click()
  await answer.getByText('Fifteen off sound:').waitFor()
  await page.goto(`${shop.url}/console/catalogue/promotions`)
  await page.getByRole('link', { name: 'Fifteen off sound' }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Resume' }).waitFor()
  const { promotions } = (await shop.api.call<{ promotions: { status: string }[] }>('GET', '/promotions?q=Fifteen'))
    .body
  expect(promotions).toMatchObject([{ status: 'paused' }])
  await page.context().close()
})

test('VAT, ways of delivery and of paying are set from the console, kept with who did it, and taken back by Undo', async () => {
  const rates = async () =>
    (
      await shop.api.call<{ tax: { countries: { code: string; vat: { standard: number } }[] } }>('GET', '/tax')
    ).body.tax.countries.find(({ code }) => code === 'FI')?.vat.standard
  const before = await rates()
  const page = await enter('/settings?tab=tax')
  await page.getByLabel('Finland, standard').fill('26')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('tax changed').waitFor()
  expect(await rates()).toBe(26)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(rates, soon).toBe(before)

  const methods = async () =>
    (
      await shop.api.call<{ delivery: { methods: { id: string; names: { en: string }; cutOff: unknown }[] } }>(
        'GET',
        '/delivery',
      )
    ).body.delivery.methods.find(({ names }) => names.en === 'To your door')
  await page.goto(`${shop.url}/console/settings?tab=delivery`)
  await page.getByRole('button', { name: 'Edit To your door' }).click()
  await page.getByLabel('Sent the same day until').fill('13:30')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect((await methods())?.cutOff).toEqual({ time: '13:30', weekdays: [1, 2, 3, 4, 5] })

  const offered = async () =>
    (
      await shop.api.call<{ providers: { id: string; offered: boolean }[] }>('GET', '/payment-providers')
    ).body.providers.find(({ id }) => id === 'cash-on-delivery')?.offered
  await page.goto(`${shop.url}/console/settings?tab=payments`)
  await page.getByRole('switch', { name: 'Offer Cash on delivery' }).focus()
  await page.keyboard.press('Space')
  await page.getByText('Cash on delivery is offered no more.').waitFor()
  expect(await offered()).toBe(false)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(offered, soon).toBe(true)
  await page.context().close()
})

test('a feed is looked at before it is brought in: what is new, what is wrong and where', async () => {
  const feed = [
    'id,title,description,price,availability,quantity',
    'walnut-tray,Walnut tray,Carries four cups,39.00 EUR,in_stock,7',
    'broken-tray,Broken tray,,no price,in_stock,1',
  ].join('\n')
  const page = await enter('/catalogue/import')
  await page.getByLabel('Its language').selectOption('en')
  await page.getByLabel('Its currency').selectOption('EUR')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'trays.csv', mimeType: 'text/csv', buffer: Buffer.from(feed) })
  await page.getByRole('button', { name: 'Look at it first' }).click()
  const told = page.getByRole('region', { name: 'What it would do' })
  await told.getByText('Walnut tray').waitFor()
  await told.getByRole('cell', { name: '3', exact: true }).waitFor()
  const found = async () =>
    (await shop.api.call<{ total: number }>('GET', '/catalogue/products?q=walnut-tray')).body.total
  expect(await found()).toBe(0)
  await page.getByRole('button', { name: 'Bring it in' }).click()
  await page.getByText('1 rows are written').waitFor()
  expect(await found()).toBe(1)
  await page.context().close()
})
