import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
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

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Names of the rules that are broken seriously, with where. */
async function seriousFaults(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axePath })
  const found: { impact: string; id: string; nodes: { target: unknown }[] }[] = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  )
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => JSON.stringify(target)).join(', ')}`)
}

const pages = [
  '/inbox',
  '/inbox/cnv_0',
  '/orders',
  '/learning',
  '/learning?tab=suggestions',
  '/learning?tab=versions',
  '/learning?tab=figures',
  '/orders?shown=board',
  '/orders/ord_3',
  '/returns',
  '/returns/ret_2',
  '/reviews',
  '/reviews/rev_0',
  '/payments',
  '/payments?show=compared',
  '/persons',
  '/persons/per_1',
  '/companies',
  '/companies/com_1',
  '/catalogue/price-lists',
  '/catalogue/price-lists/lst_1',
  '/catalogue/search',
  '/quotes',
  '/quotes/quo_1',
  '/mails/mai_0',
  '/for-you',
  '/visitors',
  '/rooms',
  '/rooms/rom_1',
  '/settings?tab=rules',
  '/settings',
  '/settings?tab=people',
  '/settings?tab=teams',
  '/settings?tab=macros',
  '/settings?tab=keys',
  '/settings?tab=audit',
  '/reports',
]
const ready = 'main :is(li, table, dl, iframe, form, [role="log"] article)'

test.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 390],
] as const)('axe finds nothing serious in %s at %i pixels', { timeout: 120_000 }, async (colorScheme, width) => {
  const options = { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' as const }
  const outside = await desk.open(options)
  await outside.getByRole('button', { name: 'Use the demo login' }).waitFor()
  expect(await seriousFaults(outside)).toEqual([])
  const page = await desk.enter('/inbox', options)
  for (const path of pages) {
    await page.goto(`${desk.server.address}/console${path}`)
    const stands = page.locator(ready).filter({ visible: true }).first()
    await expect.poll(() => stands.isVisible(), { ...soon, message: path }).toBe(true)
    expect(await seriousFaults(page), path).toEqual([])
  }
})

test('an agent signs in, finds who waits, takes, answers, notes, gives back and resolves by keyboard alone', async () => {
  const page = await desk.open()
  const { keyboard } = page
  const waits = desk.server.desk.conversations.get('cnv_6')
  await page.getByLabel('E-mail').waitFor()
  await keyboard.type('anna@torget.example')
  await keyboard.press('Tab')
  await keyboard.type('torget-demo')
  await keyboard.press('Enter')
  await page.getByRole('listitem').filter({ hasText: 'Őry-Kovács Zsófia' }).waitFor()
  await keyboard.press('j')
  await keyboard.press('Enter')
  await page.getByRole('log').getByText('Vissza szeretném küldeni a lámpát.').first().waitFor()
  await page.getByRole('button', { name: 'Take', exact: true }).waitFor()
  await keyboard.press('t')
  await expect.poll(() => waits?.desk.owner, soon).toBe('agent')
  await page.getByText('Anna Virtanen joined the chat').waitFor()
  await keyboard.press('r')
  await keyboard.type('Jó napot, azonnal intézem.')
  await keyboard.press('Enter')
  await page.getByRole('log').getByText('Jó napot, azonnal intézem.').waitFor()
  await keyboard.press('Escape')
  await keyboard.press('n')
  await keyboard.type('Új lámpa holnap.')
  await keyboard.press('Enter')
  await page.getByRole('log').getByText('Új lámpa holnap.').waitFor()
  await keyboard.press('Escape')
  await keyboard.press('g')
  await expect.poll(() => waits?.desk.owner, soon).toBe('bot')
  await keyboard.press('e')
  await expect.poll(() => waits?.desk.status, soon).toBe('resolved')
  await page.getByRole('button', { name: 'Undo' }).last().waitFor()
  await keyboard.press('z')
  await expect.poll(() => waits?.desk.status, soon).toBe('open')
  await keyboard.press('?')
  await page.getByRole('dialog').getByText('Give back to the bot').or(page.getByText('Leave a note')).first().waitFor()
  await keyboard.press('Escape')
  await keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Search commands' }).waitFor()
  await keyboard.type('go to orders')
  await keyboard.press('Enter')
  await page.waitForURL(/\/console\/orders/)
})

test('a draft waits for the agent who looked at somebody else meanwhile', async () => {
  const page = await desk.enter('/inbox/cnv_0')
  await page.locator('textarea').first().waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('Ég athuga þetta')
  await page.goto(`${desk.server.address}/console/inbox/cnv_4`)
  await page.locator('textarea').first().waitFor()
  expect(await page.locator('textarea').first().inputValue()).toBe('')
  await page.goto(`${desk.server.address}/console/inbox/cnv_0`)
  await expect.poll(() => page.locator('textarea').first().inputValue(), soon).toBe('Ég athuga þetta')
})

test('on a phone one pane is seen at a time, and back leads to the list', async () => {
  const page = await desk.enter('/inbox', { viewport: { width: 390, height: 844 }, hasTouch: true })
  const list = page.getByRole('region', { name: 'Conversations' })
  await list.getByRole('link', { name: /Öberg/ }).click()
  await page.getByRole('log').waitFor()
  expect(await list.isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Show the person' }).click()
  await page.getByRole('complementary', { name: 'Person' }).getByText('Basket now').waitFor()
  await page.getByRole('button', { name: 'Fold the person away' }).click()
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await list.waitFor()
  expect(await page.getByRole('log').isVisible()).toBe(false)
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
})
