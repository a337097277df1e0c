import { createHash } from 'node:crypto'
import { type Currency, type GiftCard, giftCard } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { type CartCard, tidyCardCode } from './gift-card.ts'

export interface NewCard {
  code: string
  currency: Currency
  amount: number
  expiresAt: Date | null
  /** The line it was bought with, and which one of it; null where the shop gives it. */
  bought: { orderId: string; lineId: string; number: number } | null
}

/** Issues a card. Null where this one of a line has been issued before. */
export async function issueCard(tx: ShopTransaction, card: NewCard): Promise<string | null> {
  const id = tx.id('gft')
  const { bought } = card
  const done = await sql`
    with issued as (
      insert into gift_card (shop_id, gift_card_id, code_hash, last_four, currency, amount, balance, expires_at, order_id, line_id, number, created_at)
      values (${tx.shopId}, ${id}, ${hashOf(card.code)}, ${tidyCardCode(card.code).slice(-4)}, ${card.currency}, ${card.amount}, ${card.amount},
        ${card.expiresAt}, ${bought?.orderId ?? null}, ${bought?.lineId ?? null}, ${bought?.number ?? null}, ${tx.now})
      on conflict (shop_id, line_id, number) do nothing returning gift_card_id
    )
    insert into gift_card_move (shop_id, gift_card_id, kind, amount, at)
    select ${tx.shopId}, gift_card_id, 'issued', ${card.amount}, ${tx.now} from issued`.execute(tx.sql)
  if (!done.numAffectedRows) return null
  tx.event(
    'gift_card.issued',
    { giftCard: id, order: bought?.orderId },
    { currency: card.currency, amount: card.amount },
  )
  return id
}

/** The card of a code that can still pay something. Refused: `gift_card.unknown`, `gift_card.empty`, `gift_card.expired`, `gift_card.currency`. */
export async function cardOfCode(
  tx: ShopTransaction,
  code: string,
  currency: Currency | null,
): Promise<Outcome<GiftCard>> {
  const [card] = await select(tx, sql`g.code_hash = ${hashOf(code)}`, 1)
  if (!card || card.status === 'void') return refuse('gift_card.unknown', 'There is no such card.', { path: 'code' })
  if (card.expiresAt && Date.parse(card.expiresAt) <= tx.now.getTime())
    return refuse('gift_card.expired', 'The card has expired.', { path: 'code' })
  if (currency !== null && card.balance.currency !== currency)
    return refuse('gift_card.currency', 'The card is of another currency.', {
      path: 'code',
      values: { currency: card.balance.currency },
    })
  if (card.balance.amount === 0)
    return refuse('gift_card.empty', 'There is nothing left on the card.', { path: 'code' })
  return granted(card)
}

/** The cards that a cart holds, in its own order; those that can pay nothing in its currency any more are left out. */
export async function cardsOfCart(
  tx: ShopTransaction,
  ids: readonly string[],
  currency: Currency,
): Promise<CartCard[]> {
  if (ids.length === 0) return []
  const cards = await select(
    tx,
    sql`g.gift_card_id = any(${[...ids]}) and g.status = 'active' and g.balance > 0 and g.currency = ${currency}
      and (g.expires_at is null or g.expires_at > ${tx.now})`,
    ids.length,
  )
  return ids.flatMap((id) => {
    const card = cards.find((one) => one.id === id)
    return card ? [{ id, lastFour: card.lastFour, currency, balance: card.balance.amount }] : []
  })
}

/**
 * Takes what the cards pay off them, in the transaction that places the order: after the cart's lock and before the stock's, in the order of
 * their ids. Refused with `gift_card.changed` where less is left on one than there was when it was shown; run it in an attempt.
 */
export async function takeFromCards(
  tx: ShopTransaction,
  shares: readonly { id: string; amount: number; paymentId: string }[],
): Promise<Outcome<null>> {
  const inOrder = shares.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  for (const share of inOrder) {
    const done = await sql`
      with taken as (
        update gift_card set balance = balance - ${share.amount}
        where shop_id = ${tx.shopId} and gift_card_id = ${share.id} and status = 'active' and balance >= ${share.amount}
          and (expires_at is null or expires_at > ${tx.now}) returning gift_card_id
      )
      insert into gift_card_move (shop_id, gift_card_id, kind, amount, payment_id, at)
      select ${tx.shopId}, gift_card_id, 'used', ${share.amount}, ${share.paymentId}, ${tx.now} from taken`.execute(
      tx.sql,
    )
    if (!done.numAffectedRows)
      return refuse('gift_card.changed', 'There is less left on the card than there was.', { path: 'code' })
  }
  return granted(null)
}

/** Puts back onto its card what was given back of a payment, once: what stands there already is not put there again. */
export async function returnToCard(tx: ShopTransaction, paymentId: string, refunded: number): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select g.gift_card_id as id from gift_card g join gift_card_move m on m.shop_id = g.shop_id and m.gift_card_id = g.gift_card_id
    where g.shop_id = ${tx.shopId} and m.payment_id = ${paymentId} and m.kind = 'used' for no key update of g`.execute(
    tx.sql,
  )
  const card = rows[0]
  if (!card) return
  const { rows: moves } = await sql<{ returned: number }>`
    select coalesce(sum(amount), 0)::bigint as returned from gift_card_move
    where shop_id = ${tx.shopId} and gift_card_id = ${card.id} and payment_id = ${paymentId} and kind = 'returned'`.execute(
    tx.sql,
  )
  const amount = refunded - Number(moves[0]?.returned ?? 0)
  if (amount <= 0) return
  await sql`
    with put as (update gift_card set balance = balance + ${amount} where shop_id = ${tx.shopId} and gift_card_id = ${card.id})
    insert into gift_card_move (shop_id, gift_card_id, kind, amount, payment_id, at)
    values (${tx.shopId}, ${card.id}, 'returned', ${amount}, ${paymentId}, ${tx.now})`.execute(tx.sql)
  tx.event('gift_card.returned', { giftCard: card.id, payment: paymentId }, { amount })
}

/** A card pays nothing any more. Answers null where there is none. */
export async function voidCard(tx: ShopTransaction, giftCardId: string): Promise<GiftCard | null> {
  await sql`
    with ended as (
      update gift_card set status = 'void' where shop_id = ${tx.shopId} and gift_card_id = ${giftCardId} and status = 'active'
      returning gift_card_id, balance
    )
    insert into gift_card_move (shop_id, gift_card_id, kind, amount, at)
    select ${tx.shopId}, gift_card_id, 'voided', balance, ${tx.now} from ended`.execute(tx.sql)
  const [card] = await select(tx, sql`g.gift_card_id = ${giftCardId}`, 1)
  return card ?? null
}

/** Cards that were bought with an order pay nothing once it is called off. */
export async function voidCardsOf(tx: ShopTransaction, orderId: string): Promise<void> {
  const cards = await select(tx, sql`g.order_id = ${orderId} and g.status = 'active'`, 1000)
  for (const card of cards) await voidCard(tx, card.id)
}

/** Newest first, a page at a time; `search` is the last four signs of a code. */
export async function pageCards(
  tx: ShopTransaction,
  page: { search?: string | undefined; after?: string | undefined; limit: number },
): Promise<{ giftCards: GiftCard[]; next: string | null }> {
  const search = page.search && tidyCardCode(page.search).slice(-4)
  const found = await select(
    tx,
    sql`true ${page.after ? sql`and g.gift_card_id < ${page.after}` : sql``} ${search ? sql`and g.last_four = ${search}` : sql``}`,
    page.limit + 1,
  )
  const giftCards = found.slice(0, page.limit)
  return { giftCards, next: found.length > page.limit ? (giftCards.at(-1)?.id ?? null) : null }
}

async function select(tx: ShopTransaction, where: RawBuilder<unknown>, most: number): Promise<GiftCard[]> {
  const { rows } = await sql<unknown>`
    select jsonb_build_object('id', g.gift_card_id, 'lastFour', g.last_four, 'status', g.status,
      'amount', jsonb_build_object('amount', g.amount, 'currency', g.currency),
      'balance', jsonb_build_object('amount', g.balance, 'currency', g.currency),
      'expiresAt', to_char(g.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'orderId', g.order_id,
      'createdAt', to_char(g.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as card
    from gift_card g where g.shop_id = ${tx.shopId} and ${where} order by g.gift_card_id desc limit ${most}`.execute(
    tx.sql,
  )
  return rows.map((row) => cardRow.parse(row).card)
}

const cardRow = z.object({ card: giftCard })

/** Eighty bits of chance need no salt. */
const hashOf = (code: string): string => createHash('sha256').update(tidyCardCode(code)).digest('base64url')
