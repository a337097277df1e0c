import { checkLedger, reconcile, settleDue } from '../../apps/server/src/commerce/payments/index.ts'
import { releaseExpired } from '../../apps/server/src/commerce/stock/index.ts'
import { minute } from '../../apps/server/test/small-till.ts'
import type { Errand } from './errand.ts'
import { shelves, type World } from './world.ts'

/** Lets the day end: what is owed is paid, what nobody paid is called off, what was lost is asked for. */
export async function closeTheBooks({ sale, bank }: World): Promise<void> {
  bank.line.is = 'up'
  bank.empty()
  for (let hours = 0; hours < 27; hours++) {
    sale.clock.move(60 * minute)
    while ((await settleDue(sale.db, sale.parts, 200)) === 200);
    await releaseExpired(sale.db, sale.clock)
  }
  await reconcile(sale.db, sale.parts, sale.shopId)
  for (let rounds = 0; rounds < 3; rounds++) {
    await settleDue(sale.db, sale.parts, 500)
    sale.clock.move(60 * minute)
  }
}

/** Money and stock add up by the shop's own check, and what the shop has written down is what the bank has done. */
export async function judge(world: World, errands: readonly Errand[]): Promise<string[]> {
  const { sale, bank } = world
  const faults = await sale.inShop((tx) => checkLedger(tx))
  const wrong = faults.map(({ rule, ids }) => `the ledger: ${rule} (${ids.join(', ')})`)
  for (const { orderId, paymentId } of errands) {
    const row = await sale.inShop((tx) =>
      tx.sql
        .selectFrom('payment as p')
        .innerJoin('orders as o', (join) =>
          join.onRef('o.order_id', '=', 'p.order_id').onRef('o.shop_id', '=', 'p.shop_id'),
        )
        .select(['o.status', 'o.total', 'p.captured', 'p.refunded'])
        .where('p.payment_id', '=', paymentId)
        .executeTakeFirstOrThrow(),
    )
    const { putAside, taken, givenBack } = bank.books(paymentId)
    const is = `${orderId} is ${row.status}`
    if (row.captured !== taken || row.refunded !== givenBack)
      wrong.push(`${is}: written ${row.captured} − ${row.refunded}, at the bank ${taken} − ${givenBack}`)
    if (givenBack > taken) wrong.push(`${is}: more was given back than taken`)
    if (row.status === 'cancelled' && (putAside > 0 || taken !== givenBack)) wrong.push(`${is} and its money was kept`)
    if (row.status === 'paid' && putAside + taken !== row.total)
      wrong.push(`${is} for ${putAside + taken} of ${row.total}`)
    if (row.status === 'placed') wrong.push(`${is} after a day`)
  }
  return [...wrong, ...(await countShelves(world))]
}

/** Every unit is on the shelf or in an order that took it. */
async function countShelves({ sale }: World): Promise<string[]> {
  const wrong: string[] = []
  for (const { id, stock } of shelves) {
    const first = Object.values(stock).reduce((sum, units) => sum + units, 0)
    const { onHand } = await sale.stockOf(id)
    const sold = await sale.inShop((tx) =>
      tx.sql
        .selectFrom('reservation')
        .select(({ fn }) => fn.sum<string>('quantity').as('units'))
        .where('variant_id', '=', id)
        .where('state', '=', 'committed')
        .executeTakeFirst(),
    )
    const units = Number(sold?.units ?? 0)
    if (onHand + units !== first) wrong.push(`${id}: ${onHand} on the shelf and ${units} sold of ${first}`)
  }
  return wrong
}
