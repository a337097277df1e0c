import type { Order, Quote } from '@parley/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { type Answer, type Api, apiOf, contentOf, startTalk } from '../apps/server/test/talk.ts'
import { proposeOrder } from './support/checkout.ts'
import { codeMailedTo } from './support/code-mailed.ts'
import { furnishShop, stockShelves } from './support/furnish.ts'

const words = {
  en: {
    ask: 'I need a quote for 40 Storm lantern',
    mine: 'show my quotes',
    change: 'I want to change what is in my order',
  },
  sv: {
    ask: 'jag behöver offert på 40 Storm lantern',
    mine: 'visa mina offerter',
    change: 'jag vill ändra innehållet i min order',
  },
  fi: {
    ask: 'tarvitsen tarjouksen: 40 Storm lantern',
    mine: 'näytä tarjoukseni',
    change: 'haluan muuttaa tilaukseni sisältöä',
  },
  is: {
    ask: 'ég þarf tilboð í 40 Storm lantern',
    mine: 'sýndu tilboðin mín',
    change: 'ég vil breyta því sem er í pöntuninni minni',
  },
  hu: {
    ask: 'árajánlatot kérek: 40 Storm lantern',
    mine: 'mutasd az árajánlataimat',
    change: 'módosítani szeretném, mi van a rendelésemben',
  },
} as const
const languages = ['en', 'sv', 'fi', 'is', 'hu'] as const

let database: TestDatabase
let parley: TestParley
let shop: Api
let lantern: string

beforeAll(async () => {
  database = await openTestDatabase()
  parley = await startTestParley({ database })
  const { apiKey } = await furnishShop(database.serverUrl)
  shop = apiOf(parley.url, apiKey)
  const shelf = { feedId: 'lantern', title: 'Storm lantern', price: '100', units: 900 }
  const wick = { feedId: 'wick', title: 'Cotton wick', price: '5', units: 90 }
  lantern = (await stockShelves(parley.url, apiKey, [shelf, wick])).get('lantern') ?? ''
}, 180_000)

afterAll(async () => {
  await parley?.stop()
  await database?.close()
})

const textsOf = (answer: Answer) => answer.replies.map((reply) => reply.text).join('\n')
const ordersOf = async (conversationId: string) =>
  (await shop.call<{ orders: Order[] }>('GET', `/orders?conversationId=${conversationId}`)).body.orders

/** Whoever has ordered is known; from then on she buys for a company of hers. */
async function buyer(language: string) {
  const talk = await startTalk(shop, language, 'EUR')
  const hers = apiOf(parley.url, talk.visitorToken)
  const email = `buyer.${language}@example.com`
  const proposal = await proposeOrder(hers, { variantId: lantern, quantity: 2, name: 'Anna Berg', email })
  await hers.call('POST', `/proposals/${proposal}/confirm`)
  let personId = ''
  for (let looks = 0; looks < 100 && personId === ''; looks++) {
    const { body } = await shop.call<{ persons: { id: string }[] }>('GET', `/persons?search=${email}`)
    personId = body.persons[0]?.id ?? ''
    if (personId === '') await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const draft = { name: `Café ${language}`, country: 'SE', currency: 'EUR', creditLimit: 90_000_000 }
  const company = await shop.call<{ id: string }>('POST', '/companies', draft)
  await shop.call('PUT', `/companies/${company.body.id}/members/${personId}`, { role: 'buyer' })
  return { talk, companyId: company.body.id }
}

test('whoever buys for nobody but herself is told that quotes are for companies, and nothing is asked for', async () => {
  const talk = await startTalk(shop, 'en', 'EUR')
  expect(textsOf(await talk.say(words.en.ask))).toContain('for companies')
  expect((await shop.call<{ quotes: Quote[] }>('GET', '/quotes')).body.quotes).toEqual([])
})

for (const language of languages)
  test(`a quote is asked for in ${language}, priced by the shop, told in the talk, taken and ordered on account at its price`, async () => {
    const { talk, companyId } = await buyer(language)
    const asked = await talk.say(words[language].ask)
    const list = async () => (await shop.call<{ quotes: Quote[] }>('GET', `/quotes?companyId=${companyId}`)).body.quotes
    const [quote] = await list()
    expect(quote?.lines, textsOf(asked)).toMatchObject([{ variantId: lantern, quantity: 40 }])
    const validUntil = new Date(Date.now() + 86_400_000).toISOString()
    const lines = [{ variantId: lantern, unitPrice: 8_000 }]
    const priced = await shop.call<Quote>('PUT', `/quotes/${quote?.id}/price`, {
      version: quote?.version,
      validUntil,
      lines,
    })
    expect(priced.status).toBe(200)
    const shown = await talk.say(words[language].mine)
    const accept = contentOf(shown, 'choices')?.choices.find(({ value }) => value.startsWith('quote-accept:'))
    expect(accept?.value, textsOf(shown)).toBe(`quote-accept:${quote?.id}/${priced.body.version}`)
    await talk.choose(accept?.value ?? '')
    expect((await talk.cart())?.lines).toMatchObject([{ quantity: 40, unitPrice: { amount: 8_000 } }])
    expect(await ordersOf(talk.id)).toEqual([])
  })

for (const language of languages)
  test(`what an order holds is changed in ${language}: asked what and how, shown, and done by the yes`, async () => {
    const email = `edit.${language}@example.com`
    const { visitorToken } = await startTalk(shop, language, 'EUR')
    const hers = apiOf(parley.url, visitorToken)
    const proposal = await proposeOrder(hers, { variantId: lantern, quantity: 2, name: 'Anna Berg', email })
    const placed = await hers.call<{ order: Order }>('POST', `/proposals/${proposal}/confirm`)
    const { id, number } = placed.body.order
    const talk = await startTalk(shop, language, 'EUR')
    const asked = await talk.say(words[language].change)
    expect(asked.awaits?.slot, textsOf(asked)).toBe('order_number')
    await talk.say(number)
    await talk.say(email)
    expect((await talk.say(await codeMailedTo(shop, email))).awaits?.slot).toBe('how')
    expect((await talk.choose('quantity')).awaits?.slot).toBe('quantity')
    const shown = await talk.say('3')
    const offered = contentOf(shown, 'proposal')?.proposal
    expect(offered?.kind, textsOf(shown)).toBe('order-items')
    const before = (await shop.call<Order>('GET', `/orders/${id}`)).body
    expect(before.lines).toMatchObject([{ quantity: 2 }])
    await talk.choose(shown.awaits?.options[0]?.value ?? '')
    const after = (await shop.call<Order>('GET', `/orders/${id}`)).body
    expect(after.lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(3)
    expect(after.totals.goods.amount).toBe((before.totals.goods.amount / 2) * 3)
  })
