import type { Quote } from '@parley/contracts'
import type { QuotesFacet } from '@parley/sdk'
import type { Outcome } from '../../kernel/refusals.ts'
import { type CheckoutCall, checkoutFacet } from '../checkout/index.ts'
import { membershipOf, readCompany } from '../companies/index.ts'
import { acceptQuote, askQuote, declineQuote, visibleQuote } from './handle-quote.ts'
import { pageQuotes, readQuote } from './quote-store.ts'
import { inQuoteWords } from './quotes-texts.ts'

const mostTold = 10

export interface QuotesCall extends CheckoutCall {
  personId: string | null
}

/** Quotes as one shopper may ask for them and take them. */
export function quotesFacet(call: QuotesCall): QuotesFacet {
  const { tx, language, currency, personId, conversationId } = call
  return {
    member: async () => (await membershipOf(tx, personId)) !== null,
    mine: async () => {
      const member = await membershipOf(tx, personId)
      if (!member) return []
      return (await pageQuotes(tx, { companyId: member.companyId, limit: mostTold })).quotes
    },
    ask: async (lines, note) =>
      inQuoteWords(
        await askQuote(tx, { personId, language, currency, conversationId, note: note.slice(0, 1_000), lines }),
        language,
      ),
    accept: async (quoteId, version) => {
      const found = await visibleQuote(tx, quoteId, personId)
      const taken = found.ok ? await takeQuote(call, found.value, version) : found
      return inQuoteWords(taken, language)
    },
    decline: async (quoteId) => {
      const found = await visibleQuote(tx, quoteId, personId, true)
      return inQuoteWords(found.ok ? await declineQuote(tx, found.value) : found, language)
    },
  }
}

/** Accepts an offer into the caller's basket, in its own currency, to be paid on account where the company may owe. */
export async function takeQuote(call: QuotesCall, quote: Quote, version: number): Promise<Outcome<Quote>> {
  const counted = { ...call, currency: quote.currency }
  const taken = await acceptQuote(counted, { quoteId: quote.id, version, personId: call.personId })
  if (!taken.ok) return taken
  const company = await readCompany(call.tx, quote.companyId)
  const owes = company.ok && company.value.creditLimit !== null && company.value.currency === quote.currency
  // Where the shop takes no invoices, the buyer chooses another way.
  if (owes) await checkoutFacet(counted).setPayment('invoice')
  return readQuote(call.tx, quote.id)
}
