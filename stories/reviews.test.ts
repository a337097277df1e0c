import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { type Answer, type Api, apiOf, contentOf, startTalk } from '../apps/server/test/talk.ts'
import { proposeOrder } from './support/checkout.ts'
import { furnishShop, stockShelves } from './support/furnish.ts'

/** What she says, word for word: the wish, and what she thinks of the lantern. */
const words = {
  en: ['I want to leave a review', 'Lovely quality, but the delivery was slow.'],
  sv: ['jag vill lämna ett omdöme', 'Fin kvalitet, men leveransen var långsam.'],
  fi: ['haluan kirjoittaa arvostelun', 'Laatu on erinomainen, mutta toimitus oli hidas.'],
  is: ['ég vil skrifa umsögn', 'Gæðin eru frábær en sendingin kom seint.'],
  hu: ['szeretnék értékelést írni', 'A minőség kiváló, de a szállítás lassú volt.'],
} as const
const languages = ['en', 'sv', 'fi', 'is', 'hu'] as const

let database: TestDatabase
let parley: TestParley
let shop: Api
let apiKey: string
let variants: Map<string, string>

beforeAll(async () => {
  database = await openTestDatabase()
  parley = await startTestParley({ database })
  apiKey = (await furnishShop(database.serverUrl)).apiKey
  shop = apiOf(parley.url, apiKey)
  const shelves = languages.map((tag) => ({ feedId: tag, title: `Storm lantern ${tag}`, price: '100', units: 9 }))
  variants = await stockShelves(parley.url, apiKey, shelves)
}, 180_000)

afterAll(async () => {
  await parley?.stop()
  await database?.close()
})

const textsOf = (answer: Answer) => answer.replies.map((reply) => reply.text).join('\n')

async function codeMailedTo(email: string): Promise<string> {
  for (let looks = 0; looks < 100; looks++) {
    const { body } = await shop.call<{ mails: { id: string; kind: string; to: string }[] }>('GET', '/mails?limit=200')
    const found = body.mails.find((mail) => mail.to === email && mail.kind === 'one-time-code')
    const mail = found && (await shop.call<{ text: string }>('GET', `/mails/${found.id}`)).body
    const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0]
    if (code) return code
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no code for ${email}`)
}

for (const language of languages)
  test(`in ${language} a buyer says what she thinks of what came, and others hear it once the shop has read it`, async () => {
    const email = `anna.${language}@example.com`
    const { visitorToken } = await startTalk(shop, language, 'EUR')
    const hers = apiOf(parley.url, visitorToken)
    const wish = { variantId: variants.get(language) ?? '', quantity: 1, name: 'Anna Anna', email }
    const proposal = await proposeOrder(hers, wish)
    const placed = await hers.call<{ order: { id: string; number: string; lines: { productId: string }[] } }>(
      'POST',
      `/proposals/${proposal}/confirm`,
    )
    const { id, number, lines } = placed.body.order
    const productId = lines[0]?.productId ?? ''
    const early = await hers.call('PUT', `/orders/${id}/reviews`, { productId, stars: 5 })
    expect(early.status).toBeGreaterThanOrEqual(400)
    for (const status of ['packed', 'shipped']) await shop.call('POST', `/orders/${id}/status`, { status })

    const talk = await startTalk(shop, language, 'EUR')
    expect((await talk.say(words[language][0])).awaits?.slot).toBe('order_number')
    await talk.say(number)
    await talk.say(email)
    const asked = await talk.say(await codeMailedTo(email))
    expect(asked.awaits?.slot).toBe('stars')
    expect((await talk.say('4')).awaits?.slot).toBe('text')
    const shown = await talk.say(words[language][1])
    expect(contentOf(shown, 'proposal')?.proposal.kind).toBe('review')
    expect(JSON.stringify(contentOf(shown, 'proposal'))).toContain(words[language][1])
    const listed = () =>
      shop.call<{ reviews: { id: string; version: number }[] }>('GET', `/reviews?productId=${productId}`)
    expect((await listed()).body.reviews).toEqual([])
    await talk.choose(shown.awaits?.options[0]?.value ?? '')

    const said = (await listed()).body.reviews
    expect(said).toMatchObject([{ stars: 4, text: words[language][1], language, status: 'pending', author: 'Anna' }])
    const others = await startTalk(shop, language, 'EUR')
    const told = async () => textsOf(await others.click(`reviews:${productId}`))
    expect(await told()).not.toContain(words[language][1])
    const { version, id: reviewId } = said[0] ?? { version: 0, id: '' }
    expect((await shop.call('POST', `/reviews/${reviewId}/publish`, { version: version + 1 })).status).toBe(422)
    expect((await shop.call('POST', `/reviews/${reviewId}/publish`, { version })).status).toBe(200)
    await shop.call('PUT', `/reviews/${reviewId}/answer`, { text: 'Thank you.' })
    expect(await told()).toContain(words[language][1])
    const seen = await hers.call('GET', `/products/${productId}/reviews`)
    expect(seen.body).toMatchObject({
      summary: { count: 1, average: 4 },
      reviews: [{ author: 'Anna', answer: { text: 'Thank you.' } }],
    })
    const aspects = { quality: { good: 1, bad: 0 }, delivery: { good: 0, bad: 1 } }
    for (const [aspect, counts] of Object.entries(aspects))
      expect(JSON.stringify(seen.body)).toContain(JSON.stringify({ aspect, ...counts, mentions: 1 }))
    const foreign = apiOf(parley.url, others.visitorToken)
    expect((await foreign.call('PUT', `/orders/${id}/reviews`, { productId, stars: 1 })).status).toBe(404)
    expect((await foreign.call('POST', `/reviews/${reviewId}/refuse`, { version, reason: 'x' })).status).toBe(403)
  })
