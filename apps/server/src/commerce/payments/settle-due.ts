import type { Actor } from '@parley/contracts'
import type { MoveResult } from '@parley/sdk'
import { sql } from 'kysely'
import type { Database, ShopTransaction } from '../../db/database.ts'
import { cancelOrder, lockOrder } from '../orders/index.ts'
import { applyState } from './apply-state.ts'
import { undoPayment } from './give-back.ts'
import { isOpen, nextLook, unpaidHours } from './payment.ts'
import { claimLook, handleOf, type PaymentRecord, readPayment, updatePayment } from './payment-store.ts'
import { contextFor, type PaymentParts, providerOf, storeOf } from './providers.ts'
import { countedRefunds, endRefund, type OwedRefund } from './refund-store.ts'

const system: Actor = { kind: 'system' }

/**
 * Looks after payments of all shops that are due: asks providers whose news may have been lost, gives back what is owed, and calls off what
 * nobody has paid in a day. Any number of processes may do so at once. Run it every few seconds; answers how many it looked at.
 */
export async function settleDue(db: Database, parts: PaymentParts, most = 50): Promise<number> {
  const { rows } = await db.outside((outside) =>
    sql<{ shop_id: string; payment_id: string }>`select * from due_payments(${parts.clock.now()}, ${most})`.execute(
      outside,
    ),
  )
  let looked = 0
  for (const due of rows) {
    const payment = await db.inShop(due.shop_id, async (tx) => {
      const seen = await readPayment(tx, { paymentId: due.payment_id })
      return seen && (await claimLook(tx, seen.id, nextLook(tx.now, seen.looks + 1))) ? seen : null
    })
    if (!payment) continue
    await settlePayment(db, parts, { shopId: due.shop_id, payment })
    looked++
  }
  return looked
}

/** Asks the provider where a payment stands and takes that in. For a shopper who comes back before the news does. */
export async function lookAgain(
  db: Database,
  parts: PaymentParts,
  of: { shopId: string; paymentId: string },
): Promise<PaymentRecord | null> {
  const payment = await db.inShop(of.shopId, (tx) => readPayment(tx, of))
  if (payment?.providerReference) await lookUp(db, parts, { shopId: of.shopId, payment })
  return payment
}

interface Due {
  shopId: string
  payment: PaymentRecord
}

async function settlePayment(db: Database, parts: PaymentParts, due: Due): Promise<void> {
  if (due.payment.providerReference) await lookUp(db, parts, due)
  const refunds = await db.inShop(due.shopId, (tx) => countedRefunds(tx, due.payment.id))
  for (const refund of refunds) if (refund.status !== 'done') await payBack(db, parts, { ...due, refund })
  await db.inShop(due.shopId, async (tx) => {
    const seen = await readPayment(tx, { paymentId: due.payment.id })
    if (seen) await leaveBe(tx, seen)
  })
}

/** Nothing more to look for: it is settled and nothing is owed. An order that nobody has paid in time is called off. */
async function leaveBe(tx: ShopTransaction, payment: PaymentRecord): Promise<void> {
  const late = tx.now.getTime() - payment.createdAt.getTime() >= unpaidHours * 3_600_000
  const open = isOpen(payment.status)
  if (open && late) {
    const order = await lockOrder(tx, payment.orderId)
    if (order?.status === 'placed') await cancelOrder(tx, order.id, { actor: system, reason: 'unpaid', undoPayment })
  }
  const owed = (await countedRefunds(tx, payment.id)).some((refund) => refund.status !== 'done')
  if (!owed && (!open || late)) await updatePayment(tx, payment.id, { look_at: null })
}

async function lookUp(db: Database, parts: PaymentParts, due: Due): Promise<void> {
  const provider = await asked(db, parts, due)
  if (!provider) return
  const result = await provider.definition.lookUp(handleOf(due.payment), provider.context)
  if (result.kind !== 'done') return
  await db.inShop(due.shopId, (tx) => applyState(tx, due.payment.id, result.state))
}

/**
 * Lets go what was only put aside, gives back what was taken; the refund's id is the key, so that a repeat gives back once. What nobody
 * could answer is asked for again, by the same key, until somebody can.
 */
async function payBack(db: Database, parts: PaymentParts, due: Due & { refund: OwedRefund }): Promise<void> {
  const provider = await asked(db, parts, due)
  const payment = await db.inShop(due.shopId, (tx) => readPayment(tx, { paymentId: due.payment.id }))
  if (!provider || !payment) return
  const handle = handleOf(payment)
  const amount = { amount: due.refund.amount, currency: payment.currency }
  const letGo = payment.captured === 0
  const done: MoveResult = letGo
    ? await provider.definition.void(handle, `${due.refund.id}-void`, provider.context)
    : await provider.definition.refund(handle, amount, due.refund.id, provider.context)
  await db.inShop(due.shopId, async (tx) => {
    if (done.kind === 'done') await applyState(tx, payment.id, done.state)
    // What can't be let go may have been taken meanwhile: the next look tells, and then it is given back.
    const ended = letGo && done.kind === 'refused' ? 'unknown' : done.kind
    if ((await endRefund(tx, due.refund.id, ended)) && ended === 'refused')
      tx.event('refund.refused', { payment: payment.id, order: payment.orderId }, { provider: payment.provider })
  })
}

async function asked(db: Database, parts: PaymentParts, { shopId, payment }: Due) {
  const provider = await db.inShop(shopId, (tx) => providerOf(tx, parts, payment.provider))
  const of = { shopId, paymentId: payment.id, language: 'en', store: storeOf(db, shopId) }
  return provider && { definition: provider.definition, context: contextFor(parts, provider, of) }
}
