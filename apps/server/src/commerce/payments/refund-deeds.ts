import type { Money, Proposal } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { z } from 'zod'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { cancelOrder, mayBecome, type OrderReader, type OrderRow, readOrders } from '../orders/index.ts'
import { askRefund, refundable, shareRefund } from './ask-refund.ts'
import { undoPayment } from './give-back.ts'
import { type DeedCall, type Doing, proposeDeed } from './order-deed.ts'
import { sayOfPayments } from './payments-texts.ts'

const refundTerms = z.object({ amount: z.int().min(1), reason: z.string(), paymentId: z.string().nullable() })
const cancelTerms = z.object({ reason: z.string() })

export interface RefundWish {
  orderId: string
  /** All that is left where none is named. */
  amount?: number | undefined
  paymentId?: string | undefined
  reason: string
}

/** Shows what giving money back would do: how much, to which payment, what is left after. Refused: `order.not_found`, `refund.too_much`. */
export async function proposeRefund(call: DeedCall, reader: OrderReader, wish: RefundWish): Promise<Outcome<Proposal>> {
  const order = await orderOf(call, wish.orderId)
  if (!order) return notFound()
  const all = await refundable(call.tx, order.order_id, 'look')
  const left = all.filter(({ payment }) => wish.paymentId === undefined || payment.id === wish.paymentId)
  const leftOver = left.reduce((sum, part) => sum + part.amount, 0)
  const amount = wish.amount ?? leftOver
  const shares = shareRefund(left, amount)
  if (!shares.ok) return shares
  const show = (part: number) => formatMoney(of(order, part), call.language)
  const { language } = call
  const total = of(order, amount)
  const proposal = await proposeDeed(call, {
    kind: 'refund',
    orderId: order.order_id,
    summary: [
      { label: sayOfPayments(language, 'proposal.order'), value: order.number },
      ...shares.value.map((share) => ({
        label: sayOfPayments(language, 'proposal.back_to', {
          payment: reader.paymentName(share.payment.provider, language),
        }),
        value: show(share.amount),
        amount: of(order, share.amount),
      })),
      { label: sayOfPayments(language, 'proposal.left'), value: show(leftOver - amount) },
      { label: sayOfPayments(language, 'proposal.reason'), value: wish.reason },
    ],
    total,
    action: sayOfPayments(language, 'proposal.refund', { amount: formatMoney(total, language) }),
    terms: { amount, reason: wish.reason, paymentId: wish.paymentId ?? null },
    restsOn: await moneyOf(call, order),
  })
  return granted(proposal)
}

/** Shows what calling the order off would do: what can be sold again, what is given back. Refused: `order.not_found`, `order.wrong_state`. */
export async function proposeCancellation(
  call: DeedCall,
  wish: { orderId: string; reason: string },
): Promise<Outcome<Proposal>> {
  const order = await orderOf(call, wish.orderId)
  if (!order) return notFound()
  const may = mayBecome(order.status, 'cancelled')
  if (!may.ok) return may
  const { language } = call
  const taken = (await refundable(call.tx, order.order_id, 'look')).reduce((sum, part) => sum + part.amount, 0)
  const back = of(order, taken)
  const proposal = await proposeDeed(call, {
    kind: 'cancel-by-shop',
    orderId: order.order_id,
    summary: [
      { label: sayOfPayments(language, 'proposal.order'), value: order.number },
      {
        label: sayOfPayments(language, 'proposal.goods'),
        value: order.lines.map((line) => `${line.quantity} × ${line.title}`).join(', '),
      },
      { label: sayOfPayments(language, 'proposal.back'), value: formatMoney(back, language), amount: back },
      { label: sayOfPayments(language, 'proposal.reason'), value: wish.reason },
    ],
    total: back,
    action: sayOfPayments(language, 'proposal.cancel', { number: order.number }),
    terms: { reason: wish.reason },
    restsOn: await moneyOf(call, order),
  })
  return granted(proposal)
}

/** How these two are done once somebody has said yes. */
export function refundDoings(call: DeedCall): Record<string, Doing> {
  const restsOn = (order: OrderRow) => moneyOf(call, order)
  const { tx, actor } = call
  return {
    refund: {
      restsOn,
      carryOut: async (order, given) => {
        const { amount, reason, paymentId } = refundTerms.parse(given)
        const wish = { orderId: order.id, amount, reason, actor, ...(paymentId ? { paymentId } : {}) }
        const asked = await askRefund(tx, wish)
        return asked.ok ? granted({ id: asked.value.refundIds[0] ?? order.id }) : asked
      },
    },
    'cancel-by-shop': {
      restsOn,
      carryOut: async (order, given) => {
        const { reason } = cancelTerms.parse(given)
        const done = await cancelOrder(tx, order.id, { actor, reason, undoPayment })
        return done.ok ? granted({ id: order.id }) : done
      },
    },
  }
}

/** Where the order and its money stand: a refund that was asked for meanwhile makes another sum of it. */
async function moneyOf({ tx }: DeedCall, order: OrderRow): Promise<unknown> {
  const left = await refundable(tx, order.order_id, 'look')
  return [order.status, left.map(({ payment, amount }) => [payment.id, payment.status, amount])]
}

async function orderOf({ tx }: DeedCall, orderId: string): Promise<OrderRow | null> {
  return (await readOrders(tx, { orderId }, 1))[0] ?? null
}

const of = (order: OrderRow, amount: number): Money => ({ amount, currency: order.currency })
const notFound = () => refuse('order.not_found', 'There is no such order.')
