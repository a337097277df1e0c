import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { type CartVariant, variantsForCart } from '../catalogue/index.ts'
import { hasParcels, type OrderRow } from '../orders/index.ts'
import { allocate, giftCardClass, type Terms } from '../pricing/index.ts'
import { quoteGoods } from '../promotions/index.ts'
import { type AddedItem, changes, type Edited, editedOrder, type ItemWish, planItems } from './items.ts'
import type { NewLine } from './items-store.ts'

export interface ItemsLooked {
  edited: Edited
  added: NewLine[]
  discounts: OrderRow['discounts']
  /** What the yes rests on besides the money. */
  restsOn: unknown
}

const mostOfOne = 999
const changeable: readonly string[] = ['placed', 'paid']

/** Whether anything of an order may still be changed: not once any of it is packed. Refused: `order.items_cancelled`, `order.items_packed`. */
export async function mayEditItems(tx: ShopTransaction, order: OrderRow): Promise<Outcome<true>> {
  const { number } = order
  if (order.status === 'cancelled')
    return refuse('order.rule_cancelled', 'It has been cancelled.', { values: { number } })
  if (!changeable.includes(order.status) || (await hasParcels(tx, order.order_id)))
    return refuse('order.items_packed', 'Part of it is packed already.', { values: { number } })
  return granted(true)
}

/**
 * What an edit would make of an order. Writes nothing. Refused besides: `order.items_same`, `order.items_nothing_left` (that is calling it
 * off), `order.items_unknown`, `order.items_other_product`, `order.items_fixed` (a gift card), `stock.insufficient`.
 */
export async function lookAtItems(
  tx: ShopTransaction,
  order: OrderRow,
  given: { wishes: readonly ItemWish[]; terms: Terms; language: string },
): Promise<Outcome<ItemsLooked>> {
  const may = await mayEditItems(tx, order)
  if (!may.ok) return may
  const { wishes } = given
  const { number } = order
  const lines = order.lines.map((line) => ({
    ...{ lineId: line.line_id, variantId: line.variant_id, quantity: line.quantity },
    ...{ total: line.total, discount: line.discount, vat: line.vat },
  }))
  const known = (wish: ItemWish) => lines.some(({ lineId }) => lineId === wish.lineId)
  const twice = new Set(wishes.map(({ lineId }) => lineId)).size < wishes.length
  const tooMany = wishes.some(({ quantity }) => quantity < 0 || quantity > mostOfOne)
  if (twice || tooMany || !wishes.every(known))
    return refuse('order.items_unknown', 'That is no thing of this order.', { path: 'lines', values: { number } })
  const plan = planItems(lines, wishes)
  if (!changes(lines, plan)) return refuse('order.items_same', 'That changes nothing.', { path: 'lines' })
  const left = [...plan.kept.values()].reduce((sum, quantity) => sum + quantity, 0)
  if (left === 0 && plan.added.length === 0)
    return refuse('order.items_nothing_left', 'That is calling the order off.', { path: 'lines', values: { number } })
  const priced = await priceAdded(tx, order, { ...given, added: plan.added })
  if (!priced.ok) return priced
  const edited = editedOrder({ ...order, lines }, plan, priced.value)
  const discounts = order.discounts.filter(({ amount }) => amount.amount > 0)
  const parts = allocate(
    edited.sums.discount,
    discounts.map(({ amount }) => amount.amount),
  )
  return granted({
    edited,
    added: priced.value,
    discounts: discounts.map((each, at) => ({ ...each, amount: { ...each.amount, amount: parts[at] ?? 0 } })),
    restsOn: [order.status, order.total, lines, edited.difference],
  })
}

/** What is added costs what it costs today, to whom and where the order goes. */
async function priceAdded(
  tx: ShopTransaction,
  order: OrderRow,
  given: { added: readonly AddedItem[]; terms: Terms; language: string; wishes: readonly ItemWish[] },
): Promise<Outcome<NewLine[]>> {
  const { added, terms } = given
  const { currency } = order
  const touched = order.lines.filter(({ line_id }) => given.wishes.some(({ lineId }) => lineId === line_id))
  const ids = [...new Set([...added.map(({ variantId }) => variantId), ...touched.map((line) => line.variant_id)])]
  const wares = await variantsForCart(tx, ids, { language: order.language, currency })
  if (touched.some((line) => wares.get(line.variant_id)?.vatClass === giftCardClass))
    return refuse('order.items_fixed', 'A gift card stays as it was ordered.', { path: 'lines' })
  for (const item of added) {
    const refused = whyNotAdded(order, item, wares.get(item.variantId))
    if (refused) return refused
  }
  const { lines } = quoteGoods({
    ...{ currency, at: tx.now, wares, terms, channel: 'web', delivery: null },
    lines: added.map(({ variantId, quantity }, at) => ({ id: String(at), variantId, quantity })),
    offers: { promotions: [], unknownCodes: [], goods: new Map(), groups: [], companyId: null, firstOrder: false },
    country: order.address?.country ?? null,
    vatNumber: order.reverse_charge ? (order.contact?.vatNumber ?? null) : null,
  })
  return granted(
    added.flatMap((item, at) => {
      const [line, ware] = [lines[at], wares.get(item.variantId)]
      if (!line || !ware) return []
      return [{ ...item, ware, unitPrice: line.unitPrice.amount, total: line.total.amount, vat: line.vat.amount }]
    }),
  )
}

function whyNotAdded(order: OrderRow, item: AddedItem, ware: CartVariant | undefined) {
  const line = order.lines.find(({ line_id }) => line_id === item.ofLine)
  if (!ware || ware.productId !== line?.product_id)
    return refuse('order.items_other_product', 'Only another variant of the same thing.', { path: 'lines' })
  if (!ware.published || !ware.unitPrice)
    return refuse('cart.not_sold', 'That is not sold any more.', { path: 'lines', values: { title: line.title } })
  // What this order gives back of the same thing is there, too.
  const own = item.variantId === line.variant_id ? 0 : ownOf(order, item.variantId)
  const available = ware.available + own
  if (available < item.quantity)
    return refuse('stock.insufficient', 'There are not that many.', { path: 'lines', values: { available } })
  return null
}

const ownOf = (order: OrderRow, variantId: string): number =>
  order.lines.filter((line) => line.variant_id === variantId).reduce((sum, { quantity }) => sum + quantity, 0)
