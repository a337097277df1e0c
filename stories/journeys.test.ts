import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { diceOf } from './support/journey/dice.ts'
import { type GeneratedShop, openGeneratedShop } from './support/journey/generated-shop.ts'
import { type Tongue, tongues } from './support/journey/shopper.ts'
import { readAfterwards, rowOf, type Walked, type Way, walk } from './support/journey/walk.ts'

let database: TestDatabase
let parley: TestParley

beforeAll(async () => {
  database = await openTestDatabase()
  parley = await startTestParley({ database })
})

afterAll(async () => {
  await parley?.stop()
  await database?.close()
})

/**
 * The shops and words of a seed. `npm run prove -- journeys` walks many anew in each run; those that failed are walked again by
 * `STORY_SEEDS=…,… npx vitest run stories/journeys`.
 */
const seeds = (process.env.STORY_SEEDS ?? '4711').split(',').map(Number)

const ways: readonly Way[] = [
  { refine: 'cheaper', details: 'form' },
  { refine: 'colour', details: 'words' },
]
const journeys = seeds.flatMap((seed) =>
  tongues.flatMap((tongue, at) => ways.map((way, number) => ({ seed, tongue, way, own: seed + at * 2 + number }))),
)

for (const { seed, tongue, way, own } of journeys)
  test(`a shopper buys in ${tongue} what no example names, by ${way.refine} and by ${way.details} (${seed})`, async () => {
    const dice = diceOf(own)
    const at = { url: parley.url, serverUrl: database.serverUrl }
    const shop = await openGeneratedShop(at, tongue, dice)
    const walked = await walk(shop, tongue, dice, way)
    try {
      foundWhatWasMeant(shop, walked, way)
      await boughtWhatWasMeant(shop, walked, tongue)
    } catch (fault) {
      throw new Error(`${fault instanceof Error ? fault.message : fault}\n${walked.transcript}`)
    }
  })

function foundWhatWasMeant(shop: GeneratedShop, { found, refined }: Walked, { refine }: Way): void {
  const { feed } = shop
  for (const card of [...found, ...refined]) expect(card.title).toContain(titleWords(feed.wanted.named, card.title))
  expect(found.length).toBeGreaterThanOrEqual(4)
  if (refine === 'colour')
    for (const { productId } of refined) expect(coloursOf(shop, found, productId)).toContain(feed.colour.label)
  else {
    const dearest = Math.max(...found.map(({ price }) => price?.amount ?? 0))
    for (const { price } of refined) expect(price?.amount).toBeLessThan(dearest)
  }
}

/** In English a title's goods begin with a capital. */
const titleWords = (named: string, title: string): string =>
  title.includes(named) ? named : named.charAt(0).toUpperCase() + named.slice(1)

function coloursOf(shop: GeneratedShop, found: Walked['found'], productId: string): string[] {
  const title = found.find((card) => card.productId === productId)?.title
  return shop.feed.rows.filter((row) => row.title === title).map((row) => row.colour.label)
}

async function boughtWhatWasMeant(shop: GeneratedShop, walked: Walked, tongue: Tongue): Promise<void> {
  const { count, inCart, orderNumber } = walked
  const [line] = inCart
  const row = rowOf(shop, line?.feedId)
  if (!row) throw new Error('nothing of the feed is in the cart')
  expect(inCart).toEqual([{ feedId: row.id, quantity: count }])
  expect(row.title).toBe(walked.taken.title)
  expect(walked.shownCart).toBe(true)

  const { orders, variants, mail } = await readAfterwards(shop, walked)
  const [order] = orders
  expect(orders).toHaveLength(1)
  expect(order).toMatchObject({
    number: orderNumber,
    currency: shop.currency,
    contact: { email: walked.email },
    delivery: { id: 'parcel' },
    payment: { provider: 'invoice' },
    lines: [{ title: row.title, quantity: count, unitPrice: { amount: row.price } }],
  })
  expect(order?.totals.total.amount).toBe(row.price * count + shop.parcel)
  for (const variant of variants) {
    const own = rowOf(shop, variant.feedId)
    const left = (own?.units ?? 0) - (variant.feedId === row.id ? count : 0)
    expect(left > 3 ? variant.stock : variant.available).toBe(left > 3 ? 'in_stock' : left)
  }
  expect(mail).toMatchObject({ kind: 'order-confirmation', language: tongue, count: 1 })
  for (const told of [orderNumber, row.title]) expect(mail.text).toContain(told)
  expect(mail.text.replace(/\D/g, '')).toContain(String(order?.totals.total.amount).replace(/00$/, ''))
}
