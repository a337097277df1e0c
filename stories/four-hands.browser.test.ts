import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { apiOf } from '../apps/server/test/talk.ts'
import { findChromium } from '../tools/chromium.ts'
import { ensureBuilt } from './support/ensure-built.ts'
import { anna, furnishShop, stockShelves } from './support/furnish.ts'

const patience = { timeout: 25_000 }

let folder: string
let database: TestDatabase
/** Hers and the desk's: two processes over one Postgres. */
let shoppers: TestParley
let desks: TestParley
let browser: Browser
let variants: ReadonlyMap<string, string>

beforeAll(async () => {
  ensureBuilt()
  folder = await mkdtemp(join(tmpdir(), 'parley-hands-'))
  database = await openTestDatabase()
  const shop = await furnishShop(database.serverUrl)
  const given = { database, dataFolder: join(folder, 'data') }
  shoppers = await startTestParley(given)
  desks = await startTestParley(given)
  variants = await stockShelves(desks.url, shop.apiKey, [
    { feedId: 'L-1', title: 'Paper lantern', price: '12.00', units: 50 },
    { feedId: 'L-2', title: 'Storm lantern', price: '39.00', units: 50 },
    { feedId: 'L-3', title: 'Candle', price: '3.00', units: 50 },
  ])
  browser = await chromium.launch({ executablePath: await findChromium(), args: ['--headless=new', '--no-sandbox'] })
})

afterAll(async () => {
  await browser?.close()
  await shoppers?.stop()
  await desks?.stop()
  await database?.close()
  await rm(folder, { recursive: true, force: true })
})

test('one cart, four hands: different lines never lose each other, the same line ends in one value that both see', {
  timeout: 120_000,
}, async () => {
  const [hers, desk] = [await openShop(), await openDesk()]
  await fillCart(hers, ['L-1', 'L-2'])
  await hers.goto(`${shoppers.url}/cart?lang=en`)
  await expect.poll(() => inShopsWindow(hers), patience).toEqual({ 'Paper lantern': 1, 'Storm lantern': 1 })

  await desk.goto(`${desks.url}/console/inbox?view=all`)
  await desk.getByRole('region', { name: 'Conversations' }).getByRole('listitem').first().click(patience)
  await expect.poll(() => atTheDesk(desk), patience).toEqual({ 'Paper lantern': 1, 'Storm lantern': 1 })
  await hers.getByText('Anna is looking at your basket').waitFor(patience)

  // Different lines, at once.
  await Promise.all([
    hers.getByRole('button', { name: 'One more: Paper lantern' }).click(),
    desk.getByRole('button', { name: 'One Storm lantern more' }).click(),
  ])
  const both = { 'Paper lantern': 2, 'Storm lantern': 2 }
  await expect.poll(() => inShopsWindow(hers), patience).toEqual(both)
  await expect.poll(() => atTheDesk(desk), patience).toEqual(both)

  // The same line: the agent's edit is on its way while hers is made.
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await desk.route('**/api/v1/carts/*/lines/*', async (route) => {
    await held
    await route.continue()
  })
  await desk.getByRole('button', { name: 'One Paper lantern more' }).click()
  await hers.getByRole('button', { name: 'One fewer: Paper lantern' }).click()
  await expect.poll(() => inShopsWindow(hers), patience).toEqual({ ...both, 'Paper lantern': 1 })
  // Her window shows it before the shop has it: only then is the agent's edit the later one.
  await expect.poll(() => inTheShop(hers), patience).toEqual({ ...both, 'Paper lantern': 1 })
  letGo()
  await desk
    .getByText(/changed/i)
    .first()
    .waitFor(patience)
  const agreed = { ...both, 'Paper lantern': 1 }
  await expect.poll(() => atTheDesk(desk), patience).toEqual(agreed)
  expect(await inShopsWindow(hers)).toEqual(agreed)

  // A suggestion is accepted with one tap.
  await suggest(desk, 'Candle')
  await hers.locator('#log').getByRole('button', { name: 'Add to basket' }).click(patience)
  const withCandle = { ...agreed, Candle: 1 }
  await expect.poll(() => atTheDesk(desk), patience).toEqual(withCandle)
  await expect.poll(() => inShopsWindow(hers), patience).toEqual(withCandle)

  // She is told who did what, and that nobody looks any more.
  await hers.locator('#log').getByText('Anna changed your basket: +1 Storm lantern.').waitFor(patience)
  await desk.close()
  await hers
    .locator('[data-seen-by]')
    .filter({ visible: true })
    .waitFor({ ...patience, state: 'detached' })
  await hers.context().close()
})

async function openShop(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${shoppers.url}/?lang=en`)
  await page.locator('#launcher').click()
  await page.locator('textarea').fill('may I talk to a person?')
  await page.keyboard.press('Enter')
  await page.locator('#log .row.theirs').first().waitFor(patience)
  return page
}

/** Her own calls, beside her windows. */
async function callsOf(page: Page) {
  const cookies = await page.context().cookies()
  return apiOf(shoppers.url, decodeURIComponent(cookies.find(({ name }) => name === 'parley_visitor')?.value ?? ''))
}

async function inTheShop(page: Page): Promise<Record<string, number>> {
  const { body } = await (await callsOf(page)).call<{ lines: { title: string; quantity: number }[] }>(
    'GET',
    '/carts/mine',
  )
  return Object.fromEntries(body.lines.map(({ title, quantity }) => [title, quantity]))
}

async function fillCart(page: Page, feedIds: readonly string[]): Promise<void> {
  const api = await callsOf(page)
  for (const feedId of feedIds)
    await api.call('POST', '/carts/mine/lines', { variantId: variants.get(feedId), quantity: 1 })
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

async function suggest(desk: Page, title: string): Promise<void> {
  await desk.getByRole('button', { name: 'Find a product' }).click()
  await desk.getByLabel('Find', { exact: true }).fill(title)
  await desk.getByRole('button', { name: `Show ${title}` }).click(patience)
  await desk.getByRole('button', { name: 'Close' }).click()
}

/** What is in the basket's page, by name. */
async function inShopsWindow(page: Page): Promise<Record<string, number>> {
  const rows = page.locator('#main .basket .line')
  const found = await rows.evaluateAll((lines) =>
    lines.map((line) => [
      line.querySelector('.line-words p')?.textContent?.trim(),
      Number(line.querySelector('input[name="quantity"]')?.getAttribute('value')),
    ]),
  )
  return Object.fromEntries(found)
}

/** What stands beside the conversation, by name. */
async function atTheDesk(page: Page): Promise<Record<string, number>> {
  const rows = page.getByRole('complementary', { name: 'Person' }).locator('tbody tr')
  const found = await rows.evaluateAll((lines) =>
    lines.map((line) => [line.children[1]?.textContent?.trim(), Number(line.children[0]?.textContent?.trim())]),
  )
  return Object.fromEntries(found)
}
