import type { LanguageTag, Refusal, Said, ServerFrame } from '@parley/contracts'
import { type Cell, cell, together } from './cell.ts'
import { type Connection, type ConnectionState, createConnection, type Line } from './connection.ts'
import { createFollower, type Follower } from './follower.ts'
import type { Memory } from './memory.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { type Session, type Shop, socketAddress, startSession } from './session.ts'
import { createTyping, type Typist } from './typing.ts'

/** Everything outside the chat that it touches. */
export interface World {
  origin: string
  key: string
  fetch: typeof fetch
  dial(address: string): Line
  /** Calls back after a while; the answer calls it off. */
  after(ms: number, call: () => void): () => void
  now(): number
  random(): number
  newId(): string
  memory: Memory
  /** The page the shopper is on. */
  page(): string
  /** The chat changed the cart. */
  onCart(cart: { cartId: string; version: number }): void
  /** Whatever the server says, for parts that are not always there. */
  onFrame(frame: ServerFrame): void
  /** The visitor's token, each time the shop tells it. */
  onVisitor(token: string): void
  language: LanguageTag | undefined
  currency: string | undefined
  identity: string | undefined
}

/** A talk with the shop: what is seen of it, and what can be done. */
export interface Chat {
  shop: Cell<Shop | undefined>
  /** Why the shop can't be talked to at all. */
  trouble: Cell<'refused' | 'unreached' | undefined>
  line: Cell<ConnectionState>
  thread: Follower['thread']
  caughtUp: Follower['caughtUp']
  pending: Outbox['pending']
  /** Who is seen to be writing. */
  typist: Cell<Typist | undefined>
  language: Cell<LanguageTag>
  unread(): number
  start(): void
  /** For parts of their own: false while the line is away. */
  send: Connection['send']
  say(said: Said, telling: string): Promise<Refusal[]>
  retry(clientId: string): void
  discard(clientId: string): void
  writing(on: boolean, text?: string): void
  introduce(contact: Record<string, string>): Promise<void>
  /** All that is there was seen. */
  seen(): void
  speak(language: LanguageTag): void
  identify(token: string): void
  /** The network or the page is back: look whether the line still stands. */
  renew(): void
}

/** How long an answer to what was sent may take before the line is doubted. */
const patience = 15_000

export function createChat(world: World): Chat {
  const { memory } = world
  const shop = cell<Shop | undefined>(undefined)
  const trouble = cell<'refused' | 'unreached' | undefined>(undefined)
  const line = cell<ConnectionState>('closed')
  const seenSeq = cell(Number(memory.read('seen') ?? 0))
  const chosenLanguage = () => memory.read('language') ?? world.language
  const language = cell(chosenLanguage() ?? 'en')
  const outbox = createOutbox(memory, world)
  const typing = createTyping(world.after)
  /** What went out over the line that stands now. */
  const sent = new Set<string>()
  let session: Session | undefined
  let identity = world.identity
  let cancelPatience = () => {}

  const connection = createConnection(
    { ...world, address },
    {
      onState: (state) => {
        line.value = state
        if (state !== 'open') sent.clear()
      },
      onFrame: (frame) => together(() => onFrame(frame)),
    },
  )

  const follower = createFollower(memory.read('conversation'), {
    ask: (conversationId, after) => connection.send({ type: 'follow', ref: 'follow', conversationId, after }),
    onMessage: (message) => {
      if (message.sender.kind !== 'shopper') typing.end()
      if (message.clientId) outbox.arrived(message.clientId)
    },
    onTurnEnd: typing.end,
    onCart: world.onCart,
  })

  async function address(renewed: boolean): Promise<string | undefined> {
    if (!session || renewed) await renewSession()
    return session && socketAddress(world.origin, session)
  }

  async function renewSession(contact?: Record<string, string>): Promise<void> {
    const request = {
      contact,
      key: world.key,
      visitorToken: memory.read('visitor') ?? undefined,
      identityToken: identity,
      language: chosenLanguage(),
      currency: world.currency,
      page: world.page(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }
    const answer = await startSession(world.origin, request, world.fetch)
    if ('trouble' in answer) return onTrouble(answer.trouble)
    together(() => {
      session = answer.session
      trouble.value = undefined
      shop.value = session.shop
      language.value = spoken(chosenLanguage(), session.shop)
      memory.write('accent', session.shop.accent || null)
      const { visitorToken, conversationId } = session
      // Another visitor than before: her talk is not this one's.
      if (conversationId || visitorToken !== request.visitorToken) talkIn(conversationId)
      memory.write('visitor', visitorToken)
      world.onVisitor(visitorToken)
    })
  }

  async function onTrouble(met: 'stale' | 'unidentified' | 'refused' | 'unreached'): Promise<void> {
    if (met === 'stale' || met === 'unidentified') {
      if (met === 'stale') memory.write('visitor', null)
      else identity = undefined
      return renewSession()
    }
    trouble.value = met
    if (met === 'refused') connection.stop()
  }

  /** Goes over to a conversation: this visitor's first, or the one another tab began. */
  function talkIn(id: string | null): void {
    if (id === follower.id()) return
    follower.turnTo(id)
    memory.write('conversation', id)
    memory.write('seen', null)
    seenSeq.value = 0
    follower.follow()
  }

  function sendWaiting(): void {
    const waiting = outbox.waiting()
    const id = follower.id()
    for (const { clientId, said } of waiting) {
      if (sent.has(clientId)) continue
      const place = id ? { conversationId: id } : {}
      const page = world.page().slice(0, 500)
      if (connection.send({ type: 'say', ref: clientId, clientId, said, page, ...place })) sent.add(clientId)
    }
    cancelPatience()
    if (waiting.length === 0) return
    cancelPatience = world.after(patience, () => {
      if (outbox.waiting().length > 0 && line.value === 'open') connection.renew()
    })
  }

  function onFrame(frame: ServerFrame): void {
    world.onFrame(frame)
    switch (frame.type) {
      case 'hello':
        follower.follow()
        sendWaiting()
        break
      case 'following':
      case 'changes':
        follower.hear(frame)
        break
      case 'accepted':
        onAccepted(frame)
        break
      case 'typing':
        if (frame.conversationId !== follower.id() || frame.who === 'shopper') break
        if (frame.on) typing.begin({ who: frame.who, name: frame.name })
        else typing.end()
        break
      case 'seen':
        if (frame.by === 'shopper' && frame.conversationId === follower.id()) noteSeen(frame.seq)
        break
      case 'call':
        talkIn(frame.call.conversationId)
        break
      case 'refused':
        onRefused(frame)
    }
  }

  function onAccepted(frame: Extract<ServerFrame, { type: 'accepted' }>): void {
    talkIn(frame.conversationId)
    outbox.accepted(frame.ref)
    const { messages, conversation } = follower.thread.value
    // It may stand in the conversation already, even answered, before this arrives.
    if (messages.some((message) => message.id === frame.messageId)) outbox.arrived(frame.ref)
    const answered = messages.some(({ seq, sender }) => seq > frame.seq && sender.kind !== 'shopper')
    if (!answered && (conversation?.owner ?? 'bot') === 'bot') typing.begin({ who: 'bot' })
  }

  function onRefused({ ref, problem }: Extract<ServerFrame, { type: 'refused' }>): void {
    // No longer there (erased, or another visitor's): the next words begin anew.
    if (ref === 'follow' && (problem.status === 404 || problem.status === 403)) talkIn(null)
    if (!ref || ref === 'follow') return
    const told = { code: problem.type, severity: 'error' as const, message: problem.detail ?? problem.title }
    outbox.refused(ref, problem.errors.length > 0 ? problem.errors : [told])
  }

  function noteSeen(seq: number): void {
    if (seq <= seenSeq.value) return
    seenSeq.value = seq
    memory.write('seen', String(seq))
  }

  memory.onOther((name, value) => {
    if (name === 'seen') seenSeq.value = Number(value ?? 0)
    if (name === 'conversation' && value && value !== follower.id()) {
      follower.turnTo(value)
      follower.follow()
      connection.start()
    }
  })

  return {
    shop,
    trouble,
    line,
    thread: follower.thread,
    caughtUp: follower.caughtUp,
    pending: outbox.pending,
    typist: typing.typist,
    language,
    unread: () => {
      const fresh = follower.thread.value.messages.filter(
        (message) => message.seq > seenSeq.value && !message.deletedAt,
      )
      return fresh.filter(({ sender, content }) => sender.kind !== 'shopper' && content.type !== 'notice').length
    },
    start: connection.start,
    send: connection.send,
    say: (said, telling) => {
      const answer = outbox.add(said, telling)
      connection.start()
      sendWaiting()
      return answer
    },
    retry: (clientId) => {
      outbox.retry(clientId)
      sent.delete(clientId)
      sendWaiting()
    },
    discard: outbox.discard,
    introduce: renewSession,
    writing: (on, text) => {
      const conversationId = follower.id()
      if (conversationId) connection.send({ type: 'typing', conversationId, on, ...(text ? { text } : {}) })
    },
    seen: () => {
      const conversationId = follower.id()
      const seq = follower.thread.value.messages.at(-1)?.seq ?? 0
      if (!conversationId || seq <= seenSeq.value) return
      noteSeen(seq)
      connection.send({ type: 'seen', conversationId, seq })
    },
    speak: (tag) => {
      memory.write('language', tag)
      language.value = tag
      renewSession()
    },
    identify: (token) => {
      if (identity === token) return
      identity = token
      session = undefined
      connection.renew()
    },
    renew: () => {
      trouble.value = undefined
      if (line.value === 'closed') connection.start()
      else connection.renew()
    },
  }
}

/** The chosen language where the shop speaks it, else without its region, else the shop's own. */
function spoken(chosen: LanguageTag | undefined, shop: Shop): LanguageTag {
  const short = chosen?.split('-')[0]
  const { languages } = shop
  return languages.find((tag) => tag === chosen) ?? languages.find((tag) => tag === short) ?? shop.defaultLanguage
}
