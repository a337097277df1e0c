import { z } from 'zod'
import { callClientFrames, callServerFrames } from './call.ts'
import { cart } from './commerce.ts'
import { said } from './content.ts'
import { change, conversation, deskConversation } from './conversation.ts'
import { liveVisitor } from './deed.ts'
import { problem } from './refusal.ts'
import { roomEntry } from './room.ts'

/** What a client may send over the socket. `ref` comes back in the answer. */
export const clientFrame = z.discriminatedUnion('type', [
  /** Follow one conversation from the change after `after`; 0 asks for everything. */
  z.object({ type: z.literal('follow'), ref: z.string().max(60), conversationId: z.string(), after: z.int().min(0) }),
  z.object({ type: z.literal('unfollow'), ref: z.string().max(60), conversationId: z.string() }),
  /** Say something; without a conversation the visitor's open one, or a new one, is used. `clientId` makes a repeat harmless. */
  z.object({
    type: z.literal('say'),
    ref: z.string().max(60),
    conversationId: z.string().optional(),
    clientId: z.string().min(1).max(60),
    said,
    page: z.string().max(500).optional(),
  }),
  /** `text` is what she has written so far, where the shop has told her that it is seen. */
  z.object({
    type: z.literal('typing'),
    conversationId: z.string(),
    on: z.boolean(),
    text: z.string().max(500).optional(),
  }),
  z.object({ type: z.literal('seen'), conversationId: z.string(), seq: z.int() }),
  /** Desk only: hear of every conversation of the shop. */
  z.object({ type: z.literal('watch_desk'), ref: z.string().max(60) }),
  z.object({ type: z.literal('watch_cart'), ref: z.string().max(60), cartId: z.string() }),
  z.object({ type: z.literal('unwatch_cart'), ref: z.string().max(60), cartId: z.string() }),
  /** Follow a room from the entry after `after`. */
  z.object({
    type: z.literal('watch_room'),
    ref: z.string().max(60),
    roomId: z.string(),
    after: z.int().min(0),
    on: z.boolean(),
  }),
  /** Desk only: who is in the shop now, for as long as it is on. */
  z.object({ type: z.literal('watch_visitors'), ref: z.string().max(60), on: z.boolean() }),
  z.object({ type: z.literal('ping'), ref: z.string().max(60) }),
  ...callClientFrames,
])
export type ClientFrame = z.infer<typeof clientFrame>

/** What the server sends. */
export const serverFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    visitorId: z.string().optional(),
    accountId: z.string().optional(),
    heartbeatMs: z.int(),
  }),
  z.object({ type: z.literal('following'), ref: z.string(), conversation, lastChange: z.int() }),
  z.object({
    type: z.literal('accepted'),
    ref: z.string(),
    conversationId: z.string(),
    messageId: z.string(),
    seq: z.int(),
    repeated: z.boolean(),
  }),
  z.object({ type: z.literal('changes'), conversationId: z.string(), changes: z.array(change), lastChange: z.int() }),
  z.object({
    type: z.literal('typing'),
    conversationId: z.string(),
    who: z.enum(['shopper', 'bot', 'agent']),
    name: z.string().optional(),
    on: z.boolean(),
    text: z.string().optional(),
  }),
  z.object({
    type: z.literal('presence'),
    conversationId: z.string(),
    shopper: z.boolean(),
    agents: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  z.object({ type: z.literal('seen'), conversationId: z.string(), by: z.enum(['shopper', 'desk']), seq: z.int() }),
  z.object({ type: z.literal('desk'), conversation: deskConversation }),
  z.object({ type: z.literal('cart'), cart }),
  /** Told to the shopper: who of the shop looks at her cart just now. */
  z.object({ type: z.literal('cart_seen_by'), cartId: z.string(), agents: z.array(z.object({ name: z.string() })) }),
  z.object({ type: z.literal('room'), roomId: z.string(), entries: z.array(roomEntry), lastNumber: z.int() }),
  z.object({ type: z.literal('visitors'), visitors: z.array(liveVisitor) }),
  z.object({ type: z.literal('pong'), ref: z.string() }),
  ...callServerFrames,
  z.object({ type: z.literal('refused'), ref: z.string().optional(), problem }),
])
export type ServerFrame = z.infer<typeof serverFrame>
