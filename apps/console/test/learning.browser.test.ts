import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../../../tools/chromium.ts'
import { type Desk, openDesk } from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk(await findChromium())
})
afterAll(() => desk.close())

test('an agent says what messages meant, and they stand among the examples and in the list no more', async () => {
  const page = await desk.enter('/learning')
  const group = page.getByRole('listitem').filter({ hasText: 'Skutt på mina grejer' }).first()
  await group.getByText('3 times, ').waitFor()
  expect(await group.getByRole('button', { name: 'Teach' }).isDisabled()).toBe(true)
  await group.getByPlaceholder('She means…').fill('track')
  await page.getByRole('option', { name: 'track parcel' }).click()
  await group.getByRole('button', { name: 'Teach' }).click()
  await page.getByText('means track parcel.').waitFor()
  await group.waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'Examples' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Skutt på mina grejer' }).waitFor()
})

test('an answer is kept as a draft, and what is left can be brought back', async () => {
  const page = await desk.enter('/learning')
  const group = page.getByRole('listitem').filter({ hasText: 'do you wrap it as a present' }).first()
  await group.getByRole('button', { name: 'Write an answer' }).click()
  await group.getByLabel('Answer, in English').fill('Yes, for nothing. Tell us when you order.')
  await group.getByRole('button', { name: 'Keep as a draft' }).click()
  await page.getByText('is kept as a draft').waitFor()
  await group.waitFor({ state: 'detached' })
  const other = page.getByRole('listitem').filter({ hasText: 'Onko tää pöly' }).first()
  await other.getByRole('button', { name: 'Leave' }).click()
  await other.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await other.waitFor()
})

test('what somebody answered becomes an article draft at one press, or is left and brought back', async () => {
  const page = await desk.enter('/learning?tab=suggestions')
  const oiled = page.getByRole('listitem').filter({ hasText: 'oak table oiled' }).first()
  await oiled.getByText('Asked 3 times').waitFor()
  await oiled.getByRole('button', { name: 'Keep as a draft' }).click()
  await page.getByText('is kept as a draft').waitFor()
  await oiled.waitFor({ state: 'detached' })
  const cover = page.getByRole('listitem').filter({ hasText: 'Går klädseln' }).first()
  await cover.getByRole('button', { name: 'Edit first' }).click()
  await cover.getByLabel('Answer, in Swedish').fill('Ja, med dragkedjan baktill.')
  await cover.getByRole('button', { name: 'Keep as a draft' }).last().click()
  await cover.waitFor({ state: 'detached' })
  const lamp = page.getByRole('listitem').filter({ hasText: 'sopiiko valaisin' }).first()
  await lamp.getByRole('button', { name: 'Leave' }).click()
  await page.getByText('No ideas yet.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await lamp.waitFor()
})

test('versions are compared by language, and gone back to only after a yes', async () => {
  const page = await desk.enter('/learning?tab=versions')
  const refused = page.getByRole('listitem').filter({ hasText: 'Version 2' })
  await refused.getByText('a language would lose more than half a point').waitFor()
  expect(await refused.getByRole('row', { name: /Finnish/ }).textContent()).toContain('−1.2')
  expect(await refused.getByRole('button', { name: /Go back/ }).count()).toBe(0)
  await page.getByRole('button', { name: 'Go back to this, version 1' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('listitem').filter({ hasText: 'Version 3' }).getByText('Live', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Go back to this, version 1' }).click()
  await dialog.getByRole('button', { name: 'Read by it' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Version 1' }).getByText('Live', { exact: true }).waitFor()
})

test('figures are told by day, language, channel and flow, and fit a phone', async () => {
  const page = await desk.enter('/learning?tab=figures', { viewport: { width: 390, height: 844 } })
  await page.getByRole('img', { name: /What came of what was said, by day/ }).waitFor()
  await page
    .locator('input')
    .and(page.getByLabel('By', { exact: true }))
    .click()
  await page.getByRole('option', { name: 'Language' }).click()
  await page.getByRole('rowheader', { name: 'Swedish' }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
})
