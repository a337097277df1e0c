import { content, conversation, deskConversation as deskConversationSchema, viewFilter } from '@parley/contracts'
import { z } from 'zod'
import {
  type AgentActing,
  type ConversationRow,
  conversationView,
  editOrDelete,
  giveBack,
  nameOf,
  note,
  reopenByDesk,
  reply,
  replyWithFile,
  resolve,
  take,
} from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { type Door, door } from '../db/door.ts'
import { principalName } from '../kernel/principal.ts'
import { granted, type Outcome, orThrow, refuse } from '../kernel/refusals.ts'
import { agentActing } from './agent-acting.ts'
import { deskConversation, deskConversations } from './desk-list.ts'
import { noteMentions } from './mentions.ts'

const idParams = z.object({ conversationId: z.string() })
const messageParams = z.object({ conversationId: z.string(), messageId: z.string() })
const saidAnswer = z.object({ messageId: z.string(), seq: z.int(), repeated: z.boolean() })

const list = door({
  method: 'get',
  path: '/desk/conversations',
  tag: 'desk',
  summary: 'Conversations as the desk lists them',
  description: 'Whoever waits longest comes first, then the latest.',
  access: { scope: 'conversations:read' },
  query: viewFilter.extend({
    mine: z.stringbool().optional(),
    late: z.stringbool().optional(),
    minPriority: z.coerce.number().int().min(-1).max(2).optional(),
    search: z.string().max(100).optional(),
    personId: z.string().max(64).optional(),
    before: z.iso.datetime().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answer: z.object({ conversations: z.array(deskConversationSchema) }),
  handle: async (tx, { query, principal }) => {
    const { mine, before, search, ...narrowing } = query
    const agentId = mine ? (await agentActing(tx, principal)).accountId : query.agentId
    const conversations = await deskConversations(tx, {
      ...narrowing,
      agentId,
      search: search || undefined,
      before: before ? new Date(before) : undefined,
    })
    return granted({ conversations })
  },
})

const read = door({
  method: 'get',
  path: '/desk/conversations/{conversationId}',
  tag: 'desk',
  summary: 'One conversation as the desk sees it',
  access: { scope: 'conversations:read' },
  params: idParams,
  answer: deskConversationSchema,
  handle: async (tx, { params }) => {
    const found = await deskConversation(tx, params.conversationId)
    return found ? granted(found) : refuse('conversation.not_found', 'There is no such conversation.')
  },
})

/** Doors that move a conversation and answer with it. */
function moving(
  name: string,
  summary: string,
  move: (tx: ShopTransaction, id: string, agent: AgentActing) => Promise<Outcome<ConversationRow>>,
): Door {
  return door({
    method: 'post',
    path: `/desk/conversations/{conversationId}/${name}`,
    tag: 'desk',
    summary,
    access: { scope: 'desk' },
    params: idParams,
    answer: conversation,
    handle: async (tx, { params, principal }) => {
      const row = orThrow(await move(tx, params.conversationId, await agentActing(tx, principal)))
      return granted(conversationView(row, 'desk', await nameOf(tx, row.agent_id)))
    },
  })
}

const replying = door({
  method: 'post',
  path: '/desk/conversations/{conversationId}/replies',
  tag: 'desk',
  summary: 'Reply to the shopper as a person',
  description: 'Takes the conversation in the same transaction; the bot falls silent.',
  access: { scope: 'desk' },
  params: idParams,
  body: z.object({
    text: z.string().trim().min(1).max(10_000),
    content: content.optional(),
    clientId: z.string().min(1).max(60).optional(),
  }),
  example: { text: 'Hello, this is Anna. I’ll look into it.' },
  answer: saidAnswer,
  status: 201,
  handle: async (tx, { params, body, principal }) => {
    const said = body.content ?? { type: 'text' as const, text: body.text }
    if (said.type === 'note' || said.type === 'notice')
      return refuse('message.kind', 'A reply can’t be a note or a notice.', { path: 'content.type' })
    return reply(tx, params.conversationId, await agentActing(tx, principal), said, body.text, body.clientId)
  },
})

const sendingFile = door({
  method: 'post',
  path: '/desk/conversations/{conversationId}/files',
  tag: 'desk',
  summary: 'Send the shopper a file',
  description: 'One that you have brought before (`POST /attachments`). Takes the conversation, as a reply does.',
  access: { scope: 'desk' },
  params: idParams,
  body: z.object({ attachmentId: z.string().max(64), clientId: z.string().min(1).max(60).optional() }),
  example: { attachmentId: 'att_…' },
  answer: saidAnswer,
  status: 201,
  handle: async (tx, { params, body, principal }) => {
    const agent = { ...(await agentActing(tx, principal)), owner: principalName(principal) }
    return replyWithFile(tx, params.conversationId, agent, body.attachmentId, body.clientId)
  },
})

const noting = door({
  method: 'post',
  path: '/desk/conversations/{conversationId}/notes',
  tag: 'desk',
  summary: 'Leave a note for colleagues',
  access: { scope: 'desk' },
  params: idParams,
  body: z.object({ text: z.string().trim().min(1).max(10_000), clientId: z.string().min(1).max(60).optional() }),
  answer: saidAnswer,
  status: 201,
  handle: async (tx, { params, body, principal }) => {
    const agent = await agentActing(tx, principal)
    const noted = orThrow(await note(tx, params.conversationId, agent, body.text, body.clientId))
    await noteMentions(tx, { ...params, messageId: noted.messageId, text: body.text, byId: agent.accountId })
    return granted(noted)
  },
})

const editing = door({
  method: 'patch',
  path: '/desk/conversations/{conversationId}/messages/{messageId}',
  tag: 'desk',
  summary: 'Alter your own message',
  access: { scope: 'desk' },
  params: messageParams,
  body: z.object({ text: z.string().trim().min(1).max(10_000) }),
  answer: z.object({ seq: z.int() }),
  handle: async (tx, { params, body, principal }) =>
    editOrDelete(tx, params.conversationId, params.messageId, await agentActing(tx, principal), body.text),
})

const deleting = door({
  method: 'delete',
  path: '/desk/conversations/{conversationId}/messages/{messageId}',
  tag: 'desk',
  summary: 'Take back your own message',
  access: { scope: 'desk' },
  params: messageParams,
  answer: z.object({ seq: z.int() }),
  handle: async (tx, { params, principal }) =>
    editOrDelete(tx, params.conversationId, params.messageId, await agentActing(tx, principal), null),
})

export const deskDoors: readonly Door[] = [
  list,
  read,
  moving('take', 'Take a conversation', take),
  moving('give-back', 'Give a conversation back to the bot', (tx, id) => giveBack(tx, id)),
  moving('resolve', 'Resolve a conversation', (tx, id) => resolve(tx, id)),
  moving('reopen', 'Open a resolved conversation again', (tx, id) => reopenByDesk(tx, id)),
  replying,
  sendingFile,
  noting,
  editing,
  deleting,
]
