import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { findChromium } from '../../../tools/chromium.ts'
import { fillCheckout, findings, stageScene } from './shopper.ts'

const pages = [
  '/',
  '/products',
  '/products?category=home&colour=sage',
  '/products?q=helicopter',
  '/products/sigla-jumper?lang=fi',
  '/products/holm-sofa?asked=1',
  '/products/sav-hand-cream?variant=SAV-HAND-RHUBARB',
  '/cart',
  '/help',
  '/help/size-guide-shoes',
  '/quotes/quo_priced?t=good',
  '/quotes/quo_past?t=good',
  '/approvals/prp_1?by=per_boss&t=good',
  '/nothing-here',
]

async function widerThanSeen(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

for (const colorScheme of ['light', 'dark'] as const) {
  describe(`in ${colorScheme}`, () => {
    const scene = stageScene(findChromium, { colorScheme })
    test('axe finds nothing wrong on any page', async () => {
      for (const path of pages) {
        const page = await scene.open(path)
        expect(await findings(page), path).toEqual([])
      }
    })

    test('axe finds nothing wrong from the drawer to the order', async () => {
      const page = await scene.open('/products/holm-sofa?lang=en')
      await page.getByRole('button', { name: 'Add to basket' }).click()
      await page.getByRole('dialog').waitFor()
      expect(await findings(page), 'drawer').toEqual([])
      await scene.open('/cart')
      expect(await findings(page), 'basket').toEqual([])
      await scene.open('/checkout')
      await page.getByRole('button', { name: 'See the whole order' }).click()
      await page.locator('#wrong-email').waitFor()
      expect(await findings(page), 'checkout').toEqual([])
      await fillCheckout(page)
      await page.getByRole('button', { name: 'See the whole order' }).click()
      await page.getByRole('heading', { name: 'Is this right?' }).waitFor()
      expect(await findings(page), 'review').toEqual([])
      await page.getByRole('button', { name: 'Order and pay' }).click()
      await page.getByRole('heading', { name: 'Thank you' }).waitFor()
      expect(await findings(page), 'order').toEqual([])
      const order = new URL(page.url())
      await scene.open(`${order.pathname}/reviews${order.search}`)
      await page.getByRole('heading', { name: 'What do you think?' }).waitFor()
      expect(await findings(page), 'what she thinks').toEqual([])
      await scene.open(`${order.pathname}/return${order.search}`)
      await page.getByRole('button', { name: 'See what would happen' }).click()
      expect(await findings(page), 'return').toEqual([])
      await page.getByRole('radio', { name: 'Changed my mind' }).check()
      await page.getByRole('button', { name: 'See what would happen' }).click()
      expect(await findings(page), 'return, once more').toEqual([])
      await page.getByRole('button', { name: 'Return from order' }).click()
      await page.locator('#returns').getByText('R-1001').first().waitFor()
      expect(await findings(page), 'order with a return').toEqual([])
    })
  })
}

describe('on a phone', () => {
  const scene = stageScene(findChromium, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  test('nothing is wider than the page, in the language with the longest words', async () => {
    for (const path of pages) {
      const page = await scene.open(path.includes('?') ? `${path}&lang=fi` : `${path}?lang=fi`)
      expect(await widerThanSeen(page), path).toBeLessThanOrEqual(0)
    }
  })

  test('menus are opened and closed by hand', async () => {
    const page = await scene.open('/?lang=en')
    await page.getByLabel('Menu').click()
    await page.getByRole('link', { name: 'Shoes' }).first().waitFor()
    await page.keyboard.press('Escape')
    expect(await page.locator('details.menu[open]').count()).toBe(0)
  })
})

describe('by keyboard', () => {
  const scene = stageScene(findChromium)
  test('a filter is set and taken off without a mouse', async () => {
    const page = await scene.open('/products?lang=en')
    await page.getByText('Colour', { exact: true }).press('Enter')
    await page.getByRole('link', { name: /^sage/ }).press('Enter')
    await page.waitForURL(/colour=sage/)
    await page.getByRole('link', { name: 'Remove the filter sage' }).press('Enter')
    await page.waitForURL((url) => !url.searchParams.has('colour'))
  })
})
