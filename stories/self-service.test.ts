import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { type Answer, type Api, apiOf, contentOf, startTalk } from '../apps/server/test/talk.ts'
import { proposeOrder } from './support/checkout.ts'
import { furnishShop, stockShelves } from './support/furnish.ts'
import words from './support/self-service-words.json' with { type: 'json' }

const languages = ['en', 'sv', 'fi', 'is', 'hu'] as const
type Language = (typeof languages)[number]

let database: TestDatabase
let parley: TestParley
let shop: Api
let apiKey: string
let variants: Map<string, string>

const shelf = (feedId: string, title: string, units: number) => ({ feedId, title, price: '100', units })
/** What is sold out, one for each language, so that each can come back by itself. */
const soldOut = languages.map((language) => shelf(`gone-${language}`, `Moonlight ${language}`, 0))

beforeAll(async () => {
  database = await openTestDatabase()
  parley = await startTestParley({ database })
  apiKey = (await furnishShop(database.serverUrl)).apiKey
  shop = apiOf(parley.url, apiKey)
  const shelves = [shelf('lantern', 'Storm lantern', 90), shelf('wick', 'Cotton wick', 90), ...soldOut]
  variants = await stockShelves(parley.url, apiKey, shelves)
}, 180_000)

afterAll(async () => {
  await parley?.stop()
  await database?.close()
})

const variantOf = (feedId: string) => variants.get(feedId) ?? ''
const textsOf = (answer: Answer) => answer.replies.map((reply) => reply.text).join('\n')
const optionOf = (answer: Answer, at = 0) => answer.awaits?.options[at]?.value ?? ''

interface Mail {
  id: string
  kind: string
  to: string
  language: string
}

/** The newest mail of a kind to an address; it is written by whoever hears of what happened, a moment later. */
async function mailTo(email: string, kind: string): Promise<Mail & { text: string }> {
  for (let looks = 0; looks < 100; looks++) {
    const { body } = await shop.call<{ mails: Mail[] }>('GET', '/mails?limit=200')
    const found = body.mails.find((mail) => mail.to === email && mail.kind === kind)
    if (found) return (await shop.call<Mail & { text: string }>('GET', `/mails/${found.id}`)).body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no ${kind} for ${email}`)
}

/** An order that she placed on another device. */
async function orderElsewhere(language: Language, email: string) {
  const { visitorToken } = await startTalk(shop, language, 'EUR')
  const hers = apiOf(parley.url, visitorToken)
  const proposal = await proposeOrder(hers, { variantId: variantOf('lantern'), quantity: 2, name: 'Anna Berg', email })
  const placed = await hers.call<{ order: { id: string; number: string } }>('POST', `/proposals/${proposal}/confirm`)
  return placed.body.order
}

const readOrder = async (id: string) =>
  (await shop.call<{ status: string; address: { city: string } | null }>('GET', `/orders/${id}`)).body

for (const language of languages)
  test(`a shopper proves in ${language} that an order is hers, has it copied, redirected, called off and ordered again`, async () => {
    const email = `anna.${language}@example.com`
    const { id, number } = await orderElsewhere(language, email)
    const talk = await startTalk(shop, language, 'EUR')

    expect((await talk.choose('job:track_parcel')).awaits?.slot).toBe('order_number')
    expect((await talk.say(number)).awaits?.slot).toBe('email')
    const asked = await talk.say(email)
    expect(asked.awaits?.slot).toBe('code')
    const code = /\b\d{6}\b/.exec((await mailTo(email, 'one-time-code')).text)?.[0] ?? ''
    const wrong = await talk.say(code === '000000' ? '000001' : '000000')
    expect(wrong.awaits?.slot).toBe('code')
    expect(contentOf(wrong, 'order')).toBeUndefined()
    expect(contentOf(await talk.say(code), 'order')?.order.number).toBe(number)

    await talk.choose('job:invoice_copy')
    expect(await mailTo(email, 'order-copy')).toMatchObject({ language })

    expect((await talk.choose('job:change_address')).awaits?.slot).toBe('address')
    const redirect = await talk.say('Kungsgatan 2, 222 22 Lund')
    expect(redirect.awaits?.slot).toBe('proposal')
    expect((await readOrder(id)).address?.city).toBe('Stockholm')
    await talk.choose(optionOf(redirect))
    expect((await readOrder(id)).address?.city).toBe('Lund')
    expect((await mailTo(email, 'order-address')).text).toContain('222 22 Lund')

    const cancelling = await talk.choose('job:cancel_order')
    expect(contentOf(cancelling, 'proposal')?.proposal.kind).toBe('cancel-order')
    expect((await readOrder(id)).status).not.toBe('cancelled')
    await talk.choose(optionOf(cancelling))
    expect((await readOrder(id)).status).toBe('cancelled')
    expect(await mailTo(email, 'order-cancelled')).toMatchObject({ language })
    expect(contentOf(await talk.choose('job:cancel_order'), 'proposal')).toBeUndefined()

    await talk.choose('job:reorder')
    expect((await talk.cart())?.lines.map((line) => [line.title, line.quantity])).toEqual([['Storm lantern', 2]])
  })

test('the rule that the shopkeeper sets is the one that the shopper hears', async () => {
  const email = 'dora@example.com'
  const { number } = await orderElsewhere('en', email)
  const before = (await shop.call<{ cancel: object; address: object }>('GET', '/order-rules')).body
  const rules = { ...before, cancel: { before: 'packed', withinHours: 0 } }
  expect((await shop.call('PUT', '/order-rules', rules)).body).toEqual(rules)
  expect((await shop.call('PUT', '/order-rules', { ...rules, cancel: { before: 'eaten' } })).status).toBe(400)
  const talk = await startTalk(shop, 'en', 'EUR')
  await talk.choose('job:cancel_order')
  await talk.say(number)
  await talk.say(email)
  const code = /\b\d{6}\b/.exec((await mailTo(email, 'one-time-code')).text)?.[0] ?? ''
  const refused = await talk.say(code)
  expect(contentOf(refused, 'proposal')).toBeUndefined()
  expect(textsOf(refused)).toContain('Orders are cancelled by our staff here')
  await shop.call('PUT', '/order-rules', before)
  expect(contentOf(await talk.choose('job:cancel_order'), 'proposal')?.proposal.kind).toBe('cancel-order')
})

for (const language of languages)
  test(`a stranger hears in ${language} the same of an order that exists and of one that does not`, async () => {
    const email = `bea.${language}@example.com`
    const { number } = await orderElsewhere(language, email)
    const told = []
    for (const [tried, address] of [
      [number, 'thief@example.com'],
      [`P-9999${languages.indexOf(language)}`, 'thief@example.com'],
    ] as const) {
      const talk = await startTalk(shop, language, 'EUR')
      await talk.choose('job:cancel_order')
      await talk.say(tried)
      const replies = [
        await talk.say(address),
        await talk.say('123456'),
        await talk.say('234567'),
        await talk.say('345678'),
      ]
      expect(replies.flatMap((each) => each.replies.map((reply) => reply.content.type))).not.toContain('proposal')
      told.push(replies.map(textsOf))
      await talk.choose('job:my_data')
      expect(textsOf(await talk.choose('job:how_you_know'))).not.toContain('Storm lantern')
    }
    expect(told[0]).toEqual(told[1])
    expect(textsOf(await (await startTalk(shop, language, 'EUR')).choose('job:resume_talk'))).not.toContain(number)
  })

for (const language of languages)
  test(`a shopper keeps things in ${language}, hears when one is back, is advised only as she agreed, and is forgotten`, async () => {
    const email = `cia.${language}@example.com`
    const { number } = await orderElsewhere(language, email)
    const talk = await startTalk(shop, language, 'EUR')
    const gone = variantOf(`gone-${language}`)

    await talk.click(`show:${await productOf(variantOf('wick'))}`)
    await talk.choose('job:save_wish')
    expect(textsOf(await talk.choose('job:show_wishes'))).toContain('Cotton wick')
    await talk.choose('job:wishes_to_cart')
    expect((await talk.cart())?.lines.map((line) => line.title)).toEqual(['Cotton wick'])
    expect(contentOf(await talk.choose('job:resume_talk'), 'cart')?.cart.lines).toHaveLength(1)

    expect((await talk.click(`alert:${gone}`)).awaits?.slot).toBe('email')
    await talk.say(email)
    await stockShelves(parley.url, apiKey, [shelf(`gone-${language}`, `Moonlight ${language}`, 3)])
    const alert = await mailTo(email, 'stock-alert')
    expect(alert).toMatchObject({ language })
    expect(alert.text).toContain(`Moonlight ${language}`)
    expect(alert.text).toContain('/mail/stop/')

    const budget = await skipTo(talk, await talk.choose('job:gift_help'), 'price_max')
    expect(budget.awaits?.slot).toBe('price_max')
    const gift = await talk.say('500')
    expect(contentOf(gift, 'carousel')?.cards.length).toBeGreaterThan(0)

    expect((await talk.choose('job:my_data')).awaits?.slot).toBe('order_number')
    await talk.say(number)
    await talk.say(email)
    const code = /\b\d{6}\b/.exec((await mailTo(email, 'one-time-code')).text)?.[0] ?? ''
    expect(textsOf(await talk.say(code))).toContain(email)
    expect(textsOf(await talk.choose('job:how_you_know'))).not.toContain('Storm lantern')
    await talk.choose(optionOf(await talk.choose('job:consent')))
    expect(textsOf(await talk.choose('job:how_you_know'))).toContain('Storm lantern')
    expect(contentOf(await talk.choose('job:recommend'), 'carousel')?.cards.length).toBeGreaterThan(0)
    expect((await talk.choose('job:unsubscribe')).awaits).toBeNull()

    const forgetting = await talk.choose('job:delete_my_data')
    expect(contentOf(forgetting, 'proposal')?.proposal.kind).toBe('erase-person')
    const done = await talk.choose(optionOf(forgetting))
    expect(done.awaits).toBeNull()
    expect(done.replies.every((reply) => reply.language === language)).toBe(true)
  })

for (const language of languages)
  test(`all of it in a shopper’s own words, in ${language}`, async () => {
    const email = `eva.${language}@example.com`
    const title = `Sunrise ${language}`
    await stockShelves(parley.url, apiKey, [shelf(`sun-${language}`, title, 0)])
    const { id, number } = await orderElsewhere(language, email)
    const talk = await startTalk(shop, language, 'EUR')
    const her = words[language]

    await talk.say(her.look)
    await talk.say(her.keep)
    expect(textsOf(await talk.say(her.kept))).toContain('Storm lantern')
    expect((await talk.say(her.alert.replace('{title}', title))).awaits?.slot).toBe('email')
    expect(textsOf(await talk.say(email))).toContain(title)

    expect((await talk.say(her.again)).awaits?.slot).toBe('order_number')
    await talk.say(number)
    await talk.say(email)
    await talk.say(/\b\d{6}\b/.exec((await mailTo(email, 'one-time-code')).text)?.[0] ?? '')
    expect((await talk.cart())?.lines.map((line) => [line.title, line.quantity])).toEqual([['Storm lantern', 2]])

    expect((await talk.say(her.cancel)).awaits?.slot).toBe('proposal')
    await talk.say(her.no)
    expect((await readOrder(id)).status).not.toBe('cancelled')
    expect(textsOf(await talk.say(her.data))).toContain(email)
    expect(contentOf(await talk.say(her.forget), 'proposal')?.proposal.kind).toBe('erase-person')
    expect((await talk.say(her.no)).awaits).toBeNull()
  })

async function productOf(variantId: string): Promise<string> {
  const { body } = await shop.call<{ products: { productId: string; title: string }[] }>('GET', '/products?limit=100')
  for (const { productId } of body.products) {
    const product = await shop.call<{ variants: { id: string }[] }>('GET', `/products/${productId}`)
    if (product.body.variants.some((variant) => variant.id === variantId)) return productId
  }
  throw new Error(`nothing has the variant ${variantId}`)
}

/** Leaves out what may be left out, until a question comes up. */
async function skipTo(talk: Awaited<ReturnType<typeof startTalk>>, asked: Answer, slot: string): Promise<Answer> {
  let answer = asked
  for (let skips = 0; skips < 3 && answer.awaits?.slot !== slot; skips++) answer = await talk.choose('skip')
  return answer
}
