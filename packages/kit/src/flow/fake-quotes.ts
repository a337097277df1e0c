import type { Quote } from '@parley/contracts'
import type { QuotesFacet } from '@parley/sdk'
import { euro, fakeCart, no, type Till } from './fake-till.ts'

/** Quotes of the little shop, whose one agent is quick: what is asked for is priced at once, at ten euros for anything. */
export function fakeQuotes(till: Till, member: () => boolean): QuotesFacet {
  const quotes: Quote[] = []
  const find = (id: string) => quotes.find((quote) => quote.id === id)
  const move = (quote: Quote, status: Quote['status']) => {
    Object.assign(quote, { status, version: quote.version + 1 })
    return { ok: true as const, value: { ...quote } }
  }
  return {
    member: async () => member(),
    mine: async () => (member() ? quotes.toReversed().map((quote) => ({ ...quote })) : []),
    async ask(lines, note) {
      if (!member()) return no('quote.not_member')
      const number = quotes.length + 1
      const quote: Quote = {
        id: `quo_${number}`,
        number: `Q-${1000 + number}`,
        ...{
          companyId: 'com_1',
          companyName: 'Café Norr',
          personId: 'per_1',
          personName: 'Anna Berg',
          currency: 'EUR',
        },
        ...{ note, status: 'priced', version: 1 },
        lines: lines.map(({ variantId, quantity }) => ({
          ...{ variantId, quantity, options: '', listPrice: null, unitPrice: euro(1_000) },
          title: till.goods.find((each) => each.stock.has(variantId))?.name ?? variantId,
        })),
        total: euro(lines.reduce((sum, { quantity }) => sum + quantity * 1_000, 0)),
        validUntil: '2026-02-05T10:00:00.000Z',
        createdAt: '2026-01-05T10:00:00.000Z',
      }
      quotes.push(quote)
      return { ok: true, value: { ...quote } }
    },
    async accept(id, version) {
      const quote = find(id)
      if (!quote || !member()) return no('quote.not_found')
      if (quote.status !== 'priced') return no('quote.wrong_state')
      if (quote.version !== version) return no('quote.changed')
      const cart = fakeCart(till)
      for (const line of quote.lines) {
        const added = await cart.add(line.variantId, line.quantity)
        if (!added.ok) return added
      }
      return move(quote, 'accepted')
    },
    async decline(id) {
      const quote = find(id)
      if (!quote || !member()) return no('quote.not_found')
      return quote.status === 'priced' ? move(quote, 'declined') : no('quote.wrong_state')
    },
  }
}
