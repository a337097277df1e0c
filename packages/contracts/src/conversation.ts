import { z } from 'zod'
import { awaits, content } from './content.ts'
import { handling } from './desk.ts'
import { languageTag } from './language.ts'

export const conversationStatus = z.enum(['open', 'snoozed', 'resolved'])
export const owner = z.enum(['bot', 'queue', 'agent'])
export type ConversationStatus = z.infer<typeof conversationStatus>
export type Owner = z.infer<typeof owner>

export const senderKind = z.enum(['shopper', 'bot', 'agent', 'system'])
export const sender = z.object({
  kind: senderKind,
  id: z.string().optional(),
  name: z.string().optional(),
  picture: z.string().optional(),
})
export type Sender = z.infer<typeof sender>

export const deliveryState = z.enum(['stored', 'sent', 'delivered', 'read', 'failed'])

export const message = z.object({
  id: z.string(),
  conversationId: z.string(),
  /** Position in the conversation, from 1, without gaps. */
  seq: z.int(),
  sender,
  content,
  /** The plain-text telling of the content. */
  text: z.string(),
  language: languageTag.optional(),
  /** The sender's own id for it: a repeat with the same one is the same message. */
  clientId: z.string().optional(),
  /** The bot turn that said it. */
  turnId: z.string().optional(),
  delivery: deliveryState,
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().optional(),
  /** Set when deleted; content is then an empty text. */
  deletedAt: z.iso.datetime().optional(),
})
export type Message = z.infer<typeof message>

/** A conversation as the shopper may see it. */
export const conversation = z.object({
  id: z.string(),
  status: conversationStatus,
  owner,
  agent: z.object({ id: z.string(), name: z.string(), picture: z.string().optional() }).nullable(),
  language: languageTag,
  currency: z.string(),
  cartId: z.string().nullable(),
  lastSeq: z.int(),
  /** The last change in the reader's own stream. */
  lastChange: z.int(),
  awaits: awaits.nullable(),
  createdAt: z.iso.datetime(),
})
export type Conversation = z.infer<typeof conversation>

/** A conversation as the desk sees it in lists. */
export const deskConversation = conversation.extend({
  ownerEpoch: z.int(),
  inbox: z.object({ id: z.string(), name: z.string(), channel: z.string() }),
  person: z.object({ id: z.string(), name: z.string(), email: z.string().optional() }).nullable(),
  visitorId: z.string().nullable(),
  lastText: z.string(),
  lastSender: senderKind.nullable(),
  lastMessageAt: z.iso.datetime().nullable(),
  waitingSince: z.iso.datetime().nullable(),
  handOver: z.object({ reason: z.string(), summary: z.string(), at: z.iso.datetime() }).nullable(),
  unreadForDesk: z.int(),
  handling: handling.optional(),
})
export type DeskConversation = z.infer<typeof deskConversation>

export const audience = z.enum(['shopper', 'desk'])
export type Audience = z.infer<typeof audience>

/** A visible alteration, numbered without gaps in the stream of its audience (per conversation). Clients resume after the last they saw. */
export const change = z.object({
  conversationId: z.string(),
  number: z.int(),
  at: z.iso.datetime(),
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('message'), message }),
    z.object({ kind: z.literal('message_edited'), message }),
    z.object({ kind: z.literal('message_deleted'), messageId: z.string(), seq: z.int() }),
    z.object({ kind: z.literal('delivery'), messageId: z.string(), seq: z.int(), delivery: deliveryState }),
    z.object({ kind: z.literal('conversation'), conversation }),
    z.object({ kind: z.literal('cart'), cartId: z.string(), version: z.int() }),
    z.object({ kind: z.literal('turn'), turnId: z.string(), outcome: z.string() }),
  ]),
})
export type Change = z.infer<typeof change>
