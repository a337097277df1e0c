import { currency, quote, quoteStatus } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { type AnyInput, type Door, door } from '../../db/door.ts'
import { audit, readShop } from '../../identity/index.ts'
import { granted } from '../../kernel/refusals.ts'
import { readVisitor } from '../../people/index.ts'
import { cartCall, ownCart } from '../cart/index.ts'
import { membershipOf } from '../companies/index.ts'
import { acceptQuote, askQuote, declineQuote, priceQuote, visibleQuote } from './handle-quote.ts'
import { pageQuotes, readQuote } from './quote-store.ts'

const tag = 'companies'
const quoteParams = z.object({ quoteId: z.string().max(64) })
const mayRead = { visitor: true, scope: 'orders:read' } as const
const variantId = z.string().min(1).max(64)

/** Quotes: asked for by a company, priced by the shop, accepted and then ordered as anything else is. */
export const quotesDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/quotes',
    tag,
    summary: 'List quotes',
    description: 'The latest first. Whoever buys for a company sees that company’s, and nobody else’s.',
    access: mayRead,
    query: z.object({
      status: quoteStatus.optional(),
      /** By a key or an account: of one company. */
      companyId: z.string().max(64).optional(),
      search: z.string().max(200).optional(),
      after: z.string().max(64).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    answer: z.object({ quotes: z.array(quote), next: z.string().nullable() }),
    handle: async (tx, { query, principal }) => {
      if (principal.kind !== 'visitor') return granted(await pageQuotes(tx, query))
      const member = await membershipOf(tx, await personOf(tx, principal))
      if (!member) return granted({ quotes: [], next: null })
      return granted(await pageQuotes(tx, { ...query, companyId: member.companyId }))
    },
  }),
  door({
    method: 'post',
    path: '/quotes',
    tag,
    summary: 'Ask for a quote',
    description: 'By whoever buys for a company.',
    access: { visitor: true },
    body: z.strictObject({
      currency: currency.optional(),
      note: z.string().trim().max(1_000).default(''),
      lines: z
        .array(z.strictObject({ variantId, quantity: z.int().min(1).max(999) }))
        .min(1)
        .max(100),
    }),
    example: { note: 'For the new terrace', lines: [{ variantId: 'var_…', quantity: 40 }] },
    answer: quote,
    status: 201,
    handle: async (tx, { body, principal, language }) => {
      const { settings } = await readShop(tx)
      const spoken = language && settings.languages.includes(language) ? language : settings.defaultLanguage
      const usual = settings.defaultCurrencyByLanguage[spoken] ?? settings.currencies[0] ?? 'EUR'
      const personId = await personOf(tx, principal)
      return askQuote(tx, { ...body, personId, language: spoken, currency: body.currency ?? usual })
    },
  }),
  door({
    method: 'get',
    path: '/quotes/{quoteId}',
    tag,
    summary: 'Read a quote',
    access: mayRead,
    params: quoteParams,
    answer: quote,
    handle: (tx, input) => seen(tx, input),
  }),
  door({
    method: 'put',
    path: '/quotes/{quoteId}/price',
    tag,
    summary: 'Price a quote',
    description:
      'What each thing costs, in minor units as the catalogue counts, and until when that holds. `version` is the one that was seen; priced anew, an earlier offer can’t be accepted any more.',
    access: { scope: 'orders:write' },
    params: quoteParams,
    body: z.strictObject({
      version: z.int().min(1),
      validUntil: z.iso.datetime({ offset: true }),
      lines: z
        .array(z.strictObject({ variantId, unitPrice: z.int().min(0).max(1_000_000_000_000) }))
        .min(1)
        .max(100),
    }),
    example: {
      version: 1,
      validUntil: '2027-01-31T22:59:59Z',
      lines: [{ variantId: 'var_…', unitPrice: 99_000 }],
    },
    answer: quote,
    handle: async (tx, { params, body, principal }) => {
      const { version, lines } = body
      const given = { quoteId: params.quoteId, version, lines, validUntil: new Date(body.validUntil) }
      const priced = await priceQuote(tx, given)
      if (priced.ok) await audit(tx, principal, 'quote.priced', params.quoteId, { version: priced.value.version })
      return priced
    },
  }),
  door({
    method: 'post',
    path: '/quotes/{quoteId}/accept',
    tag,
    summary: 'Accept a quote',
    description:
      'The offer of this `version`. Its goods then lie in the caller’s cart at the quoted prices; they are ordered by the order’s own proposal. A repeat is told the same.',
    access: { visitor: true },
    params: quoteParams,
    body: z.strictObject({ version: z.int().min(1) }),
    example: { version: 2 },
    answer: quote,
    handle: async (tx, { params, body, principal, language }) => {
      const call = await cartCall(tx, { cartId: ownCart, principal, language })
      if (!call.ok) return call
      const found = await readQuote(tx, params.quoteId)
      const counted = found.ok ? found.value.currency : call.value.currency
      const personId = await personOf(tx, principal)
      return acceptQuote({ ...call.value, currency: counted }, { ...params, version: body.version, personId })
    },
  }),
  door({
    method: 'post',
    path: '/quotes/{quoteId}/decline',
    tag,
    summary: 'Decline a quote',
    description: 'By the company or by the shop.',
    access: { visitor: true, scope: 'orders:write' },
    params: quoteParams,
    answer: quote,
    handle: async (tx, input) => {
      const found = await seen(tx, input, true)
      return found.ok ? declineQuote(tx, found.value) : found
    },
  }),
]

async function seen(tx: ShopTransaction, input: AnyInput, lock = false) {
  const { quoteId } = quoteParams.parse(input.params)
  if (input.principal.kind !== 'visitor') return readQuote(tx, quoteId, lock)
  return visibleQuote(tx, quoteId, await personOf(tx, input.principal), lock)
}

async function personOf(tx: ShopTransaction, principal: AnyInput['principal']): Promise<string | null> {
  return principal.kind === 'visitor' ? ((await readVisitor(tx, principal.visitorId))?.personId ?? null) : null
}
