import type { Change, Content, Conversation, Message, Said, Sender } from '@parley/contracts'

export type ChangeBody = Change['body']

/** One visitor's conversation, kept as a numbered stream of changes, like the real shop keeps it. */
export interface FakeConversation {
  state: Conversation
  changes: Change[]
  messages: Message[]
}

export interface FakeShop {
  conversations: Map<string, FakeConversation>
  /** Every `say` heard, repeats too: the client ids in order. */
  heard: { clientId: string; said: Said }[]
  conversationOf(visitor: string): FakeConversation | undefined
  /** Stores it once, however often it is heard. */
  accept(
    visitor: string,
    clientId: string,
    said: Said,
  ): { conversation: FakeConversation; message: Message; repeated: boolean }
  say(conversation: FakeConversation, sender: Sender, content: Content, more?: Partial<Message>): Message
  edit(conversation: FakeConversation, message: Message, text: string): void
  remove(conversation: FakeConversation, message: Message): void
  change(conversation: FakeConversation, body: ChangeBody): void
  own(conversation: FakeConversation, owner: Conversation['owner'], agentName?: string): void
  onChange(hear: (conversation: FakeConversation, change: Change) => void): void
}

export const bot: Sender = { kind: 'bot' }
export const agent: Sender = { kind: 'agent', id: 'acc_1', name: 'Sólveig' }

export function createFakeShop(now: () => Date = () => new Date()): FakeShop {
  const conversations = new Map<string, FakeConversation>()
  const heard: FakeShop['heard'] = []
  const listeners: ((conversation: FakeConversation, change: Change) => void)[] = []

  const shop: FakeShop = {
    conversations,
    heard,
    conversationOf: (visitor) => conversations.get(visitor),
    onChange: (hear) => {
      listeners.push(hear)
    },
    change: (conversation, body) => {
      const { state, changes } = conversation
      state.lastChange++
      const change = { conversationId: state.id, number: state.lastChange, at: now().toISOString(), body }
      changes.push(change)
      for (const hear of listeners) hear(conversation, change)
    },
    say: (conversation, sender, content, more = {}) => {
      const { state, messages } = conversation
      state.lastSeq++
      const message: Message = {
        id: `msg_${state.id}_${state.lastSeq}`,
        conversationId: state.id,
        seq: state.lastSeq,
        sender,
        content,
        text: textOf(content),
        delivery: 'stored',
        createdAt: now().toISOString(),
        ...more,
      }
      messages.push(message)
      shop.change(conversation, { kind: 'message', message })
      return message
    },
    edit: (conversation, message, text) => {
      const edited: Message = { ...message, content: { type: 'text', text }, text, editedAt: now().toISOString() }
      shop.change(conversation, { kind: 'message_edited', message: edited })
    },
    remove: (conversation, message) => {
      shop.change(conversation, { kind: 'message_deleted', messageId: message.id, seq: message.seq })
    },
    own: (conversation, owner, agentName) => {
      conversation.state.owner = owner
      conversation.state.agent = agentName ? { id: 'acc_1', name: agentName, picture: '/pictures/agent.svg' } : null
      shop.change(conversation, { kind: 'conversation', conversation: { ...conversation.state } })
    },
    accept: (visitor, clientId, said) => {
      heard.push({ clientId, said })
      const conversation = conversations.get(visitor) ?? begin(visitor)
      const known = conversation.messages.find((message) => message.clientId === clientId)
      if (known) return { conversation, message: known, repeated: true }
      const message = shop.say(conversation, { kind: 'shopper' }, { type: 'text', text: tellingOf(said) }, { clientId })
      return { conversation, message, repeated: false }
    },
  }

  function begin(visitor: string): FakeConversation {
    const state: Conversation = {
      id: `cnv_${visitor}`,
      status: 'open',
      owner: 'bot',
      agent: null,
      language: 'sv',
      currency: 'SEK',
      cartId: null,
      lastSeq: 0,
      lastChange: 0,
      awaits: null,
      createdAt: now().toISOString(),
    }
    const conversation = { state, changes: [], messages: [] }
    conversations.set(visitor, conversation)
    return conversation
  }
  return shop
}

function textOf(content: Content): string {
  return 'text' in content ? content.text : content.type
}

function tellingOf(said: Said): string {
  if (said.type === 'text') return said.text
  if (said.type === 'form') return Object.values(said.values).filter(Boolean).join(', ')
  if (said.type === 'file') return said.attachmentId
  return said.label ?? (said.type === 'choice' ? said.value : said.action)
}
