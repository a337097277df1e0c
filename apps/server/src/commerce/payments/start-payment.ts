import type { Database, ShopTransaction } from '../../db/database.ts'
import { lockOrder, type OrderRow, readOrders } from '../orders/index.ts'
import { hasHeld, keepReservations, reserve } from '../stock/index.ts'
import { applyState } from './apply-state.ts'
import { readWaiting } from './items-store.ts'
import { holdMinutes, mayMove, nextLook } from './payment.ts'
import { type PaymentRecord, readPayment, updatePayment } from './payment-store.ts'
import { contextFor, type PaymentParts, type Provider, providerOf, storeOf } from './providers.ts'

export type PayDoor =
  /** To the provider's page. */
  | { kind: 'go'; url: string }
  /** Paid, called off, or nothing to be done about it here: the order's own page tells. */
  | { kind: 'order'; orderId: string }
  | { kind: 'missing' }

/**
 * Opens a pay link: starts the payment at the provider with the payment's id as key, so that opening it again, or twice at once, leads to
 * the same page. Goods that were let go meanwhile are set aside anew; where they are gone there is nothing to pay for.
 */
export async function openPayment(
  db: Database,
  parts: PaymentParts,
  of: { shopId: string; paymentId: string },
): Promise<PayDoor> {
  const ready = await db.inShop(of.shopId, (tx) => prepare(tx, parts, of.paymentId))
  if (!ready) return { kind: 'missing' }
  const { payment, order, provider } = ready
  const back: PayDoor = { kind: 'order', orderId: order.order_id }
  if (!ready.canPay || !provider || !order.contact) return back
  const context = contextFor(parts, provider, { ...of, language: order.language, store: storeOf(db, of.shopId) })
  const { name, email } = order.contact
  const started = await provider.definition.start(
    {
      paymentId: payment.id,
      orderNumber: order.number,
      amount: { amount: payment.amount, currency: payment.currency },
      contact: { name, email },
    },
    context,
  )
  return db.inShop(of.shopId, async (tx) => {
    if (started.kind === 'settled') await applyState(tx, payment.id, started.state)
    if (started.kind === 'unknown')
      await updatePayment(tx, payment.id, { look_at: nextLook(tx.now, payment.looks), looks: payment.looks + 1 })
    if (started.kind !== 'redirect') return back
    await keepRedirect(tx, payment.id, started)
    return { kind: 'go', url: started.url }
  })
}

async function prepare(
  tx: ShopTransaction,
  parts: PaymentParts,
  paymentId: string,
): Promise<{ payment: PaymentRecord; order: OrderRow; provider: Provider | null; canPay: boolean } | null> {
  const payment = await readPayment(tx, { paymentId })
  if (!payment) return null
  const locked = await lockOrder(tx, payment.orderId)
  const [order] = await readOrders(tx, { orderId: payment.orderId }, 1)
  if (!order || !locked) return null
  const open = locked.status === 'placed' && mayMove(payment.status, 'pending')
  // The difference that an edit costs is paid while the order stands as it was; its shelves are looked at when the money is there.
  const waits = locked.status === 'paid' && mayMove(payment.status, 'pending') && (await readWaiting(tx, payment.id))
  const provider = await providerOf(tx, parts, payment.provider)
  return { payment, order, provider, canPay: Boolean(waits) || (open && (await holdAgain(tx, order))) }
}

/** Sets the goods aside again where their time had run out. */
async function holdAgain(tx: ShopTransaction, order: OrderRow): Promise<boolean> {
  if (await hasHeld(tx, order.order_id)) return true
  const wanted = order.lines.map((line) => ({ variantId: line.variant_id, quantity: line.quantity }))
  const parts = await reserve(tx, wanted, 'reserved')
  if (!parts.ok) return false
  await keepReservations(tx, order.order_id, parts.value, new Date(tx.now.getTime() + holdMinutes * 60_000))
  return true
}

async function keepRedirect(
  tx: ShopTransaction,
  paymentId: string,
  started: { url: string; providerReference: string },
): Promise<void> {
  const payment = await readPayment(tx, { paymentId }, 'lock')
  if (!payment || !mayMove(payment.status, 'pending')) return
  await updatePayment(tx, paymentId, {
    status: 'pending',
    provider_reference: started.providerReference,
    redirect_url: started.url,
    look_at: nextLook(tx.now, 0),
    looks: 0,
  })
}
