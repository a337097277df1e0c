import type { ServerFrame } from '@parley/contracts'
import { z } from 'zod'
import type { Signals } from '../../durable/index.ts'
import type { Connection } from './connection.ts'
import { keyOf, type Push } from './push.ts'

/** What passes between processes about a conversation and is in no table: who types, who is here, who has seen what. */
const word = z.discriminatedUnion('w', [
  z.object({
    w: z.literal('typing'),
    who: z.enum(['shopper', 'bot', 'agent']),
    name: z.string().nullable(),
    /** The line it comes by, which is not told of itself. */
    id: z.string(),
    on: z.boolean(),
    text: z.string().optional(),
  }),
  /** Somebody of the desk looks at a cart; the place of the conversation is then the cart's. */
  z.object({ w: z.literal('looks'), id: z.string(), name: z.string(), on: z.boolean() }),
  z.object({ w: z.literal('seen'), by: z.enum(['shopper', 'desk']), seq: z.int() }),
  z.object({
    w: z.literal('here'),
    who: z.enum(['shopper', 'agent']),
    id: z.string(),
    name: z.string(),
    on: z.boolean(),
  }),
])
type Word = z.infer<typeof word>

export interface Presence {
  tell(shopId: string, conversationId: string, word: Word): void
  /** Tells one line who looks at the cart it has begun to watch. */
  tellLooking(to: Connection, cartId: string): void
  close(): void
}

interface Here {
  shoppers: Set<string>
  agents: Map<string, string>
}

/** Passes presence on to the sockets that follow the conversation, in every process. */
export function openPresence(
  signals: Signals,
  { conversations, carts }: Pick<Push, 'conversations' | 'carts'>,
): Presence {
  const rooms = new Map<string, Here>()
  /** cart → who looks at it, by line. */
  const looking = new Map<string, Map<string, string>>()

  const frameOfLooking = (key: string, cartId: string): ServerFrame => {
    const names = [...new Set(looking.get(key)?.values())].sort()
    return { type: 'cart_seen_by', cartId, agents: names.map((name) => ({ name })) }
  }

  const hearLooks = (shopId: string, cartId: string, said: Extract<Word, { w: 'looks' }>): void => {
    const key = keyOf(shopId, cartId)
    const lines = looking.get(key) ?? new Map<string, string>()
    if (said.on) lines.set(said.id, said.name)
    else lines.delete(said.id)
    if (lines.size > 0) looking.set(key, lines)
    else looking.delete(key)
    for (const watcher of carts.get(key)) if (watcher.audience === 'shopper') watcher.send(frameOfLooking(key, cartId))
  }

  const hear = (shopId: string, conversationId: string, said: Word): void => {
    if (said.w === 'looks') {
      hearLooks(shopId, conversationId, said)
      return
    }
    const followers = conversations.get(keyOf(shopId, conversationId))
    const key = keyOf(shopId, conversationId)
    if (said.w === 'here') noteHere(rooms, key, said)
    for (const follower of followers) {
      const frame = frameFor(follower, conversationId, said, rooms.get(key))
      if (frame) follower.send(frame)
    }
  }

  const stop = signals.on('presence', (wake) => {
    const [conversationId = '', ...rest] = wake.key.split(' ')
    const read = word.safeParse(JSON.parse(decodeURIComponent(rest.join(' '))))
    if (read.success) hear(wake.shopId, conversationId, read.data)
  })
  return {
    // Encoded, since a name may hold any character and a notice is split at spaces and line ends.
    tell: (shopId, conversationId, said) =>
      signals.tell({ topic: 'presence', shopId, key: `${conversationId} ${encodeURIComponent(JSON.stringify(said))}` }),
    tellLooking: (to, cartId) => {
      const key = keyOf(to.principal.shopId, cartId)
      if (looking.has(key)) to.send(frameOfLooking(key, cartId))
    },
    close: stop,
  }
}

function noteHere(rooms: Map<string, Here>, key: string, said: Extract<Word, { w: 'here' }>): void {
  const room = rooms.get(key) ?? { shoppers: new Set(), agents: new Map() }
  if (said.who === 'shopper') {
    if (said.on) room.shoppers.add(said.id)
    else room.shoppers.delete(said.id)
  } else if (said.on) room.agents.set(said.id, said.name)
  else room.agents.delete(said.id)
  if (room.shoppers.size === 0 && room.agents.size === 0) rooms.delete(key)
  else rooms.set(key, room)
}

function frameFor(
  to: Connection,
  conversationId: string,
  said: Exclude<Word, { w: 'looks' }>,
  room: Here | undefined,
): ServerFrame | null {
  switch (said.w) {
    case 'typing':
      return said.id === to.id || (said.who === 'shopper' && to.audience === 'shopper')
        ? null
        : {
            type: 'typing',
            conversationId,
            who: said.who,
            ...(said.name ? { name: said.name } : {}),
            on: said.on,
            // What a shopper has not sent yet is for the desk; what an agent has not sent is for nobody.
            ...(said.text !== undefined && said.who === 'shopper' ? { text: said.text } : {}),
          }
    case 'seen':
      return { type: 'seen', conversationId, by: said.by, seq: said.seq }
    case 'here':
      return {
        type: 'presence',
        conversationId,
        shopper: (room?.shoppers.size ?? 0) > 0,
        agents: [...(room?.agents ?? [])].map(([id, name]) => ({ id: to.audience === 'desk' ? id : '', name })),
      }
  }
}
