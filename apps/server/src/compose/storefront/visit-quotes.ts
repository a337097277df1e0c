import type { Visit } from '../../../../storefront/src/shop-port.ts'
import { findCart } from '../../commerce/cart/index.ts'
import type { CheckoutCall } from '../../commerce/checkout/index.ts'
import { decideApproval, membershipOf, readApprovals } from '../../commerce/companies/index.ts'
import { approvalOf, shopOfToken } from '../../commerce/orders/index.ts'
import { declineQuote, inQuoteWords, mayAccept, readQuote, takeQuote } from '../../commerce/quotes/index.ts'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'

interface QuoteParts {
  tx: ShopTransaction
  language: string
  secret: string
  /** Opens the visitor where there is none. */
  open: () => Promise<{ id: string }>
  checkout: () => CheckoutCall
}

/** Offers and colleagues' orders, for whoever holds the link that was mailed. Without a good one there is nothing. */
export function visitQuotes(parts: QuoteParts): Pick<Visit, 'quotes' | 'approvals'> {
  const { tx, language, secret } = parts
  const byLink = async (quoteId: string, token: string, lock = false) => {
    if (shopOfToken(secret, 'quote', quoteId, token) !== tx.shopId) return null
    const found = await readQuote(tx, quoteId, lock)
    return found.ok ? found.value : null
  }
  return {
    quotes: {
      byLink: async (quoteId, token) => {
        const quote = await byLink(quoteId, token)
        return quote && { ...quote, holds: mayAccept(quote, { version: quote.version, now: tx.now }).ok }
      },
      accept: async (quoteId, token, version) => {
        const quote = await byLink(quoteId, token)
        if (!quote) return inQuoteWords(refuse('quote.not_found', 'There is no such quote.'), language)
        const { id: visitorId } = await parts.open()
        const owner = await ownerFor(parts, visitorId, quote.personId)
        if (!owner.ok) return inQuoteWords(owner, language)
        const call = { ...parts.checkout(), owner: owner.value, personId: quote.personId }
        const taken = await takeQuote(call, quote, version)
        return taken.ok ? granted(true) : inQuoteWords(taken, language)
      },
      decline: async (quoteId, token) => {
        const quote = await byLink(quoteId, token, true)
        const done = quote ? await declineQuote(tx, quote) : refuse('quote.not_found', 'There is no such quote.')
        return done.ok ? granted(true) : inQuoteWords(done, language)
      },
    },
    approvals: visitApprovals(parts),
  }
}

/**
 * In whose basket an offer is put: that of this browser, which is the buyer's from then on. Whoever else holds the link sees nothing else of
 * hers: where her basket is open in another browser, it stays there.
 */
async function ownerFor(
  { tx }: QuoteParts,
  visitorId: string,
  personId: string,
): Promise<Outcome<{ visitorId: string; personId: string }>> {
  const hers = await findCart(tx, { personId }, false)
  const here = await findCart(tx, { visitorId }, true)
  if (hers && hers.id !== here?.id) return refuse('quote.elsewhere', 'Her basket is open in another browser.')
  if (here && here.personId === null)
    await tx.sql
      .updateTable('cart')
      .set({ person_id: personId })
      .where('shop_id', '=', tx.shopId)
      .where('cart_id', '=', here.id)
      .execute()
  return granted({ visitorId, personId })
}

function visitApprovals({ tx, language, secret }: QuoteParts): Visit['approvals'] {
  const approver = async (proposalId: string, personId: string, token: string) => {
    const member = await membershipOf(tx, personId)
    const isHers = shopOfToken(secret, 'approval', approvalOf({ proposalId, personId }), token) === tx.shopId
    return isHers && member?.role === 'approver' ? member : null
  }
  return {
    byLink: async (proposalId, personId, token) => {
      const member = await approver(proposalId, personId, token)
      const all = member ? await readApprovals(tx, member.companyId) : []
      return all.find((each) => each.proposalId === proposalId) ?? null
    },
    decide: async (proposalId, personId, token, to) => {
      const member = await approver(proposalId, personId, token)
      const { companyId } = member ?? { companyId: '' }
      const done = member !== null && (await decideApproval(tx, { proposalId, companyId, personId, to }))
      if (!done) return inQuoteWords(refuse('company.approval_not_found', 'There is nothing to decide.'), language)
      tx.event('company.approval_decided', { company: companyId, proposal: proposalId, person: personId }, { to })
      return granted(true)
    },
  }
}
