import { said } from '@parley/contracts'
import { messageOfKey } from '@parley/engine'
import type { Incoming, IncomingMessage, IncomingStatus } from '@parley/sdk'
import { type Accepted, accept, messageOfProvider, noteDelivery } from '../conversations/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import { readShop } from '../identity/index.ts'
import { keepable, keepableValue } from '../kernel/keepable-text.ts'
import { orThrow } from '../kernel/refusals.ts'
import { identify, openVisitor, personOf } from '../people/index.ts'
import { addressOf, type OpenInbox } from './inbox.ts'
import { currentTalk } from './inbox-store.ts'

/**
 * Stores what a channel heard, each piece in a transaction of its own, with the turn it owes. Once it is answered the provider may forget it;
 * before that whatever is missing comes again, and what is here already is known by its id.
 */
export async function hear(
  db: Database,
  shopId: string,
  inbox: OpenInbox,
  incoming: readonly Incoming[],
): Promise<Accepted[]> {
  const accepted: Accepted[] = []
  for (const one of incoming) {
    if (one.kind === 'status') await db.inShop(shopId, (tx) => hearStatus(tx, inbox, one))
    else accepted.push(await db.inShop(shopId, (tx) => hearMessage(tx, inbox, one)))
  }
  return accepted
}

async function hearMessage(tx: ShopTransaction, inbox: OpenInbox, message: IncomingMessage): Promise<Accepted> {
  const address = addressOf({ address: message.from.address, thread: message.thread })
  const talk = (await currentTalk(tx, inbox.id, address)) ?? (await newShopper(tx, inbox, message.from))
  return orThrow(
    await accept(tx, {
      inboxId: inbox.id,
      address,
      ...talk,
      said: said.parse(keepableValue(message.said)),
      providerId: message.providerId,
    }),
  )
}

/** Who writes for the first time is a person from then on, known by her address in this inbox, and has a basket like any visitor. */
async function newShopper(tx: ShopTransaction, inbox: OpenInbox, from: IncomingMessage['from']) {
  const { settings } = await readShop(tx)
  const told = from.language?.split('-')[0]
  const language = told && settings.languages.includes(told) ? told : settings.defaultLanguage
  const currency = settings.defaultCurrencyByLanguage[language] ?? settings.currencies[0] ?? 'EUR'
  const { address, email, phone } = from
  const name = from.name && keepable(from.name)
  const personId = await personOf(tx, { kind: inbox.id, address, verified: false, name, email, phone })
  const { visitor } = await openVisitor(tx, { language, currency })
  await identify(tx, visitor.id, personId)
  return { visitorId: visitor.id, personId, language, currency }
}

async function hearStatus(tx: ShopTransaction, inbox: OpenInbox, status: IncomingStatus): Promise<void> {
  const message = await messageMeant(tx, inbox, status)
  if (message) await noteDelivery(tx, message, status.state)
}

/** By the key we gave it, where the provider says it back, else by the provider's own id. */
async function messageMeant(tx: ShopTransaction, inbox: OpenInbox, status: IncomingStatus) {
  if (status.deliveryKey !== undefined) {
    const row = await tx.sql
      .selectFrom('message')
      .select(['message_id', 'conversation_id'])
      .where('shop_id', '=', tx.shopId)
      .where('inbox_id', '=', inbox.id)
      .where('message_id', '=', messageOfKey(status.deliveryKey))
      .executeTakeFirst()
    if (row) return { messageId: row.message_id, conversationId: row.conversation_id }
  }
  if (status.providerMessageId === undefined) return null
  return await messageOfProvider(tx, inbox.id, status.providerMessageId)
}
