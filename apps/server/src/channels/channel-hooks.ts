import type { Message } from '@parley/contracts'
import { planDelivery } from '@parley/engine'
import type { Incoming, Outgoing, RawAnswer, RawRequest } from '@parley/sdk'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type Accepted, noteDelivery } from '../conversations/index.ts'
import { hear } from './hear.ts'
import { type ChannelParts, type OpenInbox, openInbox } from './inbox.ts'
import { readInbox } from './inbox-store.ts'

/** Waits for the bot's replies to what was just accepted; the dialogue's, handed in. */
export type WaitForReplies = (
  of: { shopId: string; accepted: Accepted; limitMs: number },
  signal: AbortSignal,
) => Promise<Message[]>

const largestBody = 4_000_000
/** Kept of an answering channel's time for telling what was said. */
const tellingMs = 500

/** The door at which providers call: `/hooks/channels/<shop>/<inbox>`. Mounted at the root. */
export function channelHooks(parts: ChannelParts & { waitForReplies: WaitForReplies }): Hono {
  const app = new Hono()
  const limit = bodyLimit({ maxSize: largestBody, onError: (c) => c.text('Too large', 413) })
  app.on(['GET', 'POST'], '/hooks/channels/:shop/:inbox', limit, async (c) => {
    const request = await rawRequest(c, parts.publicUrl)
    const { shop: shopId, inbox: inboxId } = c.req.param()
    const inbox = await findInbox(parts, shopId, inboxId)
    if (!inbox) return c.text('Not found', 404)
    const { channel, context } = inbox
    const handshake = channel.handshake?.(request, context)
    if (handshake) return raw(handshake)
    if (!channel.verify || !(await channel.verify(request, context))) return c.text('Not heard', 403)
    const incoming = understood(parts, shopId, inbox, request)
    if (!incoming) return c.text('Not understood', 400)
    const accepted = await hear(parts.db, shopId, inbox, incoming)
    if (channel.hears === 'answer')
      return raw(await tellReplies(parts, shopId, inbox, request, accepted, c.req.raw.signal))
    return raw(channel.acknowledge ?? { status: 200 })
  })
  return app
}

const isId = (text: string): boolean => /^[a-z0-9_-]{1,64}$/.test(text)

async function findInbox(parts: ChannelParts, shopId: string, inboxId: string): Promise<OpenInbox | null> {
  if (!isId(shopId) || !isId(inboxId)) return null
  const inbox = await parts.db.inShop(shopId, (tx) => readInbox(tx, inboxId))
  const opened = inbox && openInbox(parts, shopId, inbox)
  return opened && (opened.channel.hears === 'push' || opened.channel.hears === 'answer') ? opened : null
}

/** Null for what even a signed request should not hold; said in the log by inbox, never by content. */
function understood(parts: ChannelParts, shopId: string, inbox: OpenInbox, request: RawRequest): Incoming[] | null {
  try {
    return inbox.channel.receive?.(request, inbox.context) ?? []
  } catch {
    parts.log.warn({ shop: shopId, inbox: inbox.id }, 'a channel sent what its own folder does not understand')
    return null
  }
}

async function tellReplies(
  parts: ChannelParts & { waitForReplies: WaitForReplies },
  shopId: string,
  { channel, context }: OpenInbox,
  request: RawRequest,
  accepted: readonly Accepted[],
  signal: AbortSignal,
): Promise<RawAnswer> {
  const { answer, capabilities } = channel
  if (!answer) return { status: 500 }
  const limitMs = Math.max(0, answer.limitMs - tellingMs)
  const last = accepted.at(-1)
  const replies = last ? await parts.waitForReplies({ shopId, accepted: last, limitMs }, signal) : []
  const told = answer.tell(
    request,
    replies.flatMap((reply) => partsOf(reply, capabilities, context.now())),
    context,
  )
  for (const reply of replies) {
    const of = { messageId: reply.id, conversationId: reply.conversationId }
    await parts.db.inShop(shopId, (tx) => noteDelivery(tx, of, 'sent'))
  }
  return told
}

function partsOf(reply: Message, capabilities: OpenInbox['channel']['capabilities'], now: Date): Outgoing[] {
  const outgoing: Outgoing = {
    deliveryKey: reply.id,
    to: { address: '' },
    content: reply.content,
    text: reply.text,
    language: reply.language ?? 'en',
    conversationId: reply.conversationId,
    messageId: reply.id,
    lastHeardAt: now,
  }
  const plan = planDelivery(outgoing, capabilities, now)
  return 'send' in plan ? plan.send : []
}

/** The request as it came, at the address it was sent to: what is signed are the bytes, and for some the address. */
async function rawRequest(c: Context, publicUrl: string): Promise<RawRequest> {
  const body = new Uint8Array(await c.req.arrayBuffer())
  const { pathname, search } = new URL(c.req.url)
  return { method: c.req.method, url: `${publicUrl}${pathname}${search}`, headers: c.req.header(), body }
}

function raw(answer: RawAnswer): Response {
  return new Response(answer.body ?? null, { status: answer.status, headers: answer.headers ?? {} })
}
