import { change, conversation, languageTag, message } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'
import { type Door, door } from '../db/door.ts'
import { readShop } from '../identity/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { granted, type Outcome, orThrow, refuse } from '../kernel/refusals.ts'
import { identify, openVisitor, personOf } from '../people/index.ts'
import { changesAfter, messagesFrom, nameOf } from './changes.ts'
import { type ConversationRow, conversationView } from './conversation.ts'
import { lockCurrentConversation, readConversation } from './conversation-store.ts'

const idParams = z.object({ conversationId: z.string() })

/** The conversation, where the caller may see it: hers as a shopper, any of the shop's with a scope. */
export async function visibleConversation(
  tx: ShopTransaction,
  conversationId: string,
  principal: Principal,
): Promise<Outcome<ConversationRow>> {
  const row = await readConversation(tx, conversationId)
  const may = row && (principal.kind !== 'visitor' || row.visitor_id === principal.visitorId)
  return may ? granted(row) : refuse('conversation.not_found', 'There is no such conversation.')
}

const audienceOf = (principal: Principal) => (principal.kind === 'visitor' ? 'shopper' : 'desk')

const start = door({
  method: 'post',
  path: '/conversations',
  tag: 'conversations',
  summary: 'Start a conversation',
  description:
    'A new shopper comes in through the API. Her visitor token opens the socket and her cart; it is shown once.',
  access: { scope: 'conversations:write' },
  body: z.object({
    language: languageTag.optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    customer: z
      .object({
        id: z.string().min(1).max(200),
        name: z.string().max(120).optional(),
        email: z.email().optional(),
        phone: z.string().max(40).optional(),
      })
      .optional(),
  }),
  example: { language: 'sv' },
  answer: z.object({ conversation, visitorId: z.string(), visitorToken: z.string() }),
  status: 201,
  handle: async (tx, { body, principal }) => {
    const { settings } = await readShop(tx)
    const language =
      body.language && settings.languages.includes(body.language) ? body.language : settings.defaultLanguage
    const currency = body.currency ?? settings.defaultCurrencyByLanguage[language] ?? settings.currencies[0] ?? 'EUR'
    if (!settings.currencies.includes(currency))
      return refuse('currency.not_sold', 'The shop does not sell in this currency.', { path: 'currency' })
    const { visitor, token } = await openVisitor(tx, { language, currency })
    // The shop's own server vouches for its customer.
    const personId = body.customer
      ? await personOf(tx, {
          kind: 'customer',
          address: body.customer.id,
          verified: true,
          verifiedBy: 'api',
          ...body.customer,
        })
      : null
    if (personId) await identify(tx, visitor.id, personId)
    const { row } = await lockCurrentConversation(tx, {
      inboxId: 'api',
      address: visitor.id,
      visitorId: visitor.id,
      personId,
      language,
      currency,
    })
    tx.event(
      'conversation.started',
      { conversation: row.conversation_id, visitor: visitor.id, person: personId },
      { inbox: 'api' },
    )
    return granted({
      conversation: conversationView(row, audienceOf(principal), null),
      visitorId: visitor.id,
      visitorToken: token,
    })
  },
})

const read = door({
  method: 'get',
  path: '/conversations/{conversationId}',
  tag: 'conversations',
  summary: 'Read a conversation',
  access: { visitor: true, scope: 'conversations:read' },
  params: idParams,
  answer: conversation,
  handle: async (tx, { params, principal }) => {
    const row = orThrow(await visibleConversation(tx, params.conversationId, principal))
    return granted(conversationView(row, audienceOf(principal), await nameOf(tx, row.agent_id)))
  },
})

const changes = door({
  method: 'get',
  path: '/conversations/{conversationId}/changes',
  tag: 'conversations',
  summary: 'What changed after a number',
  description:
    'Pages through the stream of the caller’s audience. Ask again with the last number until `more` is false.',
  access: { visitor: true, scope: 'conversations:read' },
  params: idParams,
  query: z.object({
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  answer: z.object({ changes: z.array(change), lastChange: z.int(), more: z.boolean() }),
  handle: async (tx, { params, query, principal }) => {
    const row = orThrow(await visibleConversation(tx, params.conversationId, principal))
    const audience = audienceOf(principal)
    const found = await changesAfter(tx, row, audience, query.after, query.limit)
    const lastChange = found.at(-1)?.number ?? query.after
    return granted({
      changes: found,
      lastChange,
      more: lastChange < (audience === 'desk' ? row.desk_changes : row.shopper_changes),
    })
  },
})

const messages = door({
  method: 'get',
  path: '/conversations/{conversationId}/messages',
  tag: 'conversations',
  summary: 'Messages from a position on',
  access: { visitor: true, scope: 'conversations:read' },
  params: idParams,
  query: z.object({
    from: z.coerce.number().int().min(1).default(1),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  answer: z.object({ messages: z.array(message) }),
  handle: async (tx, { params, query, principal }) => {
    orThrow(await visibleConversation(tx, params.conversationId, principal))
    return granted({
      messages: await messagesFrom(tx, params.conversationId, audienceOf(principal), query.from, query.limit),
    })
  },
})

export const conversationDoors: readonly Door[] = [start, read, changes, messages]
