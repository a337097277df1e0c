import type { Change, Conversation, Message, ServerFrame } from '@parley/contracts'

/** One conversation as it has been told so far, by number. */
export interface Talk {
  conversation: Conversation | null
  messages: ReadonlyMap<number, Message>
  lastChange: number
  /** How far the shopper has read. */
  shopperSeen: number
  shopperHere: boolean
  agentsHere: readonly string[]
  /** `text` is what is not sent yet, where the shop lets it be seen. */
  typing: { name: string | undefined; text: string | undefined; until: number } | null
  cart: { cartId: string; version: number } | null
  /** Raised by every committed or discarded turn, so that readings are fetched anew. */
  turns: number
  /** False until everything said before has arrived. */
  isLoaded: boolean
  missing: boolean
}

export const emptyTalk: Talk = {
  conversation: null,
  messages: new Map(),
  lastChange: 0,
  shopperSeen: 0,
  shopperHere: false,
  agentsHere: [],
  typing: null,
  cart: null,
  turns: 0,
  isLoaded: false,
  missing: false,
}

const typingLastsMs = 6_000

/** The talk after a frame about it. Repeats and what was heard before change nothing. */
export function hearTalk(talk: Talk, frame: ServerFrame, now: number): Talk {
  switch (frame.type) {
    case 'following':
      return {
        ...talk,
        missing: false,
        conversation: frame.conversation,
        isLoaded: talk.isLoaded || frame.lastChange <= talk.lastChange,
      }
    case 'changes': {
      const heard = frame.changes.filter((change) => change.number > talk.lastChange).reduce(applyChange, talk)
      const lastChange = Math.max(heard.lastChange, frame.lastChange)
      const awaited = talk.conversation?.lastChange ?? 0
      return { ...heard, lastChange, isLoaded: talk.isLoaded || lastChange >= awaited }
    }
    case 'typing':
      if (frame.who !== 'shopper') return talk
      return { ...talk, typing: frame.on ? { name: frame.name, text: frame.text, until: now + typingLastsMs } : null }
    case 'presence':
      return { ...talk, shopperHere: frame.shopper, agentsHere: frame.agents.map(({ name }) => name) }
    case 'seen':
      return frame.by === 'shopper' ? { ...talk, shopperSeen: Math.max(talk.shopperSeen, frame.seq) } : talk
    default:
      return talk
  }
}

function applyChange(talk: Talk, change: Change): Talk {
  const next = { ...talk, lastChange: change.number }
  const { body } = change
  switch (body.kind) {
    case 'message':
    case 'message_edited':
      return {
        ...next,
        messages: new Map(talk.messages).set(body.message.seq, body.message),
        typing: body.message.sender.kind === 'shopper' ? null : talk.typing,
      }
    case 'message_deleted':
      return { ...next, messages: withMessage(talk, body.seq, { deletedAt: change.at, text: '' }) }
    case 'delivery':
      return { ...next, messages: withMessage(talk, body.seq, { delivery: body.delivery }) }
    case 'conversation':
      return { ...next, conversation: body.conversation }
    case 'cart':
      return { ...next, cart: { cartId: body.cartId, version: body.version } }
    case 'turn':
      return { ...next, turns: talk.turns + 1 }
  }
}

function withMessage(talk: Talk, seq: number, altered: Partial<Message>): ReadonlyMap<number, Message> {
  const before = talk.messages.get(seq)
  if (!before) return talk.messages
  const content = altered.deletedAt ? { type: 'text' as const, text: '' } : before.content
  return new Map(talk.messages).set(seq, { ...before, content, ...altered })
}
