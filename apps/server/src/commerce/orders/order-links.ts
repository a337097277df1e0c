import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a signed link lets its bearer do. */
export type LinkPurpose = 'order' | 'pay' | 'paper' | 'stop' | 'consent' | 'file' | 'quote' | 'approval'

export interface Links {
  /** Where shoppers reach the server, without a slash at the end. */
  publicUrl: string
  secret: string
}

/** Where an order is followed by whoever holds the link. */
export function orderLink(links: Links, shopId: string, orderId: string): string {
  return `${links.publicUrl}/orders/${orderId}?t=${linkToken(links.secret, 'order', shopId, orderId)}`
}

/** Where its buyer says what she thinks of what she got. */
export function orderReviewsLink(links: Links, shopId: string, orderId: string): string {
  return `${links.publicUrl}/orders/${orderId}/reviews?t=${linkToken(links.secret, 'order', shopId, orderId)}`
}

/** Where a payment is made by whoever holds the link. */
export function payLink(links: Links, shopId: string, paymentId: string): string {
  return `${links.publicUrl}/pay/${paymentId}?t=${linkToken(links.secret, 'pay', shopId, paymentId)}`
}

/** Where an offer is looked at, accepted or declined by whoever holds the link. */
export function quoteLink(links: Links, shopId: string, quoteId: string): string {
  return `${links.publicUrl}/quotes/${quoteId}?t=${linkToken(links.secret, 'quote', shopId, quoteId)}`
}

/** Where one approver decides about a colleague's order. */
export function approvalLink(links: Links, shopId: string, of: { proposalId: string; personId: string }): string {
  const token = linkToken(links.secret, 'approval', shopId, approvalOf(of))
  return `${links.publicUrl}/approvals/${of.proposalId}?${new URLSearchParams({ by: of.personId, t: token })}`
}

/** What an approver's link is signed for: this order, and herself. */
export const approvalOf = ({ proposalId, personId }: { proposalId: string; personId: string }): string =>
  `${proposalId} ${personId}`

/** A token that names the shop and proves that we gave it out, for this purpose and thing alone. */
export function linkToken(secret: string, purpose: LinkPurpose, shopId: string, id: string): string {
  return `${shopId}.${signature(secret, purpose, shopId, id)}`
}

/** The shop that a token of ours names; null where it is none of ours, or for another thing. */
export function shopOfToken(
  secret: string,
  purpose: LinkPurpose,
  id: string,
  token: string | undefined,
): string | null {
  const [shopId, given] = token?.split('.') ?? []
  if (!shopId || !given || !/^[a-z0-9_-]{1,64}$/.test(shopId)) return null
  const expected = Buffer.from(signature(secret, purpose, shopId, id))
  const offered = Buffer.from(given)
  return expected.length === offered.length && timingSafeEqual(expected, offered) ? shopId : null
}

function signature(secret: string, purpose: LinkPurpose, shopId: string, id: string): string {
  return createHmac('sha256', secret).update(`${purpose}\n${shopId}\n${id}`).digest('base64url')
}
