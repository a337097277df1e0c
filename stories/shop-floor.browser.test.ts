import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiOf } from '../apps/server/test/talk.ts'
import { openTwoSides, type TwoSides } from './support/two-sides.ts'

const patience = { timeout: 25_000 }
const phone = { viewport: { width: 390, height: 844 } }

let sides: TwoSides
beforeAll(async () => {
  sides = await openTwoSides([
    { feedId: 'L-1', title: 'Paper lantern', price: '12.00', units: 50 },
    { feedId: 'L-2', title: 'Storm lantern', price: '39.00', units: 50 },
  ])
}, 120_000)
afterAll(() => sides?.close())

/** How much of the page stands beside the window. */
const sticksOut = (page: Page) =>
  page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)')

test('a room is announced, asked in, answered, and what is held up there is bought with one tap; afterwards it is read again', {
  timeout: 120_000,
}, async () => {
  const desk = await sides.desk('/rooms')
  await desk.getByRole('button', { name: 'Make a room' }).click()
  await desk.getByLabel('Title').fill('Lanterns for dark evenings')
  await desk.getByRole('button', { name: 'Make it' }).click()
  await desk.getByRole('button', { name: 'Open the room' }).waitFor()
  const path = new URL(
    (await desk.getByRole('link', { name: 'What shoppers see' }).getAttribute('href')) ?? '',
    sides.url,
  )

  const hers = await sides.shopper(`${path.pathname}?lang=en`, phone)
  await hers.getByLabel('Your e-mail address').fill('ada@mail.example')
  await hers.getByRole('button', { name: 'Remind me' }).click()
  await hers.getByText('We’ll write to you before it opens.').or(hers.getByText("We'll write to you before")).waitFor()
  expect(await hers.getByLabel('Your name in this room').count()).toBe(0)

  await desk.getByRole('button', { name: 'Open the room' }).click()
  await hers.getByLabel('Your name in this room').waitFor()
  await hers.getByLabel('Your name in this room').fill('Ada')
  await hers.getByRole('button', { name: 'Join in' }).click()
  await hers.getByLabel('Say something to everybody').fill('Does the paper one fold?')
  await hers.getByRole('button', { name: 'Send', exact: true }).click()
  await desk.getByRole('log').getByText('Does the paper one fold?').waitFor()
  await hers.getByText('1 person has joined in.').or(hers.getByText('Open now.')).first().waitFor()

  await desk.getByLabel('Say something to everybody').fill('It does, quite flat.')
  await desk.keyboard.press('Enter')
  await hers.getByRole('log').getByText('It does, quite flat.').waitFor()
  await hers.getByRole('log').getByText('from the shop').waitFor()

  await desk.getByRole('button', { name: 'Pin a product' }).click()
  await desk.getByLabel('Find', { exact: true }).fill('paper lantern')
  await desk.getByRole('button', { name: 'Pin Paper lantern' }).click()
  await hers.getByRole('button', { name: /^Add to basket ?: Paper lantern/ }).click()
  const basket = await hers.context().newPage()
  await expect
    .poll(async () => {
      await basket.goto(`${sides.url}/cart?lang=en`)
      return basket.locator('#main .basket .line').count()
    }, patience)
    .toBe(1)
  expect(await basket.locator('#main .basket .line').textContent()).toContain('Paper lantern')
  expect([await sticksOut(hers), await sticksOut(desk)]).toEqual([0, 0])

  await desk.getByRole('button', { name: 'Close the room' }).click()
  await hers.getByText('It is over. Here it can be read again.').waitFor()
  await hers.getByRole('log').getByText('Does the paper one fold?').waitFor()
  await hers.getByRole('log').getByText('Shown: Paper lantern').waitFor()
  expect(await hers.getByLabel('Say something to everybody').count()).toBe(0)
  await desk.setViewportSize(phone.viewport)
  expect(await sticksOut(desk)).toBe(0)
  await Promise.all([desk.context().close(), hers.context().close()])
})

test('who is in the shop is seen at the desk, and a word to her opens the chat on her page', {
  timeout: 120_000,
}, async () => {
  const hers = await sides.shopper('/rooms?lang=en')
  const desk = await sides.desk('/visitors')
  await desk.getByText('/rooms', { exact: true }).waitFor()
  await desk.getByRole('button', { name: 'Write to her on /rooms', exact: true }).click()
  await desk.getByLabel('First words').fill('Hello, shall I show you the new lanterns?')
  await desk.getByRole('button', { name: 'Send', exact: true }).click()
  await desk.waitForURL(/\/inbox\//)
  // Her page asks for news whenever it is looked at again.
  await hers.evaluate('document.dispatchEvent(new Event("visibilitychange"))')
  await hers.locator('#log').getByText('Hello, shall I show you the new lanterns?').waitFor()
  await hers.locator('textarea').fill('Yes, please.')
  await hers.keyboard.press('Enter')
  await desk.getByRole('log').getByText('Yes, please.').waitFor()
  expect(await hers.locator('#log .row.theirs').count()).toBe(1)
  await Promise.all([desk.context().close(), hers.context().close()])
})

test('where the shop asks first, nothing is said before it has been told, and the desk knows who writes', {
  timeout: 120_000,
}, async () => {
  const api = apiOf(sides.url, sides.apiKey)
  const { body: rules } = await api.call<object>('GET', '/desk/rules')
  const preChat = [{ field: 'name', required: true }, { field: 'email' }]
  expect((await api.call('PUT', '/desk/rules', { ...rules, preChat })).status).toBe(200)
  const hers = await sides.shopper('/rooms?lang=en', phone)
  await hers.locator('#launcher').click()
  const name = hers.locator('#panel').getByLabel('Name')
  await name.waitFor()
  expect(await hers.locator('#panel textarea').count()).toBe(0)
  await hers.locator('#panel form button[type=submit]').click()
  expect(await hers.locator('#panel textarea').count()).toBe(0)
  await name.fill('Ada Lovelace')
  await hers.locator('#panel form button[type=submit]').click()
  await hers.locator('#panel textarea').fill('may I talk to a person?')
  await hers.keyboard.press('Enter')
  const desk = await sides.desk('/inbox?view=all')
  await desk.getByRole('region', { name: 'Conversations' }).getByText('Ada Lovelace').first().waitFor()
  expect((await api.call('PUT', '/desk/rules', { ...rules, preChat: [] })).status).toBe(200)
  await Promise.all([desk.context().close(), hers.context().close()])
})

test('a call that nobody takes says so, and she is called back at a time she chooses', {
  timeout: 120_000,
}, async () => {
  const hers = await sides.shopper('/rooms?lang=en')
  await hers.locator('#launcher').click()
  const desk = await sides.desk('/inbox?view=all')
  await hers.getByRole('button', { name: 'Call', exact: true }).click()
  await desk
    .getByRole('region', { name: /^Call from/ })
    .getByRole('button', { name: 'Decline' })
    .click()
  const card = hers.locator('#log').getByRole('article', { name: 'Call' })
  await card.getByText('Nobody answered').waitFor()
  await card.getByRole('button', { name: 'Ask to be called back' }).click()
  await hers.locator('#log').getByText('When shall we call you?', { exact: false }).first().waitFor()
  await hers.locator('#log .chip').first().click()
  await hers.locator('#log').getByText('which number shall we try?', { exact: false }).first().waitFor()
  await hers.locator('textarea').fill('+46 70 123 45 67')
  await hers.keyboard.press('Enter')
  await hers
    .locator('#log')
    .getByText('Noted: we’ll call you')
    .or(hers.locator('#log').getByText("Noted: we'll call you"))
    .first()
    .waitFor()
  expect(await hers.locator('#log').getByText('Call ended').count()).toBe(0)
  await Promise.all([desk.context().close(), hers.context().close()])
})
