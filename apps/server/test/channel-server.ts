import type { Content } from '@parley/contracts'
import type { ChannelServer, OpenChannelServer } from '@parley/kit'
import type { ChannelRequest } from '@parley/sdk'
import { prepareSettings } from '../src/channels/inbox.ts'
import { saveInbox } from '../src/channels/inbox-store.ts'
import type { ChannelParts } from '../src/channels/index.ts'
import { channelHooks, messageSender } from '../src/channels/index.ts'
import { append, lockConversation, oweSending, take } from '../src/conversations/index.ts'
import { startOutbox } from '../src/durable/index.ts'
import { openLog } from '../src/kernel/log.ts'
import { orThrow } from '../src/kernel/refusals.ts'
import { newAccount, openTestShop } from './shop.ts'

const inboxId = 'inb_kit'

/** A shop with one inbox of the channel, its provider pretended, its outbox running on a clock that stands still. */
export const openChannelServer: OpenChannelServer = async (channel, settings): Promise<ChannelServer> => {
  const shop = await openTestShop()
  const { db, shopId, clock } = shop
  const written: string[] = []
  const provider = pretendedProvider()
  const parts: ChannelParts = {
    db,
    clock,
    log: openLog('debug', { write: (line) => void written.push(line) }),
    channels: new Map([[channel.id, channel]]),
    sealing: 'a sealing secret of the tests',
    publicUrl: 'https://shop.example',
    fetch: provider.fetch,
  }
  const agent = await newAccount(shop, 'Anna')
  await db.inShop(shopId, async (tx) => {
    const prepared = orThrow(prepareSettings(parts, channel, { shopId, inboxId }, Object(settings)))
    await saveInbox(tx, { id: inboxId, channel: channel.id, name: channel.name, enabled: true, ...prepared })
  })
  const app = channelHooks({ ...parts, waitForReplies: async () => [] })
  const none = async () => ({ state: 'dropped' as const, why: 'not here' })
  const outbox = startOutbox(
    db,
    { message: messageSender(parts), mail: none, webhook: none },
    { clock, log: parts.log, newLease: () => `0 ${crypto.randomUUID()}`, sweepMs: 3_600_000 },
  )
  let last = { messageId: '', conversationId: '' }

  const deliveryOfLast = () =>
    db.inShop(shopId, async (tx) => {
      const row = await tx.sql
        .selectFrom('message')
        .select('delivery')
        .where('message_id', '=', last.messageId)
        .executeTakeFirst()
      return row?.delivery ?? ''
    })
  const sendDue = async () => {
    outbox.wake(shopId, `${last.conversationId} ${inboxId}`)
    await outbox.idle()
    return await deliveryOfLast()
  }
  /** Said by the bot and owed, not yet sent. */
  const oweWords = (content: Content, text: string) =>
    db.inShop(shopId, async (tx) => {
      const talk = await tx.sql
        .selectFrom('conversation')
        .select('conversation_id')
        .where('inbox_id', '=', inboxId)
        .executeTakeFirst()
      const row = talk && (await lockConversation(tx, talk.conversation_id))
      if (!row) throw new Error('nobody has written yet')
      const { messages } = await append(tx, row, [
        { senderKind: 'bot', senderId: 'bot', content, text, language: 'en' },
      ])
      last = { messageId: messages[0]?.id ?? '', conversationId: row.conversation_id }
      await oweSending(tx, row, last.messageId, row.owner_epoch)
    })

  return {
    requests: provider.requests,
    answerWith: provider.answerWith,
    pass: (ms) => clock.move(ms),
    log: () => written.join(''),
    sendDue,
    async call(request) {
      const { pathname, search } = new URL(request.url)
      const path = pathname.replace(/\/hooks\/channels\/[^/]+\/[^/]+/, `/hooks/channels/${shopId}/${inboxId}`)
      const body = request.method === 'GET' ? {} : { body: new Uint8Array(request.body) }
      const answer = await app.request(`${path}${search}`, {
        method: request.method,
        headers: request.headers,
        ...body,
      })
      return { status: answer.status, body: await answer.text() }
    },
    heard: () =>
      db.inShop(shopId, async (tx) => {
        const said = await tx.sql
          .selectFrom('message')
          .select('provider_id')
          .where('sender_kind', '=', 'shopper')
          .execute()
        const owed = await tx.sql.selectFrom('owed_turn').select(['owed_seq', 'done_seq']).execute()
        return {
          providerIds: said.map((row) => row.provider_id ?? ''),
          owedTurns: owed.filter((row) => row.owed_seq > row.done_seq).length,
        }
      }),
    async say(content, text) {
      await oweWords(content, text)
      return await sendDue()
    },
    async takeOver() {
      await oweWords({ type: 'text', text: 'One moment, let me' }, 'One moment, let me')
      await db.inShop(shopId, async (tx) => void orThrow(await take(tx, last.conversationId, agent)))
    },
    async close() {
      await outbox.close()
      await shop.close()
    },
  }
}

function pretendedProvider() {
  const requests: ChannelRequest[] = []
  let statuses: number[] = [200]
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { method } = request
    requests.push({
      method: method === 'GET' || method === 'PUT' || method === 'DELETE' ? method : 'POST',
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    })
    const status = statuses.length > 1 ? (statuses.shift() ?? 200) : (statuses[0] ?? 200)
    return new Response(JSON.stringify({ id: `out-${requests.length}` }), { status })
  }
  const answerWith = (...next: number[]) => {
    statuses = next
  }
  return { requests, fetch, answerWith }
}
