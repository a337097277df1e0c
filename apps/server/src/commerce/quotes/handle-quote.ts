import type { Quote } from '@parley/contracts'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { type CartCall, cartFacet } from '../cart/index.ts'
import { variantsForCart } from '../catalogue/index.ts'
import { membershipOf } from '../companies/index.ts'
import { createPriceList, writeEntries } from '../promotions/index.ts'
import { mayAccept, moveQuote } from './quote.ts'
import { pageQuotes, readQuote, writePrices, writeQuote, writeStatus } from './quote-store.ts'

/** A company's own, unanswered. */
const mostWaiting = 20

export interface QuoteWish {
  personId: string | null
  language: string
  currency: string
  conversationId?: string | null
  note: string
  lines: readonly { variantId: string; quantity: number }[]
}

/** Asks a price for the company she buys for. Refused: `quote.not_member`, `quote.not_sold`, `quote.twice`, `quote.too_many`. */
export async function askQuote(tx: ShopTransaction, wish: QuoteWish): Promise<Outcome<Quote>> {
  const member = await membershipOf(tx, wish.personId)
  if (!member || !wish.personId) return refuse('quote.not_member', 'Quotes are for companies.')
  const ids = wish.lines.map(({ variantId }) => variantId)
  if (new Set(ids).size < ids.length) return refuse('quote.twice', 'Each thing is named once.', { path: 'lines' })
  const waiting = await pageQuotes(tx, { companyId: member.companyId, status: 'asked', limit: mostWaiting })
  if (waiting.quotes.length === mostWaiting) return refuse('quote.too_many', 'That many are waiting already.')
  const wares = await variantsForCart(tx, ids, { language: wish.language, currency: wish.currency })
  const at = ids.findIndex((id) => !wares.get(id)?.published || !wares.get(id)?.unitPrice)
  if (at >= 0) return refuse('quote.not_sold', 'That is not sold here.', { path: `lines.${at}.variantId` })
  const id = await writeQuote(tx, { ...wish, companyId: member.companyId, personId: wish.personId })
  tx.event('quote.asked', { quote: id, company: member.companyId, person: wish.personId })
  return readQuote(tx, id)
}

export interface QuotePricing {
  quoteId: string
  version: number
  validUntil: Date
  lines: readonly { variantId: string; unitPrice: number }[]
}

/** Names the price of each thing, and until when it holds. Refused: `quote.changed`, `quote.lines`, `quote.past`, `quote.wrong_state`. */
export async function priceQuote(tx: ShopTransaction, given: QuotePricing): Promise<Outcome<Quote>> {
  const found = await readQuote(tx, given.quoteId, true)
  if (!found.ok) return found
  const moved = moveQuote(found.value.status, 'priced')
  if (!moved.ok) return moved
  if (found.value.version !== given.version)
    return refuse('quote.changed', 'It was changed meanwhile.', { path: 'version' })
  if (given.validUntil <= tx.now) return refuse('quote.past', 'That has passed.', { path: 'validUntil' })
  const wanted = new Set(found.value.lines.map(({ variantId }) => variantId))
  const named = new Set(given.lines.map(({ variantId }) => variantId))
  if (named.size !== given.lines.length || named.size !== wanted.size || [...named].some((id) => !wanted.has(id)))
    return refuse('quote.lines', 'Each thing of it needs a price.', { path: 'lines' })
  await writePrices(tx, given.quoteId, given.lines)
  await writeStatus(tx, given.quoteId, { status: 'priced', validUntil: given.validUntil })
  const { companyId: company, personId: person } = found.value
  tx.event('quote.priced', { quote: given.quoteId, company, person })
  return readQuote(tx, given.quoteId)
}

/**
 * Takes the offer that was seen: its prices become the company's own until it ends, and its goods lie in the caller's cart, priced by them.
 * Nothing is ordered: the order's own proposal and yes come after. Said twice, also at the same instant, the goods are put in once. Refused
 * besides what `mayAccept` refuses: what the cart refuses (`stock.insufficient`), and then nothing has been taken.
 */
export async function acceptQuote(
  call: CartCall,
  given: { quoteId: string; version: number; personId: string | null },
): Promise<Outcome<Quote>> {
  const { tx } = call
  const found = await visibleQuote(tx, given.quoteId, given.personId, true)
  if (!found.ok) return found
  const quote = found.value
  if (quote.status === 'accepted') return granted(quote)
  const may = mayAccept(quote, { version: given.version, now: tx.now })
  if (!may.ok) return may
  const taken = await tx.attempt(() => takeOffer(call, quote))
  return taken.ok ? readQuote(tx, quote.id) : taken
}

async function takeOffer(call: CartCall, quote: Quote): Promise<Outcome<null>> {
  const { tx } = call
  const list = await createPriceList(tx, {
    ...{ name: quote.number, currency: quote.currency, groups: [], companies: [quote.companyId] },
    ...{ startsAt: null, endsAt: quote.validUntil },
  })
  const entries = quote.lines.map(({ variantId, quantity, unitPrice }) => ({
    ...{ variantId, minQuantity: quantity },
    amount: unitPrice?.amount ?? null,
  }))
  const written = await writeEntries(tx, list.id, entries)
  if (!written.ok) return written
  await writeStatus(tx, quote.id, { status: 'accepted', priceListId: list.id })
  const cart = cartFacet(call)
  for (const { variantId, quantity } of quote.lines) {
    const added = await cart.add(variantId, quantity)
    if (!added.ok) return added
  }
  tx.event('quote.accepted', { quote: quote.id, company: quote.companyId, person: quote.personId })
  return granted(null)
}

/** Says no to it, from either side. */
export async function declineQuote(tx: ShopTransaction, quote: Quote): Promise<Outcome<Quote>> {
  const moved = moveQuote(quote.status, 'declined')
  if (!moved.ok) return moved
  await writeStatus(tx, quote.id, { status: 'declined' })
  tx.event('quote.declined', { quote: quote.id, company: quote.companyId, person: quote.personId })
  return readQuote(tx, quote.id)
}

/** A quote of the company that somebody buys for; any other is as if it were not there. */
export async function visibleQuote(
  tx: ShopTransaction,
  quoteId: string,
  personId: string | null,
  lock = false,
): Promise<Outcome<Quote>> {
  const member = await membershipOf(tx, personId)
  const found = await readQuote(tx, quoteId, lock)
  if (found.ok && member?.companyId !== found.value.companyId)
    return refuse('quote.not_found', 'There is no such quote.')
  return found
}
