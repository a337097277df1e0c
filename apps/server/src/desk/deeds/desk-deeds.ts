import { type DeskDeed, deskDeed, type Proposal } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { readProposal } from '../../commerce/checkout/index.ts'
import { payLink, readOrders } from '../../commerce/orders/index.ts'
import {
  confirmDeed,
  orderReader,
  paymentLinkDoings,
  proposeCancellation,
  proposePaymentLink,
  proposeRefund,
  refundDoings,
} from '../../commerce/payments/index.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { callIn, type DeedScene, isOrderHere } from './deed-scene.ts'
import { giveOffer, offerKind, proposeOffer, shareOf } from './offer-deed.ts'
import { sendLink, tellDeed } from './tell-deed.ts'

/** Shows what a deed would do, in this talk and for its shopper alone. */
export async function proposeDeskDeed(scene: DeedScene, wish: DeskDeed): Promise<Outcome<Proposal>> {
  if (wish.do === 'offer') return proposeOffer(scene, wish)
  if (!(await isOrderHere(scene, wish.orderId))) return refuse('order.not_found', 'She has no such order.')
  const call = callIn(scene)
  const reader = orderReader(scene.parts, call.language)
  if (wish.do === 'refund') return proposeRefund(call, reader, wish)
  if (wish.do === 'cancel') return proposeCancellation(call, wish)
  return proposePaymentLink(call, { parts: scene.parts, reader }, wish)
}

/** Whether it is more than the agent may give by herself. */
export async function isAboveLimit(scene: DeedScene, proposal: Proposal): Promise<boolean> {
  if (!scene.isLimited) return false
  if (proposal.kind === offerKind) return (await shareOf(scene, proposal)) > scene.rules.offerPercent * 100
  if (proposal.kind !== 'refund' || !proposal.total) return false
  const most = scene.rules.refundUpTo[proposal.total.currency]
  return most !== undefined && proposal.total.amount > most
}

/** Does what was proposed and tells her of it; said twice it is done once. Answers with the id of what came of it. */
export async function carryOutDeskDeed(scene: DeedScene, proposalId: string): Promise<Outcome<{ resultId: string }>> {
  const known = await readProposal(scene.tx, proposalId)
  if (known?.conversationId !== scene.row.conversation_id)
    return refuse('proposal.not_found', 'There is no such proposal.')
  if (known.resultId) return granted({ resultId: known.resultId })
  if (known.body.kind === offerKind) {
    const given = await giveOffer(scene, proposalId)
    if (!given.ok) return given
    const { promotionId, off, until } = given.value
    await tellDeed(scene, 'offer', { off, until })
    return granted({ resultId: promotionId })
  }
  const call = callIn(scene)
  const doings = { ...refundDoings(call), ...paymentLinkDoings(call, scene.parts) }
  const done = await confirmDeed(call, proposalId, doings)
  if (!done.ok) return done
  await tellOrderDeed(scene, known.body, done.value)
  return granted({ resultId: done.value.resultId })
}

async function tellOrderDeed(
  scene: DeedScene,
  proposal: Proposal,
  done: { orderId: string; resultId: string },
): Promise<void> {
  const { tx, row, parts } = scene
  const [order] = await readOrders(tx, { orderId: done.orderId }, 1)
  const number = order?.number ?? ''
  const amount = proposal.total ?? { amount: 0, currency: row.currency }
  const amountInWords = formatMoney(amount, row.language)
  if (proposal.kind === 'refund') await tellDeed(scene, 'refund', { amount: amountInWords, number })
  else if (proposal.kind === 'payment-link')
    await sendLink(scene, {
      orderNumber: number,
      amount,
      amountInWords,
      url: payLink(parts.links, tx.shopId, done.resultId),
    })
  else await tellDeed(scene, 'cancel', { number })
}

/** The wish that a proposal came of, so that it can be shown afresh to whoever is to allow it. */
export function wishOf(proposal: Proposal): DeskDeed {
  const { wish, order, terms } = proposal.versions
  if (proposal.kind === offerKind) return deskDeed.parse(JSON.parse(String(wish)))
  const { amount, reason, paymentId: _, ...rest } = Object(JSON.parse(String(terms)))
  const what = { refund: 'refund', 'cancel-by-shop': 'cancel' }[proposal.kind] ?? 'payment_link'
  return deskDeed.parse({
    do: what,
    orderId: order,
    ...rest,
    ...(reason ? { reason } : {}),
    ...(amount ? { amount } : {}),
  })
}
