import type { PaymentDefinition } from '@parley/sdk'
import { z } from 'zod'
import { paymentsDoors } from '../../apps/server/src/commerce/payments/index.ts'
import type { AnyTransactionDoor } from '../../apps/server/src/db/door.ts'
import { openSmallSale } from '../../apps/server/test/small-sale.ts'
import type { Ware } from '../../apps/server/test/small-shop.ts'
import { tillOf } from '../../apps/server/test/small-till.ts'
import stripe from '../../extensions/payments/stripe/index.ts'
import { bankSecrets, openBank } from './bank.ts'

/** Lamps are many, stools are few: late money finds some of them sold. */
export const shelves: readonly Ware[] = [
  { id: 'var_lamp', name: 'Lamp', prices: { SEK: 129_000 }, stock: { loc_store: 400, loc_shop: 300 } },
  { id: 'var_stool', name: 'Stool', prices: { SEK: 49_900 }, stock: { loc_store: 12 } },
]

/** A small shop on a stopped clock that is paid by a pretended Stripe, at the end of a line that can be cut. */
export async function openWorld() {
  const sale = await openSmallSale(shelves)
  const bank = openBank(() => sale.clock.now())
  Object.assign(sale.parts, {
    definitions: [...sale.parts.definitions, z.custom<PaymentDefinition>().parse(stripe)],
    fetch: bank.fetch,
    fetchAs: () => bank.fetch,
  })
  const setUp = paymentsDoors(sale.parts).find(
    (one): one is AnyTransactionDoor => one.path === '/payment-providers/{providerId}' && 'handle' in one,
  )
  const principal = { kind: 'account' as const, shopId: sale.shopId, accountId: 'acc_owner', role: 'owner' as const }
  await sale.inShop(async (tx) =>
    setUp?.handle(tx, {
      params: { providerId: 'stripe' },
      query: {},
      body: { enabled: true, settings: { ...bankSecrets, takeMoney: 'later' } },
      principal,
      language: 'en',
      idempotencyKey: null,
      signal: new AbortController().signal,
    }),
  )
  return { sale, bank, till: tillOf(sale) }
}

export type World = Awaited<ReturnType<typeof openWorld>>
