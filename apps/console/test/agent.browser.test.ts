import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../../../tools/chromium.ts'
import { type Desk, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk(await findChromium())
})
afterAll(() => desk.close())

/** The machine may be busy with other tests. */
const soon = { timeout: 10_000 }

const conversation = (id: string) => {
  const found = desk.server.desk.conversations.get(id)
  if (!found) throw new Error(`There is no ${id}.`)
  return found
}

test('a wrong password is told where it happened, and the demo login lets in', async () => {
  const page = await desk.open()
  await page.getByLabel('E-mail').fill('anna@torget.example')
  await page.getByLabel('Password', { exact: true }).fill('guess')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('alert').getByText('don’t belong together').waitFor()
  expect(page.url()).toContain('/sign-in')
  await page.getByRole('button', { name: 'Use the demo login' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  expect(page.url()).toContain('/console/inbox')
})

test('an address asked for before signing in is opened after it', async () => {
  const page = await desk.open()
  await page.goto(`${desk.server.address}/console/inbox/cnv_3?view=all`)
  await page.getByRole('button', { name: 'Use the demo login' }).click()
  await page.getByRole('log').waitFor()
  expect(page.url()).toContain('/console/inbox/cnv_3')
  expect(page.url()).toContain('view=all')
})

test('who waits longest stands first, and a new one appears without asking', async () => {
  const page = await desk.enter()
  const rows = page.getByRole('region', { name: 'Conversations' }).getByRole('listitem')
  await rows.first().waitFor()
  expect(await rows.first().textContent()).toContain('Őry-Kovács Zsófia')
  const before = await rows.count()
  const { desk: quiet } = conversation('cnv_20')
  Object.assign(quiet, { owner: 'queue', status: 'open', lastText: 'Halló, er einhver þarna?' })
  desk.server.desk.say(
    conversation('cnv_20'),
    { kind: 'shopper', id: 'v' },
    { type: 'text', text: 'Halló, er einhver þarna?' },
  )
  await rows.getByText('Halló, er einhver þarna?').waitFor()
  expect(await rows.count()).toBe(before + 1)
  await page.getByRole('link', { name: 'Bot', exact: true }).click()
  await page.waitForURL(/view=bot/)
  expect(await rows.getByText('Halló, er einhver þarna?').count()).toBe(0)
})

test('taking over, replying and giving back move the conversation, and what is said stands once', async () => {
  const page = await desk.enter('/inbox/cnv_5')
  await page.getByRole('button', { name: 'Take', exact: true }).click()
  await page.getByText('Anna Virtanen joined the chat').waitFor()
  expect(conversation('cnv_5').desk.owner).toBe('agent')
  await page.getByLabel('Reply', { exact: true }).and(page.locator('textarea')).fill('Hej, det här ordnar jag.')
  await page.keyboard.press('Enter')
  await page.getByText('Hej, det här ordnar jag.').first().waitFor()
  await expect
    .poll(() => conversation('cnv_5').messages.filter((one) => one.text.startsWith('Hej, det')).length)
    .toBe(1)
  await expect.poll(() => page.getByRole('log').getByText('Hej, det här ordnar jag.').count(), soon).toBe(1)
  await page.getByRole('button', { name: 'Give back' }).click()
  await page.getByText('The bot answers', { exact: true }).waitFor()
  expect(conversation('cnv_5').desk.owner).toBe('bot')
})

test('a note is for colleagues and takes nothing over', async () => {
  const page = await desk.enter('/inbox/cnv_9?view=all')
  await page.locator('textarea').first().waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type('Känd kund, var snäll.')
  await page.keyboard.press('Enter')
  await page.getByText('Note, seen by colleagues only').waitFor()
  const { messages, desk: told } = conversation('cnv_9')
  expect(messages.at(-1)?.content.type).toBe('note')
  expect(told.owner).toBe('bot')
})

test('a reply that could not be sent says so and goes out once when tried again', async () => {
  const page = await desk.enter('/inbox/cnv_4')
  desk.server.failNextSend = true
  await page.locator('textarea').first().waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('Ett ögonblick.')
  await page.keyboard.press('Enter')
  await page.getByText('Not sent.').waitFor()
  expect(conversation('cnv_4').messages.some((one) => one.text === 'Ett ögonblick.')).toBe(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Not sent.').waitFor({ state: 'detached' })
  const arrived = () => conversation('cnv_4').messages.filter((one) => one.text === 'Ett ögonblick.')
  await expect.poll(arrived, soon).toHaveLength(1)
})

test('resolving can be undone', async () => {
  const page = await desk.enter('/inbox/cnv_6')
  await page.getByRole('button', { name: 'Resolve' }).click()
  await page.getByRole('button', { name: 'Reopen' }).waitFor()
  expect(conversation('cnv_6').desk.status).toBe('resolved')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Resolve' }).waitFor()
  expect(conversation('cnv_6').desk.status).toBe('open')
})

test('one’s own message can be edited, and a deleted one comes back by Undo', async () => {
  const page = await desk.enter('/inbox/cnv_3')
  await page.locator('textarea').first().waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('Ensimmäinen')
  await page.keyboard.press('Enter')
  await expect.poll(() => conversation('cnv_3').messages.at(-1)?.text, soon).toBe('Ensimmäinen')
  const mine = page.getByRole('article').filter({ hasText: 'Ensimmäinen' })
  await mine.hover()
  await mine.getByRole('button', { name: 'More for this message' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByLabel('Edit the message').fill('Korjattu')
  await page.keyboard.press('Enter')
  const edited = page.getByRole('article').filter({ hasText: 'Korjattu' })
  await edited.getByText('Edited').waitFor()
  await edited.hover()
  await edited.getByRole('button', { name: 'More for this message' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await edited.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await edited.waitFor()
  expect(conversation('cnv_3').messages.at(-1)?.deletedAt).toBeUndefined()
})

test('what was said while the line was away arrives once, in order', async () => {
  const page = await desk.enter('/inbox/cnv_1')
  await page.getByRole('log').getByText('Get ég skilað lampanum?').waitFor()
  desk.server.cut()
  const shopper = { kind: 'shopper' as const, id: 'v' }
  for (const text of ['Fyrsta', 'Önnur', 'Þriðja'])
    desk.server.desk.say(conversation('cnv_1'), shopper, { type: 'text', text })
  await page.getByText('No connection.').waitFor()
  expect(await page.getByRole('log').getByText('Fyrsta').count()).toBe(0)
  desk.server.mend()
  await page.getByRole('log').getByText('Þriðja').waitFor({ timeout: 20_000 })
  const told = await page
    .getByRole('log')
    .getByText(/^(Fyrsta|Önnur|Þriðja)$/)
    .allTextContents()
  expect(told).toEqual(['Fyrsta', 'Önnur', 'Þriðja'])
})

test('markup in a message and in a mail is text and runs nothing', async () => {
  const page = await desk.enter('/inbox/cnv_2')
  await page.getByRole('log').getByText('<script>alert(1)</script>').waitFor()
  expect(await page.locator('img[src="x"]').count()).toBe(0)
  await page.goto(`${desk.server.address}/console/mails/mai_0`)
  await page.frameLocator('iframe').getByText('Samtals').waitFor()
  expect(await page.title()).not.toContain('owned')
})

test('the bot’s reading of a turn is shown on demand: how sure, what it did, what it read of the shop, how long', async () => {
  const page = await desk.enter('/inbox/cnv_0')
  const first = page.getByRole('article').first()
  await first.hover()
  await first.getByRole('button', { name: 'How the bot read this' }).click()
  const reading = page.getByRole('dialog')
  await reading.getByText('find product', { exact: true }).waitFor()
  const told = (await reading.textContent())?.replaceAll('\u00a0', ' ')
  expect(told).toContain('91 %')
  expect(told).toContain('ask stock')
  expect(told).toContain('6.4 ms')
  expect(told).toContain('catalogue search 2.8 ms')
  expect(told).toMatch(/Havn table lamp: price .*649.*, stock in stock/)
  expect(told).not.toContain('cart view')
})

test('a reading is opened from what the bot said and left by keyboard, and stays on a phone’s screen', async () => {
  const page = await desk.enter('/inbox/cnv_0', { viewport: { width: 390, height: 844 } })
  const said = page
    .locator('article[data-from="bot"]')
    .filter({ has: page.getByRole('button') })
    .first()
  const opener = said.getByRole('button', { name: 'How the bot read this' })
  await opener.focus()
  await page.keyboard.press('Enter')
  const reading = page.getByRole('dialog')
  await reading.getByText('catalogue search').waitFor()
  const box = await reading.boundingBox()
  expect(box?.x).toBeGreaterThanOrEqual(0)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
  await reading.getByText('2 more').click()
  await reading.getByText('Bord:').waitFor()
  await page.keyboard.press('Escape')
  await reading.waitFor({ state: 'hidden' })
  await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true)
})

test('from beside the talk something of an order is replaced: said, shown in full, and done by a yes', async () => {
  const page = await desk.enter('/inbox/cnv_0')
  await page.getByRole('button', { name: 'Do something with order T-10010' }).click()
  await page.getByRole('menuitem', { name: 'Replace, exchange or take back …' }).click()
  const dialogue = page.getByRole('dialog')
  const see = dialogue.getByRole('button', { name: 'See what would happen' })
  await see.waitFor()
  expect(await see.isDisabled()).toBe(true)
  await dialogue.getByRole('combobox', { name: 'Why' }).click()
  await page.getByRole('option', { name: 'It is broken' }).click()
  await see.click()
  await dialogue.getByText('T-10010', { exact: true }).waitFor()
  await dialogue.getByText('exchange', { exact: true }).waitFor()
  await dialogue.getByRole('button', { name: 'Exchange from order T-10010' }).click()
  await page.getByText('Noted. She gets a mail about what to do now.').waitFor()
  await dialogue.waitFor({ state: 'detached' })
})
