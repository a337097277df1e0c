import { randomInt } from 'node:crypto'
import { currency, giftCard } from '@parley/contracts'
import { z } from 'zod'
import { type Door, door } from '../../db/door.ts'
import { audit } from '../../identity/index.ts'
import { granted, refuse } from '../../kernel/refusals.ts'
import { newCardCode } from './gift-card.ts'
import { cardOfCode, issueCard, pageCards, voidCard } from './gift-card-store.ts'

const tag = 'gift cards'
const code = z.string().trim().min(4).max(60)

/** Gift cards: what is left on one, those that the shop gives, and those it takes back. */
export const giftCardDoors: readonly Door[] = [
  door({
    method: 'post',
    path: '/gift-cards/balance',
    tag,
    summary: 'Look at what is left on a gift card',
    description: 'By its code alone, for whoever holds it.',
    access: { visitor: true, scope: 'carts:read' },
    body: z.strictObject({ code }),
    example: { code: '7K3P-…' },
    answer: giftCard.pick({ lastFour: true, balance: true, expiresAt: true }),
    handle: async (tx, { body }) => {
      const card = await cardOfCode(tx, body.code, null)
      if (!card.ok) return card
      const { lastFour, balance, expiresAt } = card.value
      return granted({ lastFour, balance, expiresAt })
    },
  }),
  door({
    method: 'get',
    path: '/gift-cards',
    tag,
    summary: 'List gift cards',
    description: 'Newest first. `q` is the end of a code: the shop knows no more of it.',
    access: { scope: 'orders:read' },
    query: z.object({
      q: z.string().max(60).optional(),
      after: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    answer: z.object({ giftCards: z.array(giftCard), next: z.string().nullable() }),
    handle: async (tx, { query }) => granted(await pageCards(tx, { ...query, search: query.q })),
  }),
  door({
    method: 'post',
    path: '/gift-cards',
    tag,
    summary: 'Give a gift card',
    description: 'Store credit, or amends. The code is told in this answer and never again.',
    access: { scope: 'orders:write' },
    body: z.strictObject({
      currency,
      amount: z.int().min(1).max(1e9),
      expiresAt: z.iso.datetime().nullable().default(null),
      reason: z.string().trim().min(1).max(200),
    }),
    example: { currency: 'SEK', amount: 20_000, reason: 'parcel came late' },
    answer: z.object({ id: z.string(), code: z.string() }),
    status: 201,
    handle: async (tx, { body, principal }) => {
      const made = newCardCode((below) => randomInt(below))
      const expiresAt = body.expiresAt === null ? null : new Date(body.expiresAt)
      const id = await issueCard(tx, { ...body, code: made, expiresAt, bought: null })
      if (id === null) throw new Error('a gift card without an order line was there already')
      await audit(tx, principal, 'gift_card.given', id, { currency: body.currency, amount: body.amount })
      return granted({ id, code: made })
    },
  }),
  door({
    method: 'post',
    path: '/gift-cards/{giftCardId}/void',
    tag,
    summary: 'Make a gift card worthless',
    description: 'A lost or stolen one. What was paid with it stays paid.',
    access: { scope: 'orders:write' },
    params: z.object({ giftCardId: z.string() }),
    answer: giftCard,
    handle: async (tx, { params, principal }) => {
      const card = await voidCard(tx, params.giftCardId)
      if (!card) return refuse('gift_card.not_found', 'There is no such card.')
      await audit(tx, principal, 'gift_card.voided', card.id)
      return granted(card)
    },
  }),
]
