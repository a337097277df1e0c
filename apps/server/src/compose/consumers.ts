import type { ChannelDefinition } from '@parley/sdk'
import { sql } from 'kysely'
import { agentWords } from '../channels/index.ts'
import { orderView, readOrders } from '../commerce/orders/index.ts'
import { orderReader, type PaymentParts } from '../commerce/payments/index.ts'
import { append, lockConversation } from '../conversations/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import { followCases, tellCart } from '../desk/index.ts'
import {
  type Consumer,
  type Signals,
  type StoredEvent,
  startConsumer,
  startSetAside,
  type Worker,
} from '../durable/index.ts'
import { readShop } from '../identity/index.ts'
import { gatherFacts } from '../insight/index.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { composeOrder, queueMail } from '../mail/index.ts'
import { identify, personOf, remember } from '../people/index.ts'
import { companyMails } from './company-mails.ts'
import { giftCards } from './gift-cards.ts'
import { offerUses } from './offer-uses.ts'
import { changeMails } from './order-mails.ts'
import { orderPapers } from './order-papers.ts'
import { owedStock } from './owed-stock.ts'
import { returnMails } from './return-mails.ts'
import { reviewRequests } from './review-mails.ts'
import { stockMails } from './stock-mails.ts'

/** Talk that goes upward: what one domain has done and a later one acts on. */
export function startConsumers(parts: {
  db: Database
  signals: Signals
  log: Log
  clock: Clock
  payments: PaymentParts
  channels: ReadonlyMap<string, ChannelDefinition>
}): Worker[] {
  const consumers = [
    confirmationMail(parts.db, parts.payments),
    changeMails(parts.db, parts.payments),
    returnMails(parts.db, parts.payments),
    stockMails(parts.db, parts.payments.links),
    reviewRequests(parts.db),
    companyMails(parts.db, parts.payments.links),
    customers(parts.db),
    offerUses(parts.db),
    giftCards(parts.db),
    owedStock(parts.db),
    cartChanges(parts.db),
    orderPapers(parts.db),
    agentWords(parts.db, parts.channels),
    followCases(parts.db),
    tellCart(parts.db),
    gatherFacts(parts.db),
  ]
  const aside = startSetAside(parts.db, consumers, { log: parts.log, clock: parts.clock })
  const workers = consumers.map((consumer) => {
    const worker = startConsumer(parts.db, consumer, { log: parts.log, newLease: parts.signals.newLease })
    parts.signals.on('events', (wake) => {
      if (consumer.types.includes(wake.key)) worker.wake('all', consumer.name)
    })
    return worker
  })
  return [...workers, aside]
}

/** Every order is confirmed by mail, once: the mail's key is the order's id. */
function confirmationMail(db: Database, payments: PaymentParts): Consumer {
  return {
    name: 'order-confirmation',
    types: ['order.placed'],
    handle: (event) =>
      db.inShop(event.shopId, async (tx) => {
        const [[row], { name }] = await Promise.all([
          readOrders(tx, { orderId: event.subjects.order ?? '' }, 1),
          readShop(tx),
        ])
        if (!row?.contact) return
        const order = orderView(row, tx.shopId, orderReader(payments, row.language))
        await queueMail(tx, {
          kind: 'order-confirmation',
          to: row.contact.email,
          language: row.language,
          mail: composeOrder(order, row.language, name),
          personId: row.person_id,
          orderId: row.order_id,
          deliveryKey: `order-${row.order_id}`,
        })
      }),
  }
}

/** Who orders is a customer from then on: known by her own browser, under the name and addresses she gave, none of them verified by that. */
function customers(db: Database): Consumer {
  return {
    name: 'customers',
    types: ['order.placed'],
    handle: (event) =>
      db.inShop(event.shopId, async (tx) => {
        const [row] = await readOrders(tx, { orderId: event.subjects.order ?? '' }, 1)
        if (!row?.contact || !row.visitor_id) return
        const { name, email, phone } = row.contact
        const personId =
          row.person_id ??
          (await personOf(tx, { kind: 'visitor', address: row.visitor_id, verified: false, name, email, phone }))
        if (!row.person_id) {
          await identify(tx, row.visitor_id, personId)
          tx.send(
            tx.sql
              .updateTable('orders')
              .set({ person_id: personId })
              .where('shop_id', '=', tx.shopId)
              .where('order_id', '=', row.order_id),
          )
          tx.send(
            tx.sql
              .updateTable('conversation')
              .set({ person_id: personId })
              .where('shop_id', '=', tx.shopId)
              .where('visitor_id', '=', row.visitor_id)
              .where('person_id', 'is', null),
          )
        }
        await remember(tx, personId, {
          name,
          email,
          ...(phone ? { phone } : {}),
          ...(row.address ? { address: row.address } : {}),
          language: row.language,
        })
      }),
  }
}

/** Who follows a conversation sees in its stream that its cart moved, whoever moved it and wherever. */
function cartChanges(db: Database): Consumer {
  return {
    name: 'cart-changes',
    types: ['cart.changed'],
    pick: (shopId, events) => db.inShop(shopId, (tx) => ofTalks(tx, events)),
    handle: (event) =>
      db.inShop(event.shopId, async (tx) => {
        const cartId = event.subjects.cart
        if (!cartId) return
        const cart = await tx.sql
          .selectFrom('cart')
          .select(['version', 'status', 'visitor_id'])
          .where('shop_id', '=', tx.shopId)
          .where('cart_id', '=', cartId)
          .executeTakeFirst()
        if (cart?.status !== 'open') return
        const talks = await tx.sql
          .selectFrom('conversation')
          .select('conversation_id')
          .where('shop_id', '=', tx.shopId)
          .where('status', '=', 'open')
          .where((where) =>
            where.or([
              where('cart_id', '=', cartId),
              ...(cart.visitor_id ? [where('visitor_id', '=', cart.visitor_id)] : []),
            ]),
          )
          .orderBy('conversation_id')
          .execute()
        for (const talk of talks) {
          const row = await lockConversation(tx, talk.conversation_id)
          if (!row) continue
          row.cart_id = cartId
          await append(tx, row, [], [{ kind: 'cart', data: { cartId, version: cart.version } }])
        }
      }),
  }
}

/** Most carts are filled without a word: those of the events whose cart, or whose shopper, an open conversation knows. */
async function ofTalks(tx: ShopTransaction, events: readonly StoredEvent[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ cart: string }>`
    select c.cart_id as cart from cart c where c.shop_id = ${tx.shopId} and c.status = 'open'
      and c.cart_id = any(${[...new Set(events.map(({ subjects }) => subjects.cart ?? ''))]}) and (
        exists (select from conversation t where t.shop_id = c.shop_id and t.status = 'open' and t.cart_id = c.cart_id)
        or exists (select from conversation t where t.shop_id = c.shop_id and t.status = 'open' and t.visitor_id = c.visitor_id))`.execute(
    tx.sql,
  )
  const carts = new Set(rows.map(({ cart }) => cart))
  return new Set(events.filter(({ subjects }) => carts.has(subjects.cart ?? '')).map(({ id }) => id))
}
