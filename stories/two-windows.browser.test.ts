import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { type Api, apiOf } from '../apps/server/test/talk.ts'
import { findChromium } from '../tools/chromium.ts'
import { proposeOrder } from './support/checkout.ts'
import { ensureBuilt } from './support/ensure-built.ts'
import { anna, type Furnished, furnishShop } from './support/furnish.ts'
import { newVisitor } from './support/shopper-socket.ts'

const patience = { timeout: 25_000 }
/** What must be shown as it is written, wherever it is shown; anything that ran would mark the page. */
const hostile = `<img src=x onerror="window.ran=1"><script>window.ran=1</script>{{7*7}}\${7*7}`

let folder: string
let database: TestDatabase
let shop: Furnished
/** Hers and the desk's: two processes over one Postgres. */
let shoppers: TestParley
let desks: TestParley
let api: Api
let browser: Browser

beforeAll(async () => {
  ensureBuilt()
  folder = await mkdtemp(join(tmpdir(), 'parley-windows-'))
  database = await openTestDatabase()
  shop = await furnishShop(database.serverUrl)
  const given = { database, dataFolder: join(folder, 'data') }
  shoppers = await startTestParley(given)
  desks = await startTestParley(given)
  api = apiOf(desks.url, shop.apiKey)
  await stock()
  browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--headless=new', '--no-sandbox'],
  })
})

afterAll(async () => {
  await browser?.close()
  await shoppers?.stop()
  await desks?.stop()
  await database?.close()
  await rm(folder, { recursive: true, force: true })
})

test('shopper and agent, each in her own window of another process: one voice at a time', {
  timeout: 120_000,
}, async () => {
  const [hers, desk] = [await openShop(), await openDesk()]
  await say(hers, 'hello')
  await expect.poll(() => bubbles(hers, 'theirs'), patience).toHaveLength(1)

  await desk.goto(`${desks.url}/console/inbox?view=all`)
  await desk.getByRole('region', { name: 'Conversations' }).getByRole('listitem').first().click(patience)
  await desk.getByRole('log').getByText('hello', { exact: true }).waitFor(patience)
  await desk.getByRole('button', { name: 'Take', exact: true }).click()
  await desk.getByRole('button', { name: 'Give back' }).waitFor(patience)
  await reply(desk, 'This is Anna. Which one do you like?')
  await hers.locator('#log').getByText('This is Anna.').waitFor(patience)

  await say(hers, 'how much is the paper lantern?')
  await desk.getByRole('log').getByText('how much is the paper lantern?').waitFor(patience)
  await reply(desk, 'Twelve euro.')
  await hers.locator('#log').getByText('Twelve euro.').waitFor(patience)
  const meanwhile = await bubbles(hers, 'theirs')
  expect(
    meanwhile.filter((text) => text.includes('12')),
    'the bot says nothing while Anna has the word',
  ).toEqual([])

  await desk.getByRole('button', { name: 'Give back' }).click()
  await desk.getByRole('button', { name: 'Take', exact: true }).waitFor(patience)
  await say(hers, 'do you have a paper lantern')
  await expect
    .poll(async () => (await bubbles(hers, 'theirs')).some((text) => text.includes('12')), patience)
    .toBe(true)
  await hers.context().close()
  await desk.context().close()
})

test('what a feed or a shopper writes is text on every page, and runs on none', { timeout: 120_000 }, async () => {
  const [hers, desk] = [await openShop(), await openDesk()]
  await say(hers, hostile)
  await hers.locator('#log .row.own').getByText(hostile).first().waitFor(patience)
  await say(hers, 'do you have hostile lamps')
  await hers.locator('#log').getByText('window.ran=1').nth(1).waitFor(patience)
  await desk.goto(`${desks.url}/console/inbox?view=all`)
  await desk.getByText(hostile.slice(0, 30)).first().waitFor(patience)
  await desk.getByRole('region', { name: 'Conversations' }).getByRole('listitem').first().click()
  await desk.getByRole('log').getByText(hostile).first().waitFor(patience)

  const order = await ordered()
  for (const [page, path] of [
    [hers, `${shoppers.url}/`],
    [hers, `${shoppers.url}/products?q=lamp`],
    [hers, `${shoppers.url}${order.productPath}`],
    [desk, `${desks.url}/console/orders`],
    [desk, `${desks.url}/console/orders/${order.id}`],
    [desk, `${desks.url}/console/mails/${order.mailId}`],
  ] as const) {
    await page.goto(path)
    await expect.poll(() => shown(page), { ...patience, message: path }).toContain('<script>window.ran=1</script>')
    expect(await ranAnywhere(page), path).toBe(false)
  }
  await hers.context().close()
  await desk.context().close()
})

async function stock(): Promise<void> {
  const quoted = `"Lamp ${hostile.replaceAll('"', '""')}"`
  const feed = [
    'id,title,description,price,availability,quantity,product_type,brand',
    'L-1,Paper lantern,A lantern of paper,12.00 EUR,in_stock,50,Lights > Lanterns,Glow',
    `H-1,${quoted},${quoted},15.00 EUR,in_stock,50,${quoted.replaceAll('>', '&gt;')},${quoted}`,
  ].join('\n')
  const imported = await fetch(`${desks.url}/api/v1/feeds/import?language=en&currency=EUR`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.apiKey}`, 'content-type': 'text/csv' },
    body: feed,
  })
  expect(await imported.json()).toMatchObject({ imported: 2, problems: [] })
}

/** An order of the hostile lamp by somebody whose name is hostile too. */
async function ordered(): Promise<{ id: string; productPath: string; mailId: string }> {
  const { body } = await api.call<{ products: { productId: string; title: string }[] }>('GET', '/products?limit=10')
  const lamp = body.products.find(({ title }) => title.startsWith('Lamp'))
  const product = await api.call<{ handle: string; variants: { id: string }[] }>('GET', `/products/${lamp?.productId}`)
  const visitor = await newVisitor(shoppers.url, shop.widgetKey)
  const hers = apiOf(shoppers.url, visitor.token)
  const proposal = await proposeOrder(hers, {
    variantId: product.body.variants[0]?.id ?? '',
    quantity: 1,
    name: hostile,
    email: 'h@example.com',
  })
  const placed = await hers.call<{ id: string }>('POST', `/proposals/${proposal}/confirm`)
  const mails = async () =>
    (await api.call<{ mails: { id: string; orderId: string | null }[] }>('GET', '/mails')).body.mails
  await expect.poll(async () => (await mails()).some((mail) => mail.orderId !== null), patience).toBe(true)
  const { orders } = (await api.call<{ orders: { id: string }[] }>('GET', '/orders')).body
  expect(placed.status).toBe(200)
  return {
    id: orders[0]?.id ?? '',
    productPath: `/products/${product.body.handle}`,
    mailId: (await mails())[0]?.id ?? '',
  }
}

async function openShop(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${shoppers.url}/?lang=en`)
  await page.locator('#launcher').click()
  await page.locator('textarea').waitFor(patience)
  return page
}

async function openDesk(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${desks.url}/console/`)
  await page.getByLabel('E-mail').fill(anna.email)
  await page.getByLabel('Password', { exact: true }).fill(anna.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor(patience)
  return page
}

async function say(page: Page, words: string): Promise<void> {
  await page.locator('textarea').fill(words)
  await page.keyboard.press('Enter')
}

async function reply(page: Page, words: string): Promise<void> {
  await page.getByLabel('Reply', { exact: true }).and(page.locator('textarea')).fill(words)
  await page.keyboard.press('Enter')
}

const bubbles = (page: Page, whose: 'own' | 'theirs'): Promise<string[]> =>
  page.locator(`#log .row.${whose}`).allTextContents()

/** All text that stands on the page, in its frames and in what is typed into fields. */
async function shown(page: Page): Promise<string> {
  const texts = await Promise.all(page.frames().map((frame) => frame.evaluate<string>('document.body.innerText')))
  return texts.join('\n')
}

async function ranAnywhere(page: Page): Promise<boolean> {
  const ran = await Promise.all(page.frames().map((frame) => frame.evaluate<boolean>('window.ran === 1')))
  return ran.includes(true)
}
