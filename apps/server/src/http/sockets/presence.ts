import type { ServerFrame } from '@parley/contracts'
import { z } from 'zod'
import type { Signals } from '../../durable/index.ts'
import type { Connection, Index } from './connection.ts'
import { keyOf } from './push.ts'

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
  close(): void
}

interface Here {
  shoppers: Set<string>
  agents: Map<string, string>
}

/** Passes presence on to the sockets that follow the conversation, in every process. */
export function openPresence(signals: Signals, conversations: Index): Presence {
  const rooms = new Map<string, Here>()

  const hear = (shopId: string, conversationId: string, said: Word): void => {
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

function frameFor(to: Connection, conversationId: string, said: Word, room: Here | undefined): ServerFrame | null {
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
