import { z } from 'zod'

export const roomStatus = z.enum(['scheduled', 'open', 'closed'])
export type RoomStatus = z.infer<typeof roomStatus>

/** A thing that is shown to everybody while it is talked about: a product, or an answer that was given. */
export const roomPin = z.object({
  /** The entry that pinned it. */
  number: z.int(),
  variantId: z.string().nullable(),
  productId: z.string().nullable(),
  /** What is read: the product's name in the room's language, or the words of the answer. */
  text: z.string(),
})
export type RoomPin = z.infer<typeof roomPin>

/** A chat that the shop's people watch over, open to all who give a name. */
export const room = z.object({
  id: z.string(),
  title: z.string(),
  about: z.string(),
  language: z.string(),
  status: roomStatus,
  startsAt: z.iso.datetime().nullable(),
  /** How long one has to wait between two messages; 0 where she has not. */
  slowSeconds: z.int(),
  pins: z.array(roomPin),
  lastNumber: z.int(),
  members: z.int(),
})
export type Room = z.infer<typeof room>

export const roomGiven = z.object({
  title: z.string().trim().min(1).max(120),
  about: z.string().trim().max(1_000).default(''),
  language: z.string().min(2).max(20),
  startsAt: z.iso.datetime().nullable().default(null),
})
export type RoomGiven = z.infer<typeof roomGiven>

/** What has happened in a room, numbered without gaps. Clients resume after the last number they saw; the whole of it is the replay. */
export const roomEntry = z.object({
  number: z.int(),
  at: z.iso.datetime(),
  kind: z.enum(['said', 'hidden', 'pinned', 'unpinned', 'opened', 'closed', 'slow']),
  from: z.object({ kind: z.enum(['shopper', 'agent']), name: z.string() }).nullable(),
  text: z.string(),
  /** The entry it is about: that was hidden, pinned or unpinned. */
  about: z.int().nullable(),
  variantId: z.string().nullable(),
  isHidden: z.boolean(),
  /** The sender's own id for it, told to her alone. */
  clientId: z.string().nullable(),
})
export type RoomEntry = z.infer<typeof roomEntry>
