import { describe, expect, test } from 'vitest'
import { findChromium } from '../../../tools/chromium.ts'
import { altered } from '../dev/fake-catalogue.ts'
import { fillCheckout, stageScene } from './shopper.ts'

const visitorOf = (scene: ReturnType<typeof stageScene>) => [...scene.server.shop.visitors.values()][0]

describe('without JavaScript', () => {
  const scene = stageScene(findChromium, { javaScriptEnabled: false })

  test('a sofa is found, put in the basket, changed, ordered and followed', async () => {
    const page = await scene.open('/')
    await page.getByRole('link', { name: 'Search' }).click()
    await page.getByRole('searchbox').fill('three-seat')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('link', { name: /Holm three-seat sofa/ }).click()
    await page.getByRole('link', { name: 'oatmeal' }).click()
    expect(page.url()).toContain('variant=HOLM3-OATMEAL')
    await page.getByRole('button', { name: 'Add to basket' }).click()
    expect(await page.getByRole('status').first().textContent()).toContain("It's in your basket.")

    await page.getByRole('button', { name: 'One more: Holm' }).click()
    expect(visitorOf(scene)?.lines).toMatchObject([{ sku: 'HOLM3-OATMEAL', quantity: 2 }])
    await page.getByLabel('How many: Holm').fill('1')
    await page.getByLabel('How many: Holm').press('Enter')
    expect(visitorOf(scene)?.lines).toMatchObject([{ quantity: 1 }])
    await page.getByRole('button', { name: 'Remove Holm' }).click()
    expect(await page.locator('main').textContent()).toContain('There is nothing in it yet.')
    await page.getByRole('button', { name: 'Put it back' }).click()

    await page.getByRole('link', { name: 'To the checkout' }).click()
    await page.getByRole('button', { name: 'See the whole order' }).click()
    expect(await page.locator('#wrong-email').textContent()).toContain('name@example.com')
    expect(visitorOf(scene)?.proposals.size).toBe(0)
    await fillCheckout(page)
    await page.getByRole('button', { name: 'See the whole order' }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Is this right?')
    expect(visitorOf(scene)?.orders.size).toBe(0)
    await page.getByRole('button', { name: 'Order and pay' }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('we have your order')
    expect(await page.locator('main').textContent()).toContain('1004 2178 95')
    expect(visitorOf(scene)?.orders.size).toBe(1)
    expect(scene.server.shop.faults).toEqual([])
  })
})

describe('a code', () => {
  const scene = stageScene(findChromium, { javaScriptEnabled: false })

  test('counts in the basket and at the checkout, is told why where it does not, and is taken out again', async () => {
    const page = await scene.open('/products/holm-sofa')
    await page.getByRole('button', { name: 'Add to basket' }).click()
    await page.getByText('A code or a gift card?').click()
    await page.getByLabel('Code', { exact: true }).fill('nonsense')
    await page.getByLabel('Code', { exact: true }).press('Enter')
    expect(await page.locator('#wrong-code').textContent()).toBe('I don’t know that code.')
    expect(await page.getByLabel('Code', { exact: true }).inputValue()).toBe('nonsense')
    expect(visitorOf(scene)?.codes).toEqual([])
    await page.getByLabel('Code', { exact: true }).fill('ten')
    await page.getByRole('button', { name: 'Use', exact: true }).click()
    expect(await page.locator('.totals').textContent()).toContain('Ten per cent off−€129.00')

    // What was typed at the checkout is still there after a code was tried.
    await page.getByRole('link', { name: 'To the checkout' }).click()
    await fillCheckout(page)
    await page.getByLabel('Code', { exact: true }).fill('gift0042')
    await page.getByLabel('Code', { exact: true }).press('Enter')
    expect(new URL(page.url()).pathname).toBe('/checkout')
    expect(await page.getByLabel('E-mail').inputValue()).toBe('anna@example.com')
    expect(await page.locator('.totals').textContent()).toContain('Gift card−€50.00')
    expect(visitorOf(scene)?.proposals.size).toBe(0)
    await page.getByRole('button', { name: 'Remove TEN' }).click()
    expect(visitorOf(scene)?.codes).toEqual(['GIFT0042'])
    await page.getByRole('button', { name: 'See the whole order' }).click()
    expect(await page.locator('.totals').textContent()).toContain('To pay€')
    await page.getByRole('button', { name: 'Order and pay' }).click()
    expect(await page.locator('.summary .totals').textContent()).toContain('Gift card−€50.00')
    expect(scene.server.shop.faults).toEqual([])
  })
})

describe('sending something back', () => {
  const scene = stageScene(findChromium, { javaScriptEnabled: false })

  test('is asked for by the order’s link alone, shown first, done by a yes, and followed on the order’s page', async () => {
    const page = await scene.open('/products/holm-sofa')
    await page.getByRole('button', { name: 'Add to basket' }).click()
    await page.getByRole('link', { name: 'To the checkout' }).click()
    await fillCheckout(page)
    await page.getByRole('button', { name: 'See the whole order' }).click()
    await page.getByRole('button', { name: 'Order and pay' }).click()
    const order = new URL(page.url())
    await scene.open(`${order.pathname}/return?t=stolen`)
    expect(await page.locator('main').textContent()).toContain('nothing at this address')

    await scene.open(`${order.pathname}/return${order.search}`)
    expect(await page.locator('.terms').textContent()).toContain('30 days')
    expect(await page.locator('.terms').textContent()).toContain('€4.90')
    await page.getByRole('button', { name: 'See what would happen' }).click()
    expect(await page.locator('#wrong-reason').textContent()).toBe('Choose why it comes back.')
    await page.getByRole('radio', { name: 'Changed my mind' }).check()
    await page.getByLabel('Anything we should know?').fill('nonsense')
    await page.getByRole('button', { name: 'See what would happen' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('That was possible for 30 days.')
    await page.getByLabel('Anything we should know?').fill('')
    await page.getByRole('button', { name: 'See what would happen' }).click()
    expect(scene.server.shop.returns.asked.size).toBe(0)
    await page.getByRole('button', { name: 'Return from order' }).click()
    expect(await page.locator('#returns').textContent()).toContain('Write R-1001 on the parcel')
    expect(await page.locator('#returns a').first().getAttribute('href')).toBe('https://label.example/1')
    expect(scene.server.shop.returns.asked.size).toBe(1)
    expect(scene.server.shop.faults).toEqual([])
  })
})

describe('with JavaScript', () => {
  const scene = stageScene(findChromium)

  test('a code counts in the drawer without leaving the page', async () => {
    const page = await scene.open('/products/holm-sofa')
    await page.getByRole('button', { name: 'Add to basket' }).click()
    const drawer = page.getByRole('dialog', { name: 'Your basket' })
    await drawer.getByText('A code or a gift card?').click()
    await drawer.getByLabel('Code', { exact: true }).fill('nonsense')
    await page.keyboard.press('Enter')
    await expect.poll(() => drawer.textContent()).toContain('I don’t know that code.')
    await drawer.getByLabel('Code', { exact: true }).fill('ten')
    await page.keyboard.press('Enter')
    await expect.poll(() => drawer.textContent()).toContain('Ten per cent off−€129.00')
    expect(page.url()).toContain('/products/holm-sofa')
    expect(scene.faults).toEqual([])
  })

  test('the drawer shows what delivery costs before anything is asked, and the page is never left', async () => {
    const page = await scene.open('/products/holm-sofa')
    await page.getByRole('button', { name: 'Add to basket' }).click()
    const drawer = page.getByRole('dialog', { name: 'Your basket' })
    await drawer.waitFor()
    expect(await drawer.textContent()).toContain('€49.00')
    await drawer.getByRole('button', { name: 'One more' }).click()
    await expect.poll(() => drawer.textContent()).toContain('€2,580.00')
    // The focus is still where it was, for the next press.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('One more')
    await page.keyboard.press('Enter')
    await expect.poll(() => visitorOf(scene)?.lines[0]?.quantity).toBe(3)
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    expect(page.url()).toContain('/products/holm-sofa')
    expect(await page.locator('[data-basket-count]').textContent()).toContain('3')
    expect(scene.faults).toEqual([])
  })

  test('two quick presses are one thing more each, and what is not there is refused in place', async () => {
    altered.stock.set('HOLM3-SAGE', 2)
    const page = await scene.open('/products/holm-sofa?variant=HOLM3-SAGE')
    await page.getByRole('button', { name: 'Add to basket' }).dblclick()
    await page.getByRole('dialog').waitFor()
    await expect.poll(() => visitorOf(scene)?.lines[0]?.quantity).toBe(1)
    await page.getByRole('button', { name: 'One more' }).click()
    await expect.poll(() => visitorOf(scene)?.lines[0]?.quantity).toBe(2)
    await page.getByRole('button', { name: 'One more' }).click()
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('There are only 2 left.')
    expect(visitorOf(scene)?.lines[0]?.quantity).toBe(2)
  })

  test('a colour is chosen in place, by keyboard too, and the address follows', async () => {
    const page = await scene.open('/products/sigla-jumper')
    await page.getByRole('link', { name: 'forest green' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url()).toContain('shown=SIGLA-')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('title'))).toBe('forest green')
    await page.getByRole('link', { name: 'L', exact: true }).click()
    await page.getByRole('button', { name: 'Add to basket' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.waitFor()
    expect(await drawer.textContent()).toContain('forest green, L')
    expect(scene.faults).toEqual([])
  })

  test('what another tab or the chat does to the basket is seen at once', async () => {
    const page = await scene.open('/products/holm-sofa')
    await page.getByRole('button', { name: 'Add to basket' }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    const other = await scene.context.newPage()
    await other.goto(`${scene.server.address}/products/morgon-mug`)
    await other.getByRole('button', { name: 'Add to basket' }).click()
    await other.getByRole('dialog').waitFor()
    await page.bringToFront()
    await expect.poll(() => page.locator('[data-basket-count]').textContent(), { timeout: 10_000 }).toContain('2')
  })

  test('the chat and the site are one visitor', async () => {
    const page = await scene.open('/products/holm-sofa')
    await page.getByRole('button', { name: 'Add to basket' }).click()
    await page.getByRole('dialog').waitFor()
    await page.reload()
    expect(await page.evaluate(() => localStorage.getItem('parley:pk_test:visitor'))).toBe('v1')
    await page.evaluate(() => document.dispatchEvent(new CustomEvent('parley:visitor', { detail: { token: 'v7' } })))
    const cookies = await scene.context.cookies()
    expect(cookies.find(({ name }) => name === 'parley_visitor')?.value).toBe('v7')
  })

  test('the order is placed once however often the button is pressed', async () => {
    const page = await scene.open('/products/holm-sofa')
    await page.getByRole('button', { name: 'Add to basket' }).click()
    await page.getByRole('link', { name: 'To the checkout' }).click()
    await fillCheckout(page)
    await page.getByRole('button', { name: 'See the whole order' }).click()
    await page.getByRole('button', { name: 'Order and pay' }).dblclick()
    await page.getByRole('heading', { name: 'Thank you, we have your order' }).waitFor()
    expect(visitorOf(scene)?.orders.size).toBe(1)
  })

  test('another country shows its own ways of delivery at once', async () => {
    const page = await scene.open('/products/morgon-mug')
    await page.getByRole('button', { name: 'Add to basket' }).click()
    await page.getByRole('link', { name: 'To the checkout' }).click()
    await page.getByRole('radio', { name: 'Collect in our shop' }).check()
    expect(await page.getByLabel('Street and number').isVisible()).toBe(false)
    await page.getByLabel('Country').selectOption('GB')
    await page.getByRole('radio', { name: 'Collect in our shop' }).waitFor({ state: 'detached' })
    expect(await page.getByRole('radio', { name: 'To your door' }).count()).toBe(1)
    expect(await page.getByLabel('Street and number').isVisible()).toBe(true)
  })

  test('a page costs little: scripts within 6 kB, styles within 8 kB, gzipped', async () => {
    const { gzipSync } = await import('node:zlib')
    const page = await scene.open('/products')
    const files = await page.evaluate(() =>
      [...document.querySelectorAll('script[type=module], link[rel=stylesheet]')].map(
        (one) => one.getAttribute('src') ?? one.getAttribute('href') ?? '',
      ),
    )
    expect(files).toHaveLength(2)
    for (const file of files) {
      const text = await (await fetch(scene.server.address + file)).text()
      expect(gzipSync(text).length, file).toBeLessThan(file.endsWith('.js') ? 6_000 : 8_000)
    }
  })
})
