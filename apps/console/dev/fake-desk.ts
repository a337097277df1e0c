import type { Change, Content, Conversation, DeskConversation, Message, Sender, ServerFrame } from '@parley/contracts'
import { fakeCarousel, persons, replies, wishes } from './fake-people.ts'

export const agent = { id: 'acc_anna', name: 'Anna Virtanen', email: 'anna@torget.example' }
const colleague = { id: 'acc_olafur', name: 'Ólafur Einarsson' }

export interface FakeConversation {
  desk: DeskConversation
  messages: Message[]
  changes: Change[]
}

/** A desk that lives in memory and tells its listeners what changes, as the real one does. */
export function createFakeDesk(now: () => number) {
  const conversations = new Map<string, FakeConversation>()
  const listeners = new Set<(frame: ServerFrame) => void>()
  const tell = (frame: ServerFrame) => {
    for (const listener of listeners) listener(frame)
  }
  const iso = (at = now()) => new Date(at).toISOString()
  const shopperView = ({ desk }: FakeConversation): Conversation => {
    const { id, status, owner, agent, language, currency, cartId, lastSeq, lastChange, awaits, createdAt } = desk
    return { id, status, owner, agent, language, currency, cartId, lastSeq, lastChange, awaits, createdAt }
  }

  function change(conversation: FakeConversation, body: Change['body'], at = now()): void {
    const { desk } = conversation
    desk.lastChange += 1
    const made: Change = { conversationId: desk.id, number: desk.lastChange, at: iso(at), body }
    if (body.kind === 'conversation') made.body = { kind: 'conversation', conversation: shopperView(conversation) }
    conversation.changes.push(made)
    tell({ type: 'changes', conversationId: desk.id, changes: [made], lastChange: desk.lastChange })
    tell({ type: 'desk', conversation: { ...desk } })
  }

  function say(
    conversation: FakeConversation,
    sender: Sender,
    content: Content,
    more: Partial<Message> = {},
    at = now(),
  ): Message {
    const { desk, messages } = conversation
    const text = 'text' in content ? content.text : content.type === 'carousel' ? 'Three throws' : ''
    desk.lastSeq += 1
    const message: Message = {
      id: `msg_${desk.id}_${desk.lastSeq}`,
      conversationId: desk.id,
      seq: desk.lastSeq,
      sender,
      content,
      text,
      delivery: 'stored',
      createdAt: iso(at),
      ...more,
    }
    messages.push(message)
    if (content.type !== 'notice' && content.type !== 'note') {
      desk.lastText = text
      desk.lastSender = sender.kind
      desk.lastMessageAt = iso(at)
    }
    if (sender.kind === 'shopper') {
      desk.unreadForDesk += 1
      if (desk.owner !== 'bot') desk.waitingSince ??= iso(at)
    }
    if (sender.kind === 'agent' && content.type !== 'note') desk.waitingSince = null
    change(conversation, { kind: 'message', message }, at)
    return message
  }

  const notice = (conversation: FakeConversation, key: string, values: Record<string, string> = {}, at = now()) =>
    say(conversation, { kind: 'system', id: 'system' }, { type: 'notice', key, values }, {}, at)

  function take(conversation: FakeConversation): void {
    const { desk } = conversation
    if (desk.agent?.id === agent.id && desk.owner === 'agent') return
    Object.assign(desk, { owner: 'agent', status: 'open', agent: { ...agent }, ownerEpoch: desk.ownerEpoch + 1 })
    notice(conversation, 'agent_joined', { name: agent.name })
    change(conversation, { kind: 'conversation', conversation: shopperView(conversation) })
  }

  function giveBack(conversation: FakeConversation): void {
    Object.assign(conversation.desk, { owner: 'bot', agent: null, waitingSince: null, handOver: null })
    notice(conversation, 'bot_back')
    change(conversation, { kind: 'conversation', conversation: shopperView(conversation) })
  }

  function setStatus(conversation: FakeConversation, status: 'open' | 'resolved'): void {
    Object.assign(conversation.desk, { status, ...(status === 'resolved' ? { waitingSince: null } : {}) })
    notice(conversation, status === 'resolved' ? 'resolved' : 'reopened')
    change(conversation, { kind: 'conversation', conversation: shopperView(conversation) })
  }

  for (let place = 0; place < 60; place += 1) conversations.set(`cnv_${place}`, begun(place))

  function begun(place: number): FakeConversation {
    const person = persons[place % persons.length]
    if (!person) throw new Error('The cast is empty.')
    const minutes = place < 7 ? ([1.5, 3, 12, 4, 41, 7, 190][place] ?? 5) : 20 + place * 47
    const at = now() - minutes * 60_000
    const isKnown = place % 4 !== 3
    const conversation: FakeConversation = {
      desk: {
        id: `cnv_${place}`,
        status: 'open',
        owner: 'bot',
        agent: null,
        language: person.language,
        currency: person.currency,
        cartId: place % 3 === 0 ? `crt_${place}` : null,
        lastSeq: 0,
        lastChange: 0,
        awaits: null,
        createdAt: iso(at - 600_000),
        ownerEpoch: 0,
        inbox: { id: 'webchat', name: 'Chat', channel: 'webchat' },
        person: isKnown ? { id: person.id, name: person.name, email: person.email } : null,
        visitorId: `vis_${7000 + place * 131}`,
        lastText: '',
        lastSender: null,
        lastMessageAt: null,
        waitingSince: null,
        handOver: null,
        unreadForDesk: 0,
      },
      messages: [],
      changes: [],
    }
    talk(conversation, place, at)
    return conversation
  }

  function talk(conversation: FakeConversation, place: number, at: number): void {
    const { desk } = conversation
    const shopper: Sender = { kind: 'shopper', id: desk.visitorId ?? '' }
    const bot: Sender = { kind: 'bot', id: 'bot' }
    const said = wishes[desk.language] ?? []
    const turn = { turnId: `trn_${place}`, language: desk.language }
    say(conversation, shopper, { type: 'text', text: said[0] ?? '' }, {}, at - 500_000)
    say(conversation, bot, { type: 'text', text: replies[desk.language] ?? '' }, turn, at - 499_000)
    say(conversation, bot, fakeCarousel(desk.currency), turn, at - 499_000)
    if (place < 7) handOver(conversation, place, at)
    else {
      say(conversation, shopper, { type: 'text', text: said[place % 3] ?? '' }, {}, at)
      desk.unreadForDesk = 0
      if (place % 5 === 4) setStatusQuietly(conversation, at)
    }
    if (place === 8) {
      Object.assign(desk, { owner: 'agent', agent: { ...colleague } })
    }
  }

  function handOver(conversation: FakeConversation, place: number, at: number): void {
    const { desk } = conversation
    const said = wishes[desk.language] ?? []
    const hostile = '<img src=x onerror="document.title=\'owned\'"><script>alert(1)</script> {{7*7}}'
    desk.owner = 'queue'
    desk.handOver = {
      reason: ['talk_to_human', 'complaint_damaged', 'not_understood'][place % 3] ?? 'talk_to_human',
      summary: `Wants: ${said[2] ?? ''}\nIn the basket: 2 × Ullarteppi Heiða`,
      at: iso(at),
    }
    notice(conversation, 'handed_over', {}, at - 1_000)
    const text = place === 2 ? hostile : (said[2] ?? '')
    say(conversation, { kind: 'shopper', id: desk.visitorId ?? '' }, { type: 'text', text }, {}, at)
    desk.handling = {
      team: place % 2 === 0 ? { id: 'tem_returns', name: 'Returns' } : null,
      priority: place === 6 ? 2 : 0,
      tags: place % 3 === 1 ? ['delivery'] : [],
      snoozedUntil: null,
      due: { kind: 'first_answer', at: iso(at + 15 * 60_000), warnsAt: iso(at + 10 * 60_000) },
    }
    desk.unreadForDesk = (place % 3) + 1
    desk.waitingSince = iso(at)
  }

  function setStatusQuietly(conversation: FakeConversation, at: number): void {
    conversation.desk.status = 'resolved'
    notice(conversation, 'resolved', {}, at)
  }

  return {
    conversations,
    say,
    change,
    take,
    giveBack,
    setStatus,
    tell,
    shopperView,
    listen: (listener: (frame: ServerFrame) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type FakeDesk = ReturnType<typeof createFakeDesk>
