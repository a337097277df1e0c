import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTwoSides, type TwoSides } from './support/two-sides.ts'

const patience = { timeout: 25_000 }

let sides: TwoSides
let hers: Page
let desk: Page

beforeAll(async () => {
  sides = await openTwoSides()
  hers = await sides.shopper('/?lang=en')
  await hers.locator('#launcher').click()
  await hers.locator('textarea').fill('may I talk to a person?')
  await hers.keyboard.press('Enter')
  await hers.locator('#log .row.theirs').first().waitFor(patience)
  desk = await sides.desk('/inbox?view=all')
  await desk.getByRole('region', { name: 'Conversations' }).getByRole('listitem').first().click()
  await desk.getByRole('log').waitFor()
}, 120_000)
afterAll(() => sides?.close())

/** A picture of four points, as a browser draws it. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGM4MS0AiBggFAAw9ga5BrpGmgAAAABJRU5ErkJggg==',
  'base64',
)

/** Files let go over an element, as from another window. */
async function drop(page: Page, selector: string, name: string, type: string, bytes: Buffer): Promise<void> {
  const given = await page.evaluateHandle(`(() => {
    const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (sign) => sign.charCodeAt(0))
    const transfer = new DataTransfer()
    transfer.items.add(new File([bytes], '${name}', { type: '${type}' }))
    return transfer
  })()`)
  await page.dispatchEvent(selector, 'drop', { dataTransfer: given })
}

const natural = (page: Page) => page.locator('img[alt="lamp.png"]').evaluate((one) => Reflect.get(one, 'naturalWidth'))

test('a picture dropped into the chat is seen by both sides, and a page that calls itself a picture by nobody', async () => {
  await drop(hers, '#panel', 'lamp.png', 'image/png', png)
  await hers.locator('#log img[alt="lamp.png"]').waitFor(patience)
  await desk.getByRole('log').locator('img[alt="lamp.png"]').waitFor(patience)
  await expect.poll(() => natural(hers), patience).toBe(2)
  await expect.poll(() => natural(desk), patience).toBe(2)

  await drop(
    hers,
    '#panel',
    'lamp.png',
    'image/png',
    Buffer.from('<svg onload="document.title=1" xmlns="http://www.w3.org/2000/svg"/>'),
  )
  await hers.getByText("lamp.png can't be sent", { exact: false }).waitFor(patience)
  await hers.getByRole('button', { name: 'Remove' }).click()
  expect(await hers.locator('.tray').count()).toBe(0)
  expect(await desk.getByRole('log').locator('img').count()).toBe(1)
})

test('the button asks what to send; what did not get through is sent again by one press and stands once', async () => {
  await hers.getByRole('button', { name: 'Attach' }).focus()
  await hers.keyboard.press('Enter')
  await hers.getByRole('button', { name: 'Picture or file' }).waitFor(patience)
  await hers.keyboard.press('Escape')
  await hers.getByRole('button', { name: 'Picture or file' }).waitFor({ ...patience, state: 'detached' })
  expect(await hers.locator('#panel').isVisible()).toBe(true)

  await hers.route('**/api/widget/files**', (route) => route.abort(), { times: 1 })
  await hers.getByRole('button', { name: 'Attach' }).click()
  const chooser = hers.waitForEvent('filechooser')
  await hers.getByRole('button', { name: 'Picture or file' }).click()
  await (await chooser).setFiles({ name: 'wish list.csv', mimeType: 'text/csv', buffer: Buffer.from('lantern;2\n') })
  await hers.getByText("wish list.csv didn't get through.").waitFor(patience)
  await hers.getByRole('button', { name: 'Try again' }).click()
  await desk.getByRole('log').getByRole('link', { name: 'wish list.csv' }).waitFor(patience)
  await expect.poll(() => hers.locator('#log').getByRole('link', { name: 'wish list.csv' }).count(), patience).toBe(1)
  expect(await hers.locator('.tray').count()).toBe(0)
})

test('a few words spoken by either side are heard by the other', async () => {
  await hers.getByRole('button', { name: 'Attach' }).click()
  await hers.getByRole('button', { name: 'Voice note' }).click()
  await hers.getByText('Recording 0:01').waitFor(patience)
  await hers.locator('.tray').getByRole('button', { name: 'Send' }).click()
  await desk
    .getByRole('log')
    .locator('audio')
    .waitFor({ ...patience, state: 'attached' })

  await desk.getByRole('button', { name: 'Record a voice note' }).click()
  await desk.getByText('Recording 0:01').waitFor(patience)
  await desk.getByRole('button', { name: 'Send the voice note' }).click()
  await expect.poll(() => hers.locator('#log audio').count(), patience).toBe(2)
  const plays = () =>
    hers
      .locator('#log audio')
      .evaluateAll((players) =>
        players.map((player) => Reflect.get(player, 'readyState') > 0 && Reflect.get(player, 'error') === null),
      )
  await expect.poll(plays, patience).toEqual([true, true])
})

test('an agent pastes and picks files; refused ones say why, a note takes none, and each arrives as something to fetch', async () => {
  await desk.locator('input[type=file]').setInputFiles([
    { name: 'How to hang it.txt', mimeType: 'text/plain', buffer: Buffer.from('Up with it.') },
    { name: 'tool.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\u0000\u0001\u0002') },
  ])
  await desk.getByRole('alert').getByText('this is none of them', { exact: false }).waitFor(patience)
  await desk.getByRole('button', { name: 'Discard' }).click()
  const link = hers.locator('#log').getByRole('link', { name: 'How to hang it.txt' })
  await link.waitFor(patience)
  const address = (await link.getAttribute('href')) ?? ''
  const answer = await fetch(address)
  expect(await answer.text()).toBe('Up with it.')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="How to hang it.txt"/)
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  expect(await hers.locator('#log').getByText('tool.exe').count()).toBe(0)

  await desk.getByText('Note', { exact: true }).click()
  expect(await desk.getByRole('button', { name: 'Send files' }).count()).toBe(0)
  const field = desk.getByRole('textbox', { name: 'Note for colleagues' })
  await field.fill('only for us')
  expect(await desk.getByRole('log').getByText('only for us').count()).toBe(0)
})
