import type { Actor } from '@parley/contracts'
import type { MoveResult } from '@parley/sdk'
import { sql } from 'kysely'
import type { Database } from '../../db/database.ts'
import { cancelOrder } from '../orders/index.ts'
import { applyState, undoPayment } from './apply-state.ts'
import { nextLook, unpaidHours } from './payment.ts'
import { claimLook, handleOf, type PaymentRecord, readPayment, updatePayment } from './payment-store.ts'
import { contextFor, type PaymentParts, providerOf, storeOf } from './providers.ts'
import { endRefund, type OwedRefund, readRefunds } from './refund-store.ts'

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
  const refunds = await db.inShop(due.shopId, (tx) => readRefunds(tx, due.payment.id))
  for (const refund of refunds) if (refund.status !== 'done') await payBack(db, parts, { ...due, refund })
  await db.inShop(due.shopId, async (tx) => {
    const now = await readPayment(tx, { paymentId: due.payment.id })
    if (!now) return
    const age = tx.now.getTime() - now.createdAt.getTime()
    const open = ['created', 'pending', 'declined', 'failed'].includes(now.status)
    const late = age >= unpaidHours * 3_600_000
    if (open && late) await cancelOrder(tx, now.orderId, { actor: system, reason: 'unpaid', undoPayment })
    const owed = (await readRefunds(tx, now.id)).some((refund) => refund.status !== 'done')
    if (!owed && (!open || late)) await updatePayment(tx, now.id, { look_at: null })
  })
}

async function lookUp(db: Database, parts: PaymentParts, due: Due): Promise<void> {
  const provider = asked(db, parts, due)
  if (!provider) return
  const result = await provider.definition.lookUp(handleOf(due.payment), provider.context)
  if (result.kind !== 'done') return
  await db.inShop(due.shopId, (tx) => applyState(tx, due.payment.id, result.state))
}

/** Lets go what was only put aside, gives back what was taken; the refund's id is the key, so that a repeat gives back once. */
async function payBack(db: Database, parts: PaymentParts, due: Due & { refund: OwedRefund }): Promise<void> {
  const provider = asked(db, parts, due)
  const payment = await db.inShop(due.shopId, (tx) => readPayment(tx, { paymentId: due.payment.id }))
  if (!provider || !payment) return
  const handle = handleOf(payment)
  const amount = { amount: due.refund.amount, currency: payment.currency }
  const done: MoveResult =
    payment.captured === 0
      ? await provider.definition.void(handle, due.refund.id, provider.context)
      : await provider.definition.refund(handle, amount, due.refund.id, provider.context)
  await db.inShop(due.shopId, async (tx) => {
    if (done.kind === 'done') await applyState(tx, payment.id, done.state)
    await endRefund(tx, due.refund.id, done.kind)
  })
}

function asked(db: Database, parts: PaymentParts, { shopId, payment }: Due) {
  const provider = providerOf(parts, shopId, payment.provider)
  const of = { shopId, paymentId: payment.id, language: 'en', store: storeOf(db, shopId) }
  return provider && { definition: provider.definition, context: contextFor(parts, provider, of) }
}
