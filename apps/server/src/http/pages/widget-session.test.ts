import { SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestShop, type TestShop } from '../../../test/shop.ts'
import { identitySecret } from '../../identity/index.ts'
import { allowOrigins } from '../../identity/shops.ts'
import { rateLimit } from '../../kernel/rate-limit.ts'
import { widgetSession } from './widget-session.ts'

let shop: TestShop
let app: ReturnType<typeof widgetSession>
const joined: string[] = []
beforeAll(async () => {
  shop = await openTestShop({}, 'widgets')
  app = widgetSession({
    db: shop.db,
    clock: shop.clock,
    publicUrl: 'https://parley.example',
    signingSecret: 'signing',
    links: { publicUrl: 'https://parley.example', secret: 'signing' },
    newVisitors: rateLimit(8, 60),
    broughtFiles: rateLimit(3, 1),
    signsOfLife: rateLimit(600, 1_200),
    addressOf: () => 'one address',
    joinCarts: async (_tx, visitorId) => void joined.push(visitorId),
  })
  await shop.db.inShop(shop.shopId, (tx) => allowOrigins(tx, ['https://www.lanterns.example']))
})
afterAll(() => shop.close())

const session = z.looseObject({ visitorToken: z.string(), visitorId: z.string() })

const ask = (body: object, origin?: string) =>
  app.request('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', host: 'parley.example', ...(origin ? { origin } : {}) },
    body: JSON.stringify({ key: shop.widgetKey, ...body }),
  })

const token = (
  claims: { sub: string; email?: string },
  options: { audience?: string; minutes?: number; secret?: string } = {},
) => {
  const now = Math.floor(shop.clock.now().getTime() / 1000)
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt(now)
    .setExpirationTime(now + (options.minutes ?? 10) * 60)
    .setAudience(options.audience ?? 'widgets')
    .sign(new TextEncoder().encode(options.secret ?? identitySecret('signing', shop.shopId)))
}

test('the chat opens on the shop’s own pages and on the sites it has named, and nowhere else', async () => {
  expect((await ask({}, 'https://www.lanterns.example')).status).toBe(200)
  expect((await ask({}, 'https://parley.example')).status).toBe(200)
  expect((await ask({}, 'https://evil.example')).status).toBe(403)
  expect((await ask({ key: 'pk_unknown' })).status).toBe(404)
})

test('a browser that comes back is the same visitor, another shop’s token is nobody here', async () => {
  const first = session.parse(await (await ask({})).json())
  const again = session.parse(await (await ask({ visitorToken: first.visitorToken })).json())
  expect(again.visitorId).toBe(first.visitorId)
  const stranger = session.parse(await (await ask({ visitorToken: 'vt_somebody_elses' })).json())
  expect(stranger.visitorId).not.toBe(first.visitorId)
})

test('a customer signed in elsewhere is known by a fresh token, and her browser’s cart joins hers', async () => {
  const opened = session.parse(
    await (await ask({ identityToken: await token({ sub: 'c-1', email: 'ada@example.org' }) })).json(),
  )
  expect(joined).toContain(opened.visitorId)
  const person = await shop.db.inShop(shop.shopId, (tx) =>
    tx.sql
      .selectFrom('identity')
      .select(['person_id', 'verified_by'])
      .where('kind', '=', 'customer')
      .where('address', '=', 'c-1')
      .executeTakeFirst(),
  )
  expect(person?.verified_by).toBe('token')
  const other = await ask({ visitorToken: opened.visitorToken, identityToken: await token({ sub: 'c-2' }) })
  expect(other.status).toBe(422)
})

test('forged, foreign and lasting tokens are refused', async () => {
  const bad = [
    await token({ sub: 'c-1' }, { secret: 'guessed' }),
    await token({ sub: 'c-1' }, { audience: 'another-shop' }),
    await token({ sub: 'c-1' }, { minutes: 24 * 60 }),
    'not.a.token',
  ]
  const known = session.parse(await (await ask({})).json())
  for (const identityToken of bad)
    expect((await ask({ visitorToken: known.visitorToken, identityToken })).status).toBe(422)
})

test('a file comes in from the shop’s own pages with her token, and from nowhere else', async () => {
  const { visitorToken } = session.parse(await (await ask({ language: 'sv' })).json())
  const bring = (given: { origin?: string; token?: string; key?: string; body?: string }) =>
    app.request(`/files?key=${given.key ?? shop.widgetKey}&name=note.txt`, {
      method: 'POST',
      headers: {
        host: 'parley.example',
        origin: given.origin ?? 'https://www.lanterns.example',
        authorization: `Bearer ${given.token ?? visitorToken}`,
      },
      body: given.body ?? 'The lamp is broken.',
    })
  const taken = await bring({})
  expect(taken.status).toBe(201)
  expect(taken.headers.get('access-control-allow-origin')).toBe('https://www.lanterns.example')
  expect(await taken.json()).toMatchObject({ kind: 'document', name: 'note.txt', mediaType: 'text/plain', bytes: 19 })
  expect((await bring({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await bring({ token: 'vt_nobody' })).status).toBe(401)
  expect((await bring({ key: 'pk_unknown' })).status).toBe(401)
  expect((await bring({ body: '<svg onload="alert(1)">' })).status).toBe(422)
  expect((await bring({})).status).toBe(201)
  expect((await bring({})).status).toBe(429)
})

test('one address opens only so many visitors at once; those who are known are let in all the same', async () => {
  const statuses: number[] = []
  let last = ''
  for (let n = 0; n < 12; n++) {
    const answer = await ask({})
    statuses.push(answer.status)
    if (answer.status === 200) last = session.parse(await answer.json()).visitorToken
  }
  expect(statuses).toContain(429)
  if (last) expect((await ask({ visitorToken: last })).status).toBe(200)
})
