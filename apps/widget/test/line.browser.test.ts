import { expect, test } from 'vitest'
import { findChromium } from '../../../tools/chromium.ts'
import { bubbles, eventually, openChat, stageScene, write } from './shopper.ts'

const scene = stageScene(findChromium)
const one = <Item>(items: Iterable<Item>): Item => {
  for (const item of items) return item
  throw new Error('There is none.')
}

test('what is written without a connection is kept, over a reload too, and sent once when it is back', async () => {
  const { page, server } = scene
  await openChat(page)
  await write(page, 'Hej')
  await eventually(() => bubbles(page)).toHaveLength(2)
  server.cut()
  await page.getByText('Ingen anslutning just nu', { exact: false }).waitFor()
  await write(page, 'ett')
  await write(page, 'två')
  await eventually(() => page.locator('.row.waiting').count()).toBe(2)
  expect(server.shop.heard).toHaveLength(1)
  server.mend()
  await page.reload()
  await eventually(() => bubbles(page)).toEqual([
    'Hej',
    'Du skrev: Hej',
    'ett',
    'Du skrev: ett',
    'två',
    'Du skrev: två',
  ])
  const told = server.shop.heard.map(({ said }) => (said.type === 'text' ? said.text : ''))
  expect(told).toEqual(['Hej', 'ett', 'två'])
  await eventually(() =>
    page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes(':say:')).length),
  ).toBe(0)
})

test('an answer lost on the way makes the message be sent again under the same id, and it stands once', async () => {
  const { page, server } = scene
  await openChat(page)
  await write(page, 'Hej')
  await eventually(() => bubbles(page)).toHaveLength(2)
  server.loseAnswers = true
  await write(page, 'Kommer det fram?')
  await eventually(() => server.shop.heard.length).toBe(2)
  server.loseAnswers = false
  server.cut()
  server.mend()
  await eventually(() => bubbles(page)).toEqual([
    'Hej',
    'Du skrev: Hej',
    'Kommer det fram?',
    'Du skrev: Kommer det fram?',
  ])
  const ids = server.shop.heard.map(({ clientId }) => clientId)
  expect(ids).toHaveLength(3)
  expect(new Set(ids).size).toBe(2)
})

test('what an agent writes, edits and deletes while the line is cut arrives once and in order', async () => {
  const { page, server } = scene
  await openChat(page)
  await write(page, 'Jag vill prata med en människa')
  await page.getByText('Vad kan jag hjälpa dig med?').waitFor()
  server.cut()
  const conversation = one(server.shop.conversations.values())
  const agent = { kind: 'agent' as const, id: 'acc_1', name: 'Sólveig' }
  const first = server.shop.say(conversation, agent, { type: 'text', text: 'Den kostar 490 kr' })
  const second = server.shop.say(conversation, agent, { type: 'text', text: 'Fel fönster' })
  server.shop.say(conversation, agent, { type: 'text', text: 'Passar det?' })
  server.shop.edit(conversation, first, 'Den kostar 590 kr')
  server.shop.remove(conversation, second)
  server.mend()
  await page.getByText('Passar det?').waitFor({ timeout: 10_000 })
  const said = (await page.locator('.row.theirs .said').allInnerTexts()).slice(-3)
  expect(said).toEqual(['Den kostar 590 kr', 'Meddelandet har tagits bort', 'Passar det?'])
  expect(await page.getByText('Fel fönster').count()).toBe(0)
  expect(await page.getByText('Den kostar 490 kr').count()).toBe(0)
})

test('a change that is missing is asked for, not skipped', async () => {
  const { page, server } = scene
  await openChat(page)
  await write(page, 'Hej')
  await eventually(() => bubbles(page)).toHaveLength(2)
  const conversation = one(server.shop.conversations.values())
  server.muted = true
  server.shop.say(conversation, { kind: 'bot' }, { type: 'text', text: 'Den förlorade' })
  server.muted = false
  server.shop.say(conversation, { kind: 'bot' }, { type: 'text', text: 'Den sista' })
  await eventually(async () => (await bubbles(page)).slice(-2)).toEqual(['Den förlorade', 'Den sista'])
})

test('a line that has gone silent is given up and dialled anew', async () => {
  const { page, server } = scene
  server.heartbeatMs = 300
  await openChat(page)
  await write(page, 'Hej')
  await eventually(() => bubbles(page)).toHaveLength(2)
  server.muted = true
  const before = server.dialled
  await eventually(() => server.dialled).toBeGreaterThan(before)
  server.muted = false
  await write(page, 'Är du där?')
  await eventually(() => bubbles(page)).toContain('Du skrev: Är du där?')
})

test('a refused message says why, stays, and can be sent again', async () => {
  const { page, server } = scene
  await openChat(page)
  await write(page, 'Hej')
  await eventually(() => bubbles(page)).toHaveLength(2)
  server.refuseNext = 'Det gick lite fort. Vänta en minut.'
  await write(page, 'Ännu en')
  await page.getByText('Inte skickat. Det gick lite fort. Vänta en minut.').waitFor()
  await page.locator('.fate').getByRole('button', { name: 'Försök igen' }).click()
  await eventually(() => bubbles(page)).toEqual(['Hej', 'Du skrev: Hej', 'Ännu en', 'Du skrev: Ännu en'])
})

test('dots are shown for a slow answer and not for a quick one', async () => {
  const { page, server } = scene
  await openChat(page)
  await page.evaluate(() => {
    const root = document.querySelector('#parley')?.shadowRoot
    if (!root) return
    new MutationObserver(() => {
      if (root.querySelector('.dots')) document.body.setAttribute('data-dots', 'seen')
    }).observe(root, { childList: true, subtree: true })
  })
  await write(page, 'Hej')
  await eventually(() => bubbles(page)).toHaveLength(2)
  expect(await page.getAttribute('body', 'data-dots')).toBeNull()
  server.delayMs = 1200
  await write(page, 'Hej igen')
  await page.locator('.dots').waitFor()
  await eventually(() => bubbles(page)).toHaveLength(4)
  expect(await page.locator('.dots').count()).toBe(0)
})

test('a page that may not have the chat is told so in words', async () => {
  const { page, server } = scene
  server.sessionStatus = 403
  await openChat(page)
  await page.getByText('Chatten kan inte öppnas från den här sidan.').waitFor()
})

test('a visitor the shop no longer knows begins anew instead of being locked out', async () => {
  const { page, server } = scene
  await page.evaluate(() => {
    localStorage.setItem('parley:pk_test:visitor', 'erased')
    localStorage.setItem('parley:pk_test:conversation', 'cnv_erased')
  })
  await openChat(page)
  await page.locator('.start').waitFor()
  await write(page, 'Hej')
  await eventually(() => bubbles(page)).toEqual(['Hej', 'Du skrev: Hej'])
  expect(server.shop.conversations.size).toBe(1)
})

test('a sign-in that no longer holds does not keep the shopper from talking', async () => {
  const { page, server } = scene
  await page.evaluate(() => {
    window.parley?.identify('expired')
    window.parley?.say('Hej')
  })
  await eventually(() => bubbles(page)).toEqual(['Hej', 'Du skrev: Hej'])
  expect(server.sessions.map(({ identityToken }) => identityToken)).toEqual(['expired', undefined])
})
