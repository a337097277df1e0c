import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { anna, openSmallSale, type SmallSale } from '../../../test/small-sale.ts'
import type { AnyInput, AnyTransactionDoor } from '../../db/door.ts'
import type { Principal } from '../../kernel/principal.ts'
import { providerDoors } from './provider-doors.ts'

const view = z.object({
  id: z.string(),
  enabled: z.boolean(),
  offered: z.boolean(),
  settings: z.record(z.string(), z.unknown()),
  secrets: z.array(z.object({ name: z.string(), set: z.boolean(), ends: z.string().nullable() })),
  webhookUrl: z.string(),
})
const owner: Principal = { kind: 'account', shopId: 'shp_small', accountId: 'acc_owner', role: 'owner' }

describe('the ways of paying of a shop', () => {
  let sale: SmallSale
  beforeAll(async () => {
    sale = await openSmallSale()
  })
  afterAll(() => sale.close())

  async function enter(method: 'get' | 'patch', given: { providerId?: string; body?: unknown } = {}): Promise<unknown> {
    const door = providerDoors(sale.parts).find(
      (one): one is AnyTransactionDoor => one.method === method && 'handle' in one,
    )
    if (!door) throw new Error('no such door')
    const input: AnyInput = {
      params: { providerId: given.providerId },
      query: {},
      body: given.body,
      principal: owner,
      language: 'en',
      idempotencyKey: null,
      signal: new AbortController().signal,
    }
    const outcome = await sale.inShop((tx) => door.handle(tx, input))
    return outcome.ok ? outcome.value : outcome.refusals.map(({ code, path }) => ({ code, path }))
  }
  const list = async () => z.object({ providers: z.array(view) }).parse(await enter('get')).providers
  const change = (providerId: string, body: unknown) => enter('patch', { providerId, body })
  const offered = () => sale.checkout(anna, async (facet) => (await facet.paymentOptions()).map(({ id }) => id))

  test('are on where they work without settings, and off again as the shopkeeper says', async () => {
    expect((await list()).map(({ id, offered }) => [id, offered])).toEqual([
      ['invoice', true],
      ['sandbox', true],
      ['gift-card', true],
    ])
    expect(await change('invoice', { enabled: false, settings: { dueDays: 30 } })).toMatchObject({ offered: false })
    expect(await offered()).toEqual(['sandbox'])
    expect(await change('invoice', { enabled: true, position: 9 })).toMatchObject({ settings: { dueDays: 30 } })
    expect(await offered()).toEqual(['sandbox', 'invoice'])
    expect(await change('nobody', { enabled: true })).toMatchObject([{ code: 'payment.provider_not_found' }])
  })

  test('keep their keys sealed: shown by their ends only, and nowhere in clear', async () => {
    const key = 'a webhook key that nobody sees 4242'
    expect(await change('sandbox', { settings: { webhookSecret: key } })).toMatchObject({
      settings: {},
      secrets: [{ name: 'webhookSecret', set: true, ends: '4242' }],
    })
    const rows = await sale.inShop((tx) => tx.sql.selectFrom('payment_provider').selectAll().execute())
    const audit = await sale.inShop((tx) => tx.sql.selectFrom('audit').selectAll().execute())
    for (const kept of [rows, audit, await list()]) expect(JSON.stringify(kept)).not.toContain(key.slice(0, 20))
    expect(JSON.stringify(audit)).toContain('settings.webhookSecret')
    expect(await change('sandbox', { settings: { webhookSecret: null } })).toMatchObject({
      secrets: [{ set: false, ends: null }],
    })
  })

  test('refuse what does not fit, and keep what they had', async () => {
    const before = await list()
    expect(await change('invoice', { settings: { dueDays: -3 } })).toEqual([
      { code: 'payment.settings', path: 'settings.dueDays' },
    ])
    expect(await change('sandbox', { settings: { webhookSecret: 'short' } })).toEqual([
      { code: 'payment.settings', path: 'settings.webhookSecret' },
    ])
    expect(await list()).toEqual(before)
  })

  test('never hold the pretended bank where a shop sells in earnest', async () => {
    const parts = { ...sale.parts, isTriedOut: () => false }
    const doors = providerDoors(parts)
    const shown = doors.find((one): one is AnyTransactionDoor => one.method === 'get' && 'handle' in one)
    const outcome = await sale.inShop(async (tx) =>
      shown?.handle(tx, {
        params: {},
        query: {},
        body: null,
        principal: owner,
        language: 'en',
        idempotencyKey: null,
        signal: new AbortController().signal,
      }),
    )
    expect(JSON.stringify(outcome)).not.toContain('sandbox')
  })
})
