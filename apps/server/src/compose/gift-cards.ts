import { randomInt } from 'node:crypto'
import { formatMoney } from '@parley/engine'
import { sql } from 'kysely'
import { variantsForCart } from '../commerce/catalogue/index.ts'
import { issueCard, newCardCode, returnToCard, voidCardsOf } from '../commerce/gift-cards/index.ts'
import { type OrderRow, readOrders } from '../commerce/orders/index.ts'
import { giftCardClass } from '../commerce/pricing/index.ts'
import { lockUncoded, writeCode } from '../commerce/returns/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import type { Consumer } from '../durable/index.ts'
import { readShop } from '../identity/index.ts'
import { composeGiftCard, composeStoreCredit, queueMail } from '../mail/index.ts'

/** Gift cards follow what happens to orders: bought ones are issued and mailed once paid, what is given back goes onto its card again. */
export function giftCards(db: Database): Consumer {
  return {
    name: 'gift-cards',
    types: ['order.paid', 'order.cancelled', 'payment.refunded', 'return.credited'],
    handle: (event) =>
      db.inShop(event.shopId, async (tx) => {
        const { order, payment } = event.subjects
        if (event.type === 'return.credited') return issueCredit(tx, event.subjects.return ?? '')
        if (event.type === 'payment.refunded') await putBack(tx, payment ?? '')
        else if (event.type === 'order.cancelled') await voidCardsOf(tx, order ?? '')
        else await issueBought(tx, order ?? '')
      }),
  }
}

async function issueBought(tx: ShopTransaction, orderId: string): Promise<void> {
  const [row] = await readOrders(tx, { orderId }, 1)
  if (!row?.contact || row.status === 'cancelled') return
  const ids = row.lines.map((line) => line.variant_id)
  const wares = await variantsForCart(tx, ids, { language: row.language, currency: row.currency })
  const { name } = await readShop(tx)
  for (const line of row.lines.filter((one) => wares.get(one.variant_id)?.vatClass === giftCardClass))
    for (let number = 1; number <= line.quantity; number++) await issueOne(tx, row, { line, number, shopName: name })
}

async function issueOne(
  tx: ShopTransaction,
  row: OrderRow,
  { line, number, shopName }: { line: OrderRow['lines'][number]; number: number; shopName: string },
): Promise<void> {
  const code = newCardCode((below) => randomInt(below))
  const bought = { orderId: row.order_id, lineId: line.line_id, number }
  const { currency, language } = row
  const issued = await issueCard(tx, { code, currency, amount: line.unit_price, expiresAt: null, bought })
  if (issued === null) return
  const worth = formatMoney({ amount: line.unit_price, currency }, language)
  await queueMail(tx, {
    kind: 'gift-card',
    to: row.contact?.email ?? '',
    language,
    mail: composeGiftCard({ code, worth }, language, shopName),
    personId: row.person_id,
    orderId: row.order_id,
    deliveryKey: `gift-card-${line.line_id}-${number}`,
  })
}

/** Store credit for what came back: a card of its own, whose code stands in one mail and nowhere else. */
async function issueCredit(tx: ShopTransaction, returnId: string): Promise<void> {
  const credit = await lockUncoded(tx, returnId)
  const [row] = credit ? await readOrders(tx, { orderId: credit.orderId }, 1) : []
  if (!credit || !row) return
  const code = newCardCode((below) => randomInt(below))
  const { currency, language } = row
  const id = await issueCard(tx, { code, currency, amount: credit.amount, expiresAt: null, bought: null })
  if (id === null) throw new Error('store credit was there already')
  await writeCode(tx, returnId, id)
  if (!row.contact) return
  const worth = formatMoney({ amount: credit.amount, currency }, language)
  const { name } = await readShop(tx)
  await queueMail(tx, {
    kind: 'gift-card',
    to: row.contact.email,
    language,
    mail: composeStoreCredit({ code, worth, order: row.number }, language, name),
    personId: row.person_id,
    orderId: row.order_id,
    deliveryKey: `store-credit-${returnId}`,
  })
}

async function putBack(tx: ShopTransaction, paymentId: string): Promise<void> {
  const { rows } = await sql<{ refunded: number }>`
    select refunded from payment where shop_id = ${tx.shopId} and payment_id = ${paymentId}`.execute(tx.sql)
  await returnToCard(tx, paymentId, rows[0]?.refunded ?? 0)
}
