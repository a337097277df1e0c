import { startWorker, type Worker } from '../durable/index.ts'
import { allShops } from '../identity/index.ts'
import { hear } from './hear.ts'
import { type ChannelParts, type OpenInbox, openInbox } from './inbox.ts'
import { leasePolling, leavePolling, listInboxes, readInbox } from './inbox-store.ts'
import { reasonOf } from './send-message.ts'

/** Asks the providers of channels that do not call us. The cursor moves on once what came is stored; what comes twice is known by its id. */
export function startPolling(
  parts: ChannelParts & { newLease: () => string },
  options: { sweepMs?: number } = {},
): Worker {
  const asked = new Set([...parts.channels.values()].filter((one) => one.hears === 'pull').map((one) => one.id))
  const due = async () => {
    if (asked.size === 0) return []
    const shops = await allShops(parts.db)
    const found = await Promise.all(shops.map(({ shopId }) => inboxesOf(shopId)))
    return found.flat()
  }
  const inboxesOf = async (shopId: string) => {
    const inboxes = await parts.db.inShop(shopId, (tx) => listInboxes(tx))
    return inboxes.filter((one) => one.enabled && asked.has(one.channel)).map((one) => ({ shopId, key: one.id }))
  }
  return startWorker({
    name: 'polling',
    due,
    work: (shopId, inboxId) => pollOnce(parts, shopId, inboxId),
    parallel: 4,
    sweepMs: options.sweepMs ?? 3_000,
    log: parts.log,
  })
}

/** True where something came: there may be more. */
async function pollOnce(
  parts: ChannelParts & { newLease: () => string },
  shopId: string,
  inboxId: string,
): Promise<boolean> {
  const lease = parts.newLease()
  const begun = await parts.db.inShop(shopId, async (tx) => {
    const found = await readInbox(tx, inboxId)
    const inbox = found && openInbox(parts, shopId, found)
    const leased = inbox && (await leasePolling(tx, inboxId, lease))
    return inbox && leased ? { inbox, cursor: leased.cursor } : null
  })
  if (!begun) return false
  let reached = begun.cursor
  try {
    const news = await ask(parts, shopId, begun.inbox, begun.cursor)
    if (!news) return false
    await hear(parts.db, shopId, begun.inbox, news.incoming)
    reached = news.cursor
    return news.incoming.length > 0
  } finally {
    await parts.db.inShop(shopId, (tx) => leavePolling(tx, inboxId, lease, reached))
  }
}

async function ask(parts: ChannelParts, shopId: string, { id, channel, context }: OpenInbox, cursor: string | null) {
  try {
    return (await channel.poll?.(cursor, context)) ?? null
  } catch (error) {
    parts.log.warn({ shop: shopId, inbox: id, reason: reasonOf(error) }, 'a channel could not be asked for news')
    return null
  }
}
