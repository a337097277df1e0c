import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../../../tools/chromium.ts'
import { type Desk, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk(await findChromium())
})
afterAll(() => desk.close())

test('a word that finds nothing is written beside those that do, never alone, and stays', async () => {
  const page = await desk.enter('/catalogue/search')
  const asked = page.getByLabel('What a shopper asks for')
  await asked.fill('davenport')
  await asked.press('Enter')
  await page.getByText('Nothing is found by “davenport”.').waitFor()

  const english = page.getByLabel('English')
  expect(await english.inputValue()).toBe('settee, couch, sofa')
  await english.fill('settee, couch, sofa\ndavenport')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('“davenport” stands alone').waitFor()
  await english.fill('settee, couch, sofa, davenport')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  await expect.poll(() => english.inputValue().catch(() => '')).toBe('settee, couch, sofa, davenport')
  await asked.fill('settee')
  await asked.press('Enter')
  await page.getByText('3 products').waitFor()
  expect(await page.getByText('Nothing is found').count()).toBe(0)
})
