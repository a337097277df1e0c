import { type Choice, type Order, type ReturnKind, type ReturnView, textIn } from '@parley/contracts'
import type { RefundTold, ReturnableItem, ReturnsFacet, ReturnTold } from '@parley/sdk'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { readProduct, variantsForCart } from '../catalogue/index.ts'
import { type OrderReader, type OrderRow, readOrders } from '../orders/index.ts'
import { pagePayments } from '../payments/index.ts'
import { confirmReturn, proposeReturn, type ReturnCall, returnOf } from './ask-return.ts'
import { mayComeBack, mayLinesComeBack } from './policy.ts'
import { readReturnable, readReturns, writeWish } from './return-store.ts'
import { inReturnWords } from './returns-texts.ts'

export interface ReturnsFacetCall extends ReturnCall {
  reader: OrderReader
  /** Orders that may be told in this conversation. */
  known: () => Promise<Order[]>
}

/** Returns as one conversation may ask for them. */
export function returnsFacet(call: ReturnsFacetCall): ReturnsFacet {
  const { tx, language, policy } = call
  const orderOf = async (number: string): Promise<OrderRow | null> => {
    const known = (await call.known()).find((order) => order.number === number)
    return known ? ((await readOrders(tx, { orderId: known.id }, 1))[0] ?? null) : null
  }
  const withOrder = async <T>(number: string, work: (order: OrderRow) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const order = await orderOf(number)
    return inReturnWords(order ? await work(order) : missing(), language)
  }
  return {
    reasons: async (kind) =>
      policy.reasons
        .filter(({ isFault }) => isFault === (kind === 'fault'))
        .map(({ id, names }) => ({ value: id, label: textIn(names, language) })),
    items: (number, kind) => withOrder(number, (order) => itemsOf(call, order, kind)),
    instead: async (number, lineId) => {
      const order = await orderOf(number)
      const line = order?.lines.find((each) => each.line_id === lineId)
      return order && line ? await othersOf(call, order, line) : []
    },
    propose: ({ orderNumber, wish, reason, note, photos, lines }) =>
      withOrder(orderNumber, (order) =>
        proposeReturn(call, {
          orderId: order.order_id,
          wish,
          reason,
          photos: photos ?? [],
          lines: lines.map((line) => ({ ...line })),
          ...(note === undefined ? {} : { note: note.slice(0, 2000) }),
        }),
      ),
    confirm: async (proposalId) => {
      const done = await confirmReturn(call, proposalId)
      if (!done.ok) return inReturnWords(done, language)
      const view = await returnOf(tx, done.value.resultId)
      return view ? granted(toldOf(view)) : missing()
    },
    setOutcome: async (number, outcome) => {
      for (const { number: orderNumber } of await call.known()) {
        const order = await orderOf(orderNumber)
        const found =
          order && (await readReturns(tx, { orderId: order.order_id })).find((each) => each.number === number)
        if (!found) continue
        if (!(await writeWish(tx, found.id, outcome)))
          return inReturnWords(refuse('return.wrong_state', 'It has gone too far.'), language)
        const view = await returnOf(tx, found.id)
        return view ? granted(toldOf(view)) : missing()
      }
      return inReturnWords(refuse('return.not_found', 'There is no such return.'), language)
    },
    standing: (number) =>
      withOrder(number, async (order) => {
        const returns = (await readReturns(tx, { orderId: order.order_id })).map(toldOf)
        return granted({ returns, refunds: await refundsOf(call, order) })
      }),
  }
}

async function itemsOf(call: ReturnsFacetCall, order: OrderRow, kind: ReturnKind): Promise<Outcome<ReturnableItem[]>> {
  const returnable = await readReturnable(call.tx, order, call.policy.finalSale)
  const may = mayComeBack(returnable, kind, call.policy, call.tx.now)
  if (!may.ok) return may
  const judged = returnable.lines.map((line) => {
    const wished = [{ lineId: line.lineId, quantity: 1 }]
    return { line, may: mayLinesComeBack(returnable, wished, kind) }
  })
  const items = judged.flatMap(({ line, may: fits }) => {
    const bought = order.lines.find((each) => each.line_id === line.lineId)
    if (!fits.ok || !bought) return []
    const { lineId, variantId, productId, title } = line
    return [{ lineId, variantId, productId, title, options: bought.options, left: line.quantity - line.taken }]
  })
  const [first] = judged.flatMap(({ may: fits }) => (fits.ok ? [] : [fits]))
  return items.length === 0 && first ? first : granted(items)
}

async function othersOf(
  { tx, language }: ReturnsFacetCall,
  order: OrderRow,
  line: OrderRow['lines'][number],
): Promise<Choice[]> {
  const product = await readProduct(tx, line.product_id)
  const ids = (product?.variants ?? []).map(({ id }) => id).filter((id) => id !== line.variant_id)
  const wares = await variantsForCart(tx, ids, { language, currency: order.currency })
  return ids.flatMap((id) => {
    const ware = wares.get(id)
    return ware?.published && ware.available > 0 && ware.options ? [{ value: id, label: ware.options }] : []
  })
}

async function refundsOf({ tx, language, reader }: ReturnsFacetCall, order: OrderRow): Promise<RefundTold[]> {
  const { payments } = await pagePayments(tx, { orderId: order.order_id, limit: 20 })
  return payments.flatMap((payment) =>
    payment.refunds.map(({ amount, status, at }) => ({
      amount,
      status: status === 'asked' ? 'pending' : status,
      to: reader.paymentName(payment.provider, language),
      at,
    })),
  )
}

const toldOf = ({ number, orderNumber, kind, status, total, wish, creditLastFour }: ReturnView): ReturnTold => ({
  ...{ number, orderNumber, kind, status, total, wish, creditLastFour },
})

const missing = () => refuse('order.not_found', 'There is no such order.')
