import { conversationStatus, deskConversation, message } from '@parley/contracts'
import { z } from 'zod'
import { readConversation } from '../conversations/index.ts'
import { type Door, door } from '../db/door.ts'
import { audit } from '../identity/index.ts'
import { granted, orThrow, refuse } from '../kernel/refusals.ts'
import { agentActing } from './agent-acting.ts'
import { allTags, setHandling, snooze } from './handling-store.ts'
import { historyOf, link, unlink } from './link-conversations.ts'
import { searchSaid } from './search-said.ts'

const tag = 'desk'
const params = z.object({ conversationId: z.string() })
const other = z.object({ other: z.string() })
const linked = z.object({ linked: z.array(z.string()) })

/** Sorting, putting off, finding and joining conversations. */
export const handlingDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/desk/search',
    tag,
    summary: 'Find what was said',
    description: 'In every message of the shop, newest first: all the words, the last one perhaps begun only.',
    access: { scope: 'conversations:read' },
    query: z.object({
      q: z.string().trim().max(200).default(''),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    answer: z.object({
      found: z.array(
        z.object({
          conversation: deskConversation,
          hits: z.array(z.object({ messageId: z.string(), seq: z.int(), text: z.string(), at: z.iso.datetime() })),
        }),
      ),
    }),
    handle: async (tx, { query }) => granted({ found: await searchSaid(tx, query.q, query.limit) }),
  }),
  door({
    method: 'get',
    path: '/desk/tags',
    tag,
    summary: 'The tags in use',
    access: { scope: 'conversations:read' },
    answer: z.object({ tags: z.array(z.string()) }),
    handle: async (tx) => granted({ tags: await allTags(tx) }),
  }),
  door({
    method: 'patch',
    path: '/desk/conversations/{conversationId}/handling',
    tag,
    summary: 'Say how pressing it is and what it is about',
    access: { scope: 'desk' },
    params,
    body: z.object({
      priority: z.int().min(-1).max(2).optional(),
      tags: z.array(z.string().trim().min(1).max(60)).max(30).optional(),
    }),
    example: { priority: 1, tags: ['delivery'] },
    answer: z.object({ priority: z.int(), tags: z.array(z.string()) }),
    handle: (tx, { params, body }) => setHandling(tx, params.conversationId, body),
  }),
  door({
    method: 'post',
    path: '/desk/conversations/{conversationId}/snooze',
    tag,
    summary: 'Put a conversation off until a time',
    description: 'It comes back then, or as soon as the shopper writes.',
    access: { scope: 'desk' },
    params,
    body: z.object({ until: z.iso.datetime() }),
    example: { until: '2099-01-01T08:00:00Z' },
    answer: z.object({ until: z.iso.datetime() }),
    handle: (tx, { params, body }) => snooze(tx, params.conversationId, new Date(body.until)),
  }),
  door({
    method: 'get',
    path: '/desk/conversations/{conversationId}/history',
    tag,
    summary: 'Her other conversations',
    description: 'On any channel, the latest first, each with its last hundred messages.',
    access: { scope: 'conversations:read' },
    params,
    query: z.object({ limit: z.coerce.number().int().min(1).max(50).default(10) }),
    answer: z.object({
      threads: z.array(
        z.object({
          conversationId: z.string(),
          inbox: z.string(),
          isLinked: z.boolean(),
          status: conversationStatus.catch('open'),
          startedAt: z.iso.datetime(),
          messages: z.array(message),
        }),
      ),
    }),
    handle: async (tx, { params, query }) => {
      if (!(await readConversation(tx, params.conversationId)))
        return refuse('conversation.not_found', 'There is no such conversation.')
      const threads = await historyOf(tx, params.conversationId, query.limit)
      return granted({ threads: threads.map((each) => ({ ...each, status: conversationStatus.parse(each.status) })) })
    },
  }),
  door({
    method: 'post',
    path: '/desk/conversations/{conversationId}/merge',
    tag,
    summary: 'Merge another conversation into this one',
    description: 'The other ends, and its words are read with this one. It can be undone.',
    access: { scope: 'desk' },
    params,
    body: other,
    example: { other: 'cnv_…' },
    answer: linked,
    handle: async (tx, { params, body, principal }) => {
      const { accountId } = await agentActing(tx, principal)
      const done = orThrow(await link(tx, params.conversationId, body.other, accountId))
      await audit(tx, principal, 'conversation.merge', params.conversationId, { other: body.other })
      return granted(done)
    },
  }),
  door({
    method: 'post',
    path: '/desk/conversations/{conversationId}/unmerge',
    tag,
    summary: 'Take merged conversations apart',
    access: { scope: 'desk' },
    params,
    body: other,
    example: { other: 'cnv_…' },
    answer: linked,
    handle: async (tx, { params, body, principal }) => {
      const done = orThrow(await unlink(tx, params.conversationId, body.other))
      await audit(tx, principal, 'conversation.unmerge', params.conversationId, { other: body.other })
      return granted(done)
    },
  }),
]
