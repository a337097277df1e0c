import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoLogin } from '../apps/server/src/compose/seed.ts'
import { apiOf } from '../apps/server/test/talk.ts'
import { findChromium } from '../tools/chromium.ts'
import { proposeOrder } from './support/checkout.ts'
import { type DemoShop, openDemoShop } from './support/demo-shop.ts'
import { ensureBuilt } from './support/ensure-built.ts'
import { newVisitor } from './support/shopper-socket.ts'

const patience = { timeout: 45_000 }

let shop: DemoShop
let browser: Browser

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

interface Placed {
  id: string
  number: string
  statusUrl: string
  lines: { id: string }[]
}

for (const width of [1440, 390])
  test(`at ${width} pixels a lamp is sent, one comes back for money and one is exchanged, by shopper and agent`, {
    timeout: 240_000,
  }, async () => {
    const order = await orderLamps(`moira.${width}@returns.example`)
    const [hers, desk] = [await openPage(width), await openDesk(width)]

    await sendFromTheDesk(desk, order)
    const number = await askOnThePage(hers, order)
    await settleAtTheDesk(desk, number, 'Paid back')
    await hers.goto(order.statusUrl)
    expect(await hers.locator('#returns').textContent()).toContain(`${number} · paid back`)
    const { refunds } = await moneyOf(order)
    expect(refunds).toHaveLength(1)

    const exchange = await askInTheChat(hers, order, `moira.${width}@returns.example`)
    await settleAtTheDesk(desk, exchange, 'Exchanged')
    expect((await moneyOf(order)).refunds, 'an exchange gives no money back').toEqual(refunds)
    await desk.goto(`${shop.url}/console/orders/${order.id}`)
    await desk.getByRole('link', { name: exchange }).waitFor(patience)
    expect(await widerThanSeen(desk), 'the console is no wider than its window').toBeLessThanOrEqual(0)

    await hers.goto(`${order.statusUrl.replace('?', '/return?')}`)
    const page = await hers.locator('main').textContent()
    expect(page, 'nothing comes back twice').toContain('is in a return or exchange already')
    expect(await hers.getByRole('button', { name: 'See what would happen' }).count()).toBe(0)
    expect(await widerThanSeen(hers)).toBeLessThanOrEqual(0)
    await hers.context().close()
    await desk.context().close()
  })

async function orderLamps(email: string): Promise<Placed> {
  const products = await shop.api.call<{ products: { productId: string; title: string }[] }>(
    'GET',
    '/products?limit=100',
  )
  const lamp = products.body.products.find(({ title }) => title === 'Havn table lamp')
  const { body } = await shop.api.call<{ variants: { id: string }[] }>('GET', `/products/${lamp?.productId}`)
  const { widgetKey } = (await shop.api.call<{ widgetKey: string }>('GET', '/shop')).body
  const visitor = await newVisitor(shop.url, widgetKey)
  const her = apiOf(shop.url, visitor.token)
  const wish = { variantId: body.variants[0]?.id ?? '', quantity: 2, name: 'Moira Kelly', email }
  const proposal = await proposeOrder(her, wish)
  return (await her.call<{ order: Placed }>('POST', `/proposals/${proposal}/confirm`)).body.order
}

/** Two parcels: one lamp each. */
async function sendFromTheDesk(desk: Page, order: Placed): Promise<void> {
  await desk.goto(`${shop.url}/console/orders?shown=board`)
  await desk.getByRole('region', { name: 'Placed' }).getByRole('link', { name: order.number }).click(patience)
  await desk.getByRole('button', { name: 'More for this order' }).click(patience)
  await desk.getByRole('menuitem', { name: 'Take the money' }).click()
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /^Take / })
    .click()
  for (const parcel of [1, 2]) {
    await desk.getByRole('button', { name: 'Pack', exact: true }).click(patience)
    await desk.getByLabel('Picked of Havn table lamp').fill('1')
    await desk.getByRole('dialog').getByRole('button', { name: /^Pack/ }).click()
    await desk.getByRole('button', { name: `Send parcel ${parcel}` }).click(patience)
    await desk.getByLabel('Carrier').fill('PostNord')
    await desk.getByLabel('Tracking number').fill(`0037000${parcel}`)
    await desk.getByRole('button', { name: 'Send it with tracking' }).click()
    await desk.getByRole('button', { name: `Parcel ${parcel} has arrived` }).click(patience)
    await desk.getByRole('button', { name: 'Note that it has arrived' }).click()
    await desk.getByText(`Parcel ${parcel}: delivered`).waitFor(patience)
  }
  await desk.getByText('Delivered', { exact: true }).first().waitFor(patience)
}

/** One of the two, for her money. Answers with the return's number. */
async function askOnThePage(hers: Page, order: Placed): Promise<string> {
  await hers.goto(order.statusUrl)
  await hers.getByRole('link', { name: 'Return or exchange something' }).click()
  await hers.getByLabel('How many: Havn table lamp').selectOption('1')
  await hers.getByRole('radio', { name: 'Changed my mind' }).check()
  await hers.getByRole('button', { name: 'See what would happen' }).click()
  await hers.getByText('Is this right?').waitFor(patience)
  expect(await returnsOf(order), 'nothing is written before the yes').toEqual([])
  await hers.getByRole('button', { name: `Return from order ${order.number}` }).click()
  await hers.locator('#returns').getByText(/R-\d+/).first().waitFor(patience)
  const [asked] = await returnsOf(order)
  expect(asked).toMatchObject({ status: 'approved', kind: 'return', lines: [{ quantity: 1 }] })
  return asked?.number ?? ''
}

/** The other one, for another colour, by talking. */
async function askInTheChat(hers: Page, order: Placed, email: string): Promise<string> {
  await hers.locator('#launcher').click(patience)
  await hers.locator('textarea').waitFor(patience)
  await say(hers, 'I want to exchange something')
  await say(hers, order.number)
  await say(hers, email)
  await say(hers, await codeMailedTo(email))
  await choose(hers)
  await choose(hers)
  await hers
    .locator('#log')
    .getByRole('button', { name: /^Exchange from order/ })
    .click(patience)
  await hers.locator('#log').getByText('set aside', { exact: false }).first().waitFor(patience)
  const asked = (await returnsOf(order)).find(({ kind }) => kind === 'exchange')
  expect(asked).toMatchObject({ status: 'approved', lines: [{ quantity: 1 }] })
  expect(asked?.replacementId).toMatch(/^ord_/)
  return asked?.number ?? ''
}

async function settleAtTheDesk(desk: Page, number: string, becomes: string): Promise<void> {
  await desk.goto(`${shop.url}/console/returns`)
  await desk.getByRole('link', { name: number }).click(patience)
  await desk.getByRole('button', { name: 'It has come' }).click(patience)
  await desk.getByRole('button', { name: 'Note that it has come' }).click()
  await desk.getByRole('button', { name: 'Inspect and settle' }).click(patience)
  await desk.getByLabel('What was found').fill('As new')
  await desk.getByRole('button', { name: 'See what would happen' }).click()
  await desk.getByRole('button', { name: `Settle return ${number}` }).click(patience)
  await desk.getByRole('dialog').waitFor({ state: 'detached' })
  await desk.locator('header').getByText(becomes).waitFor(patience)
}

/** Writes and sends, and waits until the bot has answered. */
async function say(page: Page, words: string): Promise<void> {
  const own = await page.locator('#log .row.own').count()
  await page.locator('textarea').fill(words)
  await page.keyboard.press('Enter')
  await page.locator('#log > .row.own + .row.theirs').nth(own).waitFor(patience)
}

/** The first of what is offered last. */
async function choose(page: Page): Promise<void> {
  const own = await page.locator('#log .row.own').count()
  await page.locator('#log .row.theirs').last().getByRole('button').first().click(patience)
  await page.locator('#log > .row.own + .row.theirs').nth(own).waitFor(patience)
}

async function codeMailedTo(email: string): Promise<string> {
  type Mail = { id: string; kind: string; to: string }
  const codes = async () =>
    (await shop.api.call<{ mails: Mail[] }>('GET', '/mails?limit=100')).body.mails.filter(
      ({ kind, to }) => kind === 'one-time-code' && to === email,
    )
  await expect.poll(async () => (await codes()).length, patience).toBe(1)
  const { body } = await shop.api.call<{ text: string }>('GET', `/mails/${(await codes())[0]?.id}`)
  return /\b\d{6}\b/.exec(body.text)?.[0] ?? ''
}

async function returnsOf(order: Placed) {
  type Return = { number: string; kind: string; status: string; replacementId: string | null; lines: object[] }
  return (await shop.api.call<{ returns: Return[] }>('GET', `/orders/${order.id}/returns`)).body.returns
}

async function moneyOf(order: Placed): Promise<{ refunds: { amount: unknown }[] }> {
  type Payment = { refunds: { amount: unknown; id: string }[] }
  const { body } = await shop.api.call<{ payments: Payment[] }>('GET', `/payments?orderId=${order.id}`)
  return { refunds: body.payments.flatMap(({ refunds }) => refunds.map(({ id, amount }) => ({ id, amount }))) }
}

const widerThanSeen = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

async function openPage(width: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(patience.timeout)
  return page
}

async function openDesk(width: number): Promise<Page> {
  const page = await openPage(width)
  await page.goto(`${shop.url}/console/`)
  await page.getByLabel('E-mail').fill(demoLogin.email)
  await page.getByLabel('Password', { exact: true }).fill(demoLogin.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor(patience)
  return page
}
