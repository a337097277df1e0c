import type { Door } from '../src/db/door.ts'
import type { TestShop } from './shop.ts'

export interface Asked {
  params?: object
  query?: object
  body?: object
}

/** Knocks at one of these doors as an admin of the shop, what is given parsed as it would be on the wire. */
export async function askDoor(
  shop: TestShop,
  doors: readonly Door[],
  accountId: string,
  call: string,
  given: Asked = {},
) {
  const found = doors.find((one) => `${one.method} ${one.path}` === call)
  if (!found || !('handle' in found)) throw new Error(`no door ${call}`)
  const read = (schema: { parse(value: unknown): unknown } | undefined, value: object = {}) =>
    schema?.parse(value) ?? {}
  const input = {
    params: read(found.params, given.params),
    query: read(found.query, given.query),
    body: read(found.body, given.body),
    principal: { kind: 'account' as const, shopId: shop.shopId, accountId, role: 'admin' as const },
    language: null,
    idempotencyKey: null,
    signal: AbortSignal.timeout(60_000),
  }
  return shop.db.inShop(shop.shopId, (tx) => found.handle(tx, input))
}
