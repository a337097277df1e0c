import { z } from 'zod'
import type { Door } from '../src/db/door.ts'
import { hangDoors } from '../src/http/hang-doors.ts'
import { silentLog } from '../src/kernel/log.ts'
import type { Principal } from '../src/kernel/principal.ts'
import { rateLimit } from '../src/kernel/rate-limit.ts'
import type { SmallShop } from './small-shop.ts'

/** The doors of a shop, called by its owner, unless somebody else is named. */
export function keeperOf(shop: SmallShop, doors: readonly Door[]) {
  const principals: Record<string, Principal> = {
    owner: { kind: 'account', shopId: shop.shopId, accountId: 'acc_1', role: 'owner' },
    agent: { kind: 'account', shopId: shop.shopId, accountId: 'acc_2', role: 'agent' },
    viewer: { kind: 'account', shopId: shop.shopId, accountId: 'acc_3', role: 'viewer' },
    shopper: { kind: 'visitor', shopId: shop.shopId, visitorId: 'vis_anna' },
  }
  const authenticate = Object.assign(
    async (c: { req: { header(name: string): string | undefined } }) => principals[c.req.header('who') ?? ''] ?? null,
    { ofToken: async () => null, ofSession: async () => null },
  )
  const limit = rateLimit(1000, 1000)
  const limits = { visitor: limit, worker: limit, address: limit }
  const app = hangDoors(doors, { ...shop, log: silentLog, authenticate, limits, addressOf: () => '127.0.0.1' })
  return async (method: string, path: string, body?: unknown, who = 'owner') => {
    const raw = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const response = await app.request(path, {
      method,
      headers: { who, 'content-type': 'application/json' },
      ...(raw === undefined ? {} : { body: raw }),
    })
    return { status: response.status, body: z.any().parse(await response.json()) }
  }
}
