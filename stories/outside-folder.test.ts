import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openDatabase } from '../apps/server/src/db/database.ts'
import { createApiKey, createShop } from '../apps/server/src/identity/index.ts'
import { systemClock } from '../apps/server/src/kernel/clock.ts'
import { scopes } from '../apps/server/src/kernel/principal.ts'
import { orThrow } from '../apps/server/src/kernel/refusals.ts'
import { openTestDatabase, type TestDatabase } from '../apps/server/test/database.ts'
import { startTestParley, type TestParley } from '../apps/server/test/parley.ts'
import { type Api, apiOf } from '../apps/server/test/talk.ts'
import { type Ledger, openLedger } from './support/ledger.ts'
import { openPhone, openProviders, outsideFolder } from './support/outside.ts'
import { runKits } from './support/run-kits.ts'

const token = 'hailer-token-of-the-story'
const signingSecret = 'hailer-secret-of-the-story'

let database: TestDatabase
let providers: Awaited<ReturnType<typeof openProviders>>
let outside: Awaited<ReturnType<typeof outsideFolder>>
let parley: TestParley
let ledger: Ledger
let api: Api

beforeAll(async () => {
  database = await openTestDatabase()
  providers = await openProviders()
  outside = await outsideFolder(true)
  parley = await startTestParley({
    database,
    env: { PARLEY_EXTENSIONS: outside.folder, KASSA_URL: providers.bankUrl },
  })
  const key = await openShop()
  api = apiOf(parley.url, key)
  await fillShelves(key)
  ledger = await openLedger(database.adminUrl)
}, 300_000)

afterAll(async () => {
  await ledger?.close()
  await parley?.stop()
  await providers?.close()
  await outside?.close()
  await database?.close()
})

async function openShop(): Promise<string> {
  const db = openDatabase(database.serverUrl, { clock: systemClock, connections: 2 })
  const settings = {
    languages: ['et', 'en'],
    defaultLanguage: 'et',
    currencies: ['EUR'],
    defaultCurrencyByLanguage: { et: 'EUR', en: 'EUR' },
    timeZone: 'Europe/Tallinn',
    countries: [{ code: 'EE', vat: { standard: 24 } }],
    address: { country: 'EE' },
    deliveryMethods: [
      { id: 'kuller', names: { et: 'Kulleriga koju', en: 'By courier' }, prices: { EUR: 490 } },
      { id: 'poest', names: { et: 'Tulen ise poodi järele', en: 'Collect' }, prices: { EUR: 0 }, needsAddress: false },
    ],
  }
  try {
    const { shopId } = orThrow(await createShop(db, { handle: 'laternapood', name: 'Laternapood', settings }))
    return (await db.inShop(shopId, (tx) => createApiKey(tx, { name: 'story', scopes }))).secret
  } finally {
    await db.close()
  }
}

/** Title, price, colour, units. */
const goods = [
  ['Paberlatern Koit', '12.00', 'valge', 40],
  ['Paberlatern Eha', '15.50', 'punane', 40],
  ['Paberlatern Öö', '19.00', 'must', 40],
  ['Paberlatern Aru', '22.00', 'roheline', 40],
  ['Küünlajalg Mänd', '9.00', 'pruun', 40],
] as const

async function fillShelves(key: string): Promise<void> {
  const rows = goods.map(
    ([title, price, colour, units], at) =>
      `L-${at + 1},${title},${title} on ${colour},${price} EUR,in_stock,${units},${colour},Valgus > ${title.split(' ')[0]}id`,
  )
  const imported = await fetch(`${parley.url}/api/v1/feeds/import?language=et&currency=EUR`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
    body: ['id,title,description,price,availability,quantity,color,product_type', ...rows].join('\n'),
  })
  if (!imported.ok) throw new Error(`the shelves stay empty: ${await imported.text()}`)
}

const inbox = z.object({ webhookUrl: z.string() })
const order = z.object({
  status: z.string(),
  lines: z.array(z.object({ title: z.string(), quantity: z.int() })),
  payment: z.object({ provider: z.string(), status: z.string() }).nullable(),
})

test('the kits find the folder and prove all that lies in it, with nothing said to them', async () => {
  const { folder, close } = await outsideFolder(false)
  const { failed, passed } = await runKits(folder)
  await close()
  expect(failed).toEqual([])
  for (const name of ['the channel hailer', 'the language et', 'paying by kassa', 'gift-wrap'])
    expect(passed.filter((test) => test.includes(name)).length, name).toBeGreaterThan(0)
}, 300_000)

test('a broken extension is named, and everything else works', () => {
  const line = parley
    .output()
    .split('\n')
    .find((each) => each.includes('an extension did not load'))
  expect(line).toContain('channels/unfinished')
  expect(line).toContain('this one was never finished')
  expect(parley.output().match(/an extension did not load/g)).toHaveLength(1)
})

test('the whole journey is talked in Estonian through a new channel, by a new flow, paid by a new payment', async () => {
  const phone = await setUpHailer()
  const first = (await phone.say('Otsin paberlaternat')).map((each) => each.text).join('\n')
  expect(first).toMatch(/Leidsin 4:/)
  expect(first).not.toContain('Küünlajalg')
  const second = /^2\. (Paberlatern \S+):/m.exec(first)?.[1]
  expect(await told(phone.say('2'))).toContain(`${second}:`)
  expect(await told(phone.say('pane see korvi'))).toContain(`Panin ostukorvi: ${second}.`)
  expect(await told(phone.say('olgu neid hoopis kolm'))).toContain(`3 × ${second}`)

  const ribbons = await phone.say('palun pakkige kingiks')
  expect(ribbons.at(-1)?.buttons.map((each) => each.label)).toEqual(['Punane', 'Roheline', 'Kuldne'])
  expect(await told(phone.press(ribbons.at(-1)?.buttons[1]))).toContain('Mida kaardile kirjutame?')
  expect(await told(phone.say('Palju õnne!'))).toContain('Pael: Roheline. Kaardil: „Palju õnne!”')

  expect(await told(phone.say('vormista tellimus'))).toContain('Milline tarneviis sobib?')
  expect(await told(phone.say('kulleriga koju'))).toContain('Kelle nimele')
  expect(await told(phone.say('Mari Tamm'))).toContain('e-post')
  expect(await told(phone.say('mari.tamm@post.example'))).toContain('Kuhu saadame?')
  const ways = await phone.say('Pikk 12-3, 10123 Tallinn')
  // More ways to pay than Hailer has buttons for are told as a list.
  expect(ways.at(-1)?.text).toMatch(/^Kuidas soovid maksta\?\n1\. /)
  expect(ways.at(-1)?.text).toMatch(/^\d\. Pangalink$/m)
  const offer = await told(phone.say('pangalink'))
  expect(offer).toContain('Makseviis: Pangalink')
  expect(offer).toMatch(/Telli ja maksa [\d,]+\s€/)
  expect(await orders()).toEqual([])

  const placed = await phone.say('jah, esita tellimus')
  const link = placed.find((each) => each.link !== undefined)?.link ?? ''
  const page = await fetch(link)
  expect(page.url.startsWith(`${providers.bankUrl}/pay/`)).toBe(true)
  const back = await fetch(page.url, { method: 'POST', body: new URLSearchParams({ answer: 'approve' }) })
  expect(back.status).toBe(200)
  const [only, ...more] = await orders()
  expect(more).toEqual([])
  expect(only?.lines).toEqual([{ title: second, quantity: 3 }])
  expect(only).toMatchObject({ status: 'paid', payment: { provider: 'kassa', status: 'authorised' } })
  await ledger.until(`mail where state = 'kept' and language = 'et' and subject like 'Sinu tellimus %'`)
}, 60_000)

test('what Hailer calls again is heard once, its news never lead back, and nothing of it is a secret to find', async () => {
  const phone = await setUpHailer('+3725551002')
  const [greeting] = await phone.say('Tere!', 'once')
  expect(greeting?.text).toContain('Laternapood')
  expect(await phone.say('Tere!', 'once')).toEqual([])
  const key = greeting?.key ?? ''
  const delivery = () =>
    ledger.rows(z.object({ delivery: z.string() }), 'select delivery from message where message_id = $1', [key])
  expect(await delivery()).toEqual([{ delivery: 'sent' }])
  await phone.receipt(key, 'read')
  await phone.receipt(key, 'delivered')
  expect(await delivery()).toEqual([{ delivery: 'read' }])
  const inboxes = await api.call<unknown>('GET', '/inboxes')
  for (const secret of [token, signingSecret]) {
    expect(JSON.stringify(inboxes.body)).not.toContain(secret)
    expect(parley.output()).not.toContain(secret)
    expect(await ledger.count(`inbox where settings::text || coalesce(sealed, '') like '%${secret}%'`)).toBe(0)
  }
})

const told = async (shown: Promise<{ text: string }[]>): Promise<string> =>
  (await shown).map((each) => each.text).join('\n')

async function setUpHailer(number = '+3725551001') {
  const settings = { baseUrl: providers.hailerUrl, line: 'pood', token, signingSecret }
  const { status, body } = await api.call<unknown>('POST', '/inboxes', { channel: 'hailer', name: 'Hailer', settings })
  expect(status).toBe(201)
  const { webhookUrl } = inbox.parse(body)
  const settled = async () =>
    (await ledger.count('owed_turn where owed_seq > done_seq')) === 0 &&
    (await ledger.count(`outbox where state = 'owed' and kind = 'message'`)) === 0
  return openPhone({ webhookUrl, secret: signingSecret, shown: providers.hailer.shown, number, settled })
}

async function orders(): Promise<z.infer<typeof order>[]> {
  const { body } = await api.call<unknown>('GET', '/orders')
  return z.object({ orders: z.array(order) }).parse(body).orders
}
