import { expect, test } from 'vitest'
import { findChromium } from '../../../tools/chromium.ts'
import { bubbles, eventually, openChat, openPage, stageScene, write } from './shopper.ts'

const scene = stageScene(findChromium)

test('a shopper writes, is answered, and finds the talk again on the next page and after a reload', async () => {
  const { page, server } = scene
  await openChat(page)
  await write(page, 'Hej')
  await eventually(() => bubbles(page)).toEqual(['Hej', 'Du skrev: Hej'])
  await page.goto(`${server.address}/next`)
  await eventually(() => bubbles(page)).toEqual(['Hej', 'Du skrev: Hej'])
  await page.reload()
  await eventually(() => bubbles(page)).toEqual(['Hej', 'Du skrev: Hej'])
  expect(server.shop.heard).toHaveLength(1)
  expect(server.shop.conversations.size).toBe(1)
  expect(scene.faults).toEqual([])
})

test('a question can be answered by a tap or in words, and its chips are gone afterwards', async () => {
  const { page, server } = scene
  await openChat(page)
  await write(page, 'leverans')
  await page.getByRole('button', { name: 'Till ombud' }).click()
  await eventually(() => server.shop.heard.at(-1)?.said).toEqual({
    type: 'choice',
    value: 'agent',
    label: 'Till ombud',
  })
  await eventually(() => page.locator('.chip').count()).toBe(0)
  await write(page, 'leverans')
  await page.locator('.chip').first().waitFor()
  await write(page, 'hem till dörren, tack')
  await eventually(() => page.locator('.chip').count()).toBe(0)
})

test('a double click on a product puts one in the cart, and the page hears of it', async () => {
  const { page, server } = scene
  await page.evaluate(() => {
    window.parley?.on('cart', (cart) => document.body.setAttribute('data-cart', JSON.stringify(cart)))
  })
  await openChat(page)
  await write(page, 'pläd')
  await page.getByRole('button', { name: 'Lägg i varukorgen: Pläd Lin' }).dblclick()
  await eventually(() => page.getAttribute('body', 'data-cart')).toBe('{"cartId":"crt_1","version":2}')
  const clicks = server.shop.heard.filter(({ said }) => said.type === 'click')
  expect(clicks.map(({ said }) => said)).toEqual([
    { type: 'click', action: 'add:var_lin', label: 'Lägg i varukorgen: Pläd Lin' },
  ])
})

test('an order is placed by one press, which cannot be repeated', async () => {
  const { page, server } = scene
  await openChat(page)
  await write(page, 'ombud')
  await page.getByRole('button', { name: /^Beställ och betala/ }).dblclick()
  await page.getByText('Order T-10042').waitFor()
  expect(server.shop.heard.filter(({ said }) => said.type === 'click')).toHaveLength(1)
  expect(await page.getByRole('button', { name: /^Beställ och betala/ }).count()).toBe(0)
})

test('a form tells at each field what is missing and is sent once it is right', async () => {
  const { page, server } = scene
  await openChat(page)
  await write(page, 'kassan')
  await page.getByRole('button', { name: 'Fortsätt' }).click()
  expect(
    await page.evaluate(() => document.querySelector('#parley')?.shadowRoot?.activeElement?.getAttribute('name')),
  ).toBe('name')
  expect(await page.locator('.field.wrong').count()).toBe(5)
  expect(server.shop.heard.some(({ said }) => said.type === 'form')).toBe(false)
  const filled = {
    name: 'Anna Öberg',
    email: 'anna@torget.example',
    line1: 'Storgatan 12',
    postalCode: '211 42',
    city: 'Malmö',
  }
  for (const [name, value] of Object.entries(filled)) await page.locator(`input[name=${name}]`).fill(value)
  expect(await page.locator('.field.wrong').count()).toBe(0)
  await page.getByRole('button', { name: 'Fortsätt' }).click()
  await eventually(() => server.shop.heard.at(-1)?.said).toEqual({
    type: 'form',
    id: 'contact',
    values: { ...filled, phone: '', country: 'SE' },
  })
  await eventually(() => page.locator('input[name=email]').count()).toBe(0)
})

test('markup in a message is text', async () => {
  const { page } = scene
  const title = await page.title()
  await openChat(page)
  await write(page, 'html')
  await page.getByText('<script>document.title=2</script>').waitFor()
  await write(page, '<img src=x onerror="document.title=3">')
  await page.getByText('Du skrev: <img src=x onerror="document.title=3">').waitFor()
  expect(await page.locator('.bubble img, .bubble script, .bubble b').count()).toBe(0)
  expect(await page.title()).toBe(title)
})

test('an agent takes over under her own name, and the bot is no longer shown', async () => {
  const { page } = scene
  await openChat(page)
  await page.getByRole('button', { name: 'Mer', exact: true }).click()
  await page.getByRole('button', { name: 'Prata med en människa' }).click()
  await eventually(() => page.locator('.counterpart').textContent()).toBe('Sólveigfrån Torget')
  await page.getByText('Sólveig är med i chatten').waitFor()
  expect(await page.locator('.counterpart').textContent()).not.toContain('Bot')
})

test('another language is one choice away and is kept', async () => {
  const { page, server } = scene
  await openChat(page)
  await page.getByRole('button', { name: 'Mer', exact: true }).click()
  await page.getByLabel('Språk').selectOption('is')
  await page.getByPlaceholder('Skrifaðu skilaboð').waitFor()
  await page.goto(`${server.address}/next`)
  await page.getByPlaceholder('Skrifaðu skilaboð').waitFor()
})

test('two tabs show one talk, and what was read in one is not unread in the other', async () => {
  const { page, server } = scene
  const other = await openPage(scene)
  await openChat(page)
  await write(page, 'Hej från den ena')
  await eventually(() => bubbles(page)).toHaveLength(2)
  await openChat(other)
  await eventually(() => bubbles(other)).toEqual(await bubbles(page))
  await write(other, 'Hej från den andra')
  await eventually(() => bubbles(page)).toEqual([
    'Hej från den ena',
    'Du skrev: Hej från den ena',
    'Hej från den andra',
    'Du skrev: Hej från den andra',
  ])
  expect(server.shop.conversations.size).toBe(1)
  expect(server.shop.heard).toHaveLength(2)
})

test('what comes while the chat is closed is counted on the button', async () => {
  const { page, server } = scene
  await openChat(page)
  await write(page, 'Hej')
  await eventually(() => bubbles(page)).toHaveLength(2)
  await page.getByRole('button', { name: 'Stäng chatten' }).click()
  const [conversation] = server.shop.conversations.values()
  if (!conversation) throw new Error('No conversation was begun.')
  server.shop.say(conversation, { kind: 'bot' }, { type: 'text', text: 'Din order är på väg.' })
  await eventually(() => page.locator('#badge').textContent()).toBe('1')
  expect(await page.locator('#launcher').getAttribute('aria-label')).toBe('Chatta med Torget, 1 oläst meddelande')
  await page.locator('#launcher').click()
  await eventually(() => page.locator('#badge').isHidden()).toBe(true)
})

test('a page can open the chat, speak in it and say who is signed in', async () => {
  const { page, server } = scene
  await page.evaluate(() => {
    window.parley?.identify('signed-in')
    window.parley?.say('Var är min order?')
  })
  await eventually(() => bubbles(page)).toEqual(['Var är min order?', 'Du skrev: Var är min order?'])
  expect(server.sessions.at(-1)).toMatchObject({ key: 'pk_test', identityToken: 'signed-in', language: 'sv' })
  await page.evaluate(() => window.parley?.close())
  await eventually(() => page.locator('#panel').isVisible()).toBe(false)
})

test('whoever does not reach for the chat pays for the loader alone, and who only asks fetches nothing of the checkout', async () => {
  const { page, server } = scene
  const fetched = () =>
    server.served.filter((path) => path.startsWith('/widget/')).map((path) => path.replace(/-[\w-]{8}\.js/, ''))
  expect(fetched()).toEqual(['/widget/loader.js'])
  expect(server.sessions).toEqual([])
  await openChat(page)
  await write(page, 'pläd')
  await page.locator('.product').first().waitFor()
  expect(new Set(fetched())).toEqual(new Set(['/widget/loader.js', '/widget/app', '/widget/texts.sv']))
  await write(page, 'visa varukorg')
  await page.locator('.cart').waitFor()
  expect(fetched()).toContain('/widget/commerce-content')
})
