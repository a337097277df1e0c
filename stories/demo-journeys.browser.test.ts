import type { Order } from '@parley/contracts'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../tools/chromium.ts'
import { type DemoShop, openDemoShop } from './support/demo-shop.ts'
import wordings from './support/demo-wordings.json' with { type: 'json' }
import { ensureBuilt } from './support/ensure-built.ts'

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

const tongues = ['en', 'sv', 'fi', 'is', 'hu'] as const

for (const tongue of tongues)
  test(`in ${tongue} a shopper writes her way from a wish to an order by invoice`, { timeout: 180_000 }, async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(`${shop.url}/?lang=${tongue}`)
    await page.locator('#launcher').click()
    await page.locator('textarea').waitFor()
    for (const words of wordings[tongue].talk) await say(page, words, (field) => field.fill(words))
    await boughtAsTold(page, tongue)
    expect(faults).toEqual([])
    await page.close()
  })

test('a whole purchase needs no mouse', { timeout: 180_000 }, async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  await page.goto(`${shop.url}/?lang=sv`)
  await page.locator('#launcher').waitFor()
  for (let tabs = 0; tabs < 80 && !(await isLauncher(page)); tabs++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('textarea').waitFor()
  for (const words of wordings.sv.talk) await say(page, words, () => page.keyboard.type(words))
  await boughtAsTold(page, 'sv')
  await page.close()
})

/** Writes and sends, and waits until the bot has answered: its row stands below hers, and it is typing no more. */
async function say(page: Page, words: string, write: (field: ReturnType<Page['locator']>) => Promise<void>) {
  const own = await page.locator('#log .row.own').count()
  await write(page.locator('textarea'))
  await page.keyboard.press('Enter')
  await page.locator('#log .row.own').nth(own).waitFor(patience)
  await page.locator('#log .row.own').nth(own).filter({ hasText: words }).waitFor(patience)
  await page.locator('#log > .row.own + .row.theirs').nth(own).waitFor(patience)
}

const isLauncher = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>("document.activeElement?.shadowRoot?.activeElement?.id === 'launcher'")

/** What the shop's owner finds: the order, its lines and sum, and the mail about it. */
async function boughtAsTold(page: Page, tongue: keyof typeof wordings): Promise<void> {
  const { title, count, city, talk } = wordings[tongue]
  const email = talk.find((words) => words.includes('@')) ?? ''
  const log = () =>
    page
      .locator('#log')
      .textContent()
      .then((text) => text ?? '')
  await expect.poll(log, patience).toMatch(/T-\d{5}/)
  const number = /T-\d{5}/.exec(await log())?.[0] ?? ''
  const { orders } = (await shop.api.call<{ orders: Order[] }>('GET', `/orders?search=${number}`)).body
  const [order] = orders
  expect(orders).toHaveLength(1)
  expect(order).toMatchObject({
    contact: { email },
    address: { city },
    payment: { provider: 'invoice' },
    lines: [{ quantity: count }],
  })
  const [line] = order?.lines ?? []
  expect((await log()).includes(title)).toBe(true)
  expect(order?.totals.total.amount).toBe((line?.unitPrice.amount ?? 0) * count + (order?.totals.delivery?.amount ?? 0))
  type Mail = { to: string; orderId: string | null; language: string }
  const mails = async () => (await shop.api.call<{ mails: Mail[] }>('GET', '/mails?limit=100')).body.mails
  const own = async () => (await mails()).filter(({ orderId }) => orderId === order?.id)
  await expect.poll(own, patience).toMatchObject([{ to: email, language: tongue }])
}
