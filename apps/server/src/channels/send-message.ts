import { content } from '@parley/contracts'
import { planDelivery, readSendResult } from '@parley/engine'
import type { ChannelRequest, Outgoing, SendResult } from '@parley/sdk'
import { noteDelivery } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { type LeasedItem, mostAttempts, noteProgress, type Sender, type Sent } from '../durable/index.ts'
import { type ChannelParts, fromAddress, type OpenInbox, openInbox } from './inbox.ts'
import { readInbox, readOutgoing } from './inbox-store.ts'

/** The outbox holds an item for a minute; what has not left by then is tried again. */
const patienceMs = 45_000

type Ready = { inbox: OpenInbox; outgoing: Outgoing } | { drop: string; told?: false }

/** Sends a message of the outbox through its inbox's channel, outside any transaction: part by part, each once as far as we can know. */
export function messageSender(parts: ChannelParts): Sender {
  return async (shopId, item) => {
    const ready = await parts.db.inShop(shopId, (tx) => prepare(tx, parts, item))
    const sent = 'drop' in ready ? dropped(ready.drop) : await sendParts(parts, shopId, item, ready)
    const isLost = sent.state === 'dropped' ? !('drop' in ready && ready.told === false) : sent.state === 'failed'
    if (isLost && item.messageId && item.conversationId) {
      const of = { messageId: item.messageId, conversationId: item.conversationId }
      await parts.db.inShop(shopId, (tx) => noteDelivery(tx, of, 'failed'))
    }
    return sent
  }
}

const dropped = (why: string): Sent => ({ state: 'dropped', why })

/** Whether it may still be said, now: whoever has the word since has raised the epoch, and then the bot's words are not for sending. */
async function prepare(tx: ShopTransaction, parts: ChannelParts, item: LeasedItem): Promise<Ready> {
  const row = item.messageId === null ? undefined : await readOutgoing(tx, item.messageId)
  if (!row || row.for_desk_only || row.deleted_at) return { drop: 'nothing to send' }
  const isStale = item.ownerEpoch !== null && item.ownerEpoch !== row.owner_epoch
  if (isStale && row.sender_kind === 'bot') return { drop: 'somebody else has the word' }
  const found = await readInbox(tx, row.inbox_id)
  const inbox = found && openInbox(parts, tx.shopId, found)
  if (!inbox) return { drop: 'the inbox is not open' }
  // What is told in the waiting call itself, or heard at Parley's own doors, is sent by nobody.
  if (inbox.channel.hears === 'answer' || !inbox.channel.requests) return { drop: 'told elsewhere', told: false }
  const outgoing: Outgoing = {
    deliveryKey: item.deliveryKey,
    to: fromAddress(row.address),
    content: content.parse(row.content),
    text: row.text,
    language: row.language ?? row.spoken,
    conversationId: row.conversation_id,
    messageId: item.messageId ?? '',
    lastHeardAt: row.last_heard_at,
  }
  return { inbox, outgoing }
}

async function sendParts(
  parts: ChannelParts,
  shopId: string,
  item: LeasedItem,
  { inbox, outgoing }: { inbox: OpenInbox; outgoing: Outgoing },
): Promise<Sent> {
  const plan = planDelivery(outgoing, inbox.channel.capabilities, parts.clock.now())
  if ('refused' in plan) return dropped(plan.refused)
  const patience = AbortSignal.timeout(patienceMs)
  let providerId: string | undefined
  for (const [at, part] of plan.send.entries()) {
    if (at < item.partsSent) continue
    const result = await sendOne(inbox, part, patience)
    if (!result.sent) return ofFailure(parts, shopId, item, inbox, result)
    providerId = result.providerMessageId ?? providerId
    if (at + 1 < plan.send.length) await parts.db.inShop(shopId, (tx) => noteProgress(tx, item.outboxId, at + 1))
  }
  const of = { messageId: outgoing.messageId, conversationId: outgoing.conversationId }
  await parts.db.inShop(shopId, (tx) => noteDelivery(tx, of, 'sent', providerId))
  return { state: 'sent' }
}

/** The requests of one part, in order; the first that does not come through ends it. */
async function sendOne({ channel, context }: OpenInbox, part: Outgoing, signal: AbortSignal): Promise<SendResult> {
  let last: SendResult = { sent: true }
  for (const request of channel.requests?.(part, context) ?? []) {
    const answer = await ask(context.fetch, request, signal)
    last =
      'unreached' in answer
        ? { sent: false, unreached: answer.unreached }
        : readSendResult(channel, answer, context.now())
    if (!last.sent) return last
  }
  return last
}

type Answer = { status: number; body: string; headers: Record<string, string> } | { unreached: { reason: string } }

async function ask(fetch: ChannelParts['fetch'], request: ChannelRequest, signal: AbortSignal): Promise<Answer> {
  const { method, url, headers, body } = request
  try {
    const sent = method === 'GET' ? { method, headers } : { method, headers, body }
    // Credentials go where the channel says and nowhere else.
    const response = await fetch(url, { ...sent, signal, redirect: 'manual' })
    return { status: response.status, body: await response.text(), headers: Object.fromEntries(response.headers) }
  } catch (error) {
    return { unreached: { reason: reasonOf(error) } }
  }
}

/** The kind of trouble alone: its message may hold the address, and the address a secret. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code)
  return error instanceof Error ? error.name : 'unknown'
}

function ofFailure(
  parts: ChannelParts,
  shopId: string,
  item: LeasedItem,
  inbox: OpenInbox,
  result: Exclude<SendResult, { sent: true }>,
): Sent {
  const isOver = item.attempts >= mostAttempts
  if ('unreached' in result) {
    parts.log.warn({ shop: shopId, inbox: inbox.id, reason: result.unreached.reason }, 'a channel was not reached')
    return isOver ? { state: 'failed', why: result.unreached.reason } : { state: 'later', why: result.unreached.reason }
  }
  const { status, code, retry, afterMs } = result.refused
  const why = code ?? String(status)
  parts.log.warn({ shop: shopId, inbox: inbox.id, status, code, retry }, 'a channel refused a message')
  if (!retry || isOver) return { state: 'failed', why }
  return { state: 'later', why, ...(afterMs === undefined ? {} : { afterMs }) }
}
