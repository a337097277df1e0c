import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openSmallShop } from '../../../test/small-shop.ts'
import type { Principal } from '../../kernel/principal.ts'
import { deliveryDoors } from './delivery-doors.ts'

test('how a shop delivers is edited by who saw it last, and the other is told', async () => {
  const shop = await openSmallShop()
  const principal: Principal = { kind: 'key', shopId: shop.shopId, keyId: 'key_1', scopes: ['settings'] }
  const call = async (method: 'get' | 'put', body?: unknown) => {
    const door = deliveryDoors.find((one) => one.method === method)
    if (!door || !('handle' in door)) throw new Error('no such door')
    const input = { params: {}, query: {}, principal, language: null, signal: new AbortController().signal }
    const parsed = door.body?.parse(body)
    return shop.db.inShop(shop.shopId, (tx) =>
      door.handle(tx, { ...input, body: parsed, idempotencyKey: randomUUID() }),
    )
  }
  const read = await call('get')
  const known = read.ok ? read.value : null
  const methods = [{ id: 'letter', kind: 'letter', names: { en: 'By letter' }, prices: { SEK: 2900 }, mostGrams: 500 }]
  const delivery = { zones: [], methods }
  const written = await Promise.all([
    call('put', { version: known.version, delivery }),
    call('put', { version: known.version, delivery }),
  ])
  expect(written.filter((one) => one.ok)).toHaveLength(1)
  expect(written.find((one) => !one.ok)).toMatchObject({ refusals: [{ code: 'delivery.changed' }] })
  const now = await call('get')
  expect(now).toMatchObject({
    value: { delivery: { methods: [{ id: 'letter', kind: 'letter', needsAddress: true }] } },
  })
  await shop.close()
})
