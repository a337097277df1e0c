import type { FakeShop } from './fake-shop.ts'
import type { Till } from './fake-till.ts'

const anna = { name: 'Anna Berg', email: 'anna@example.com', phone: null, address: null, verified: true }

/** Makes the shopper one who is known, has agreed to advice, has been here before, and has something in her basket. */
export function makeKnown(shop: FakeShop): void {
  shop.me = anna
  shop.old.status = 'packed'
  shop.records.consents.advice = true
  shop.records.more.push({ ...shop.old, id: 'ord_older', number: 'T-9002', status: 'shipped' })
  shop.records.more.push({ ...shop.old, id: 'ord_new', number: 'T-9003', status: 'placed' })
  for (const id of ['var_fjell.black', 'var_fjell.white']) sellOut(shop.till, id)
  shop.till.lines.push(
    { id: 'lin_a', variantId: 'var_lyst', quantity: 1 },
    { id: 'lin_b', variantId: 'var_krukke', quantity: 2 },
  )
}

const sellOut = (till: Till, variantId: string) =>
  till.goods.find((each) => each.stock.has(variantId))?.stock.set(variantId, 0)
