import { type Macro, type MacroGiven, macroAction } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ConversationRow } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { readShop } from '../identity/index.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'
import type { Speakable } from './macro.ts'

const texts = z.record(z.string(), z.string()).catch({})
const actions = z.array(macroAction).catch([])

/** Everybody's macros and her own, most used first. */
export async function macrosFor(tx: ShopTransaction, accountId: string): Promise<Macro[]> {
  const rows = await tx.sql
    .selectFrom('macro')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where((where) => where.or([where('for_all', '=', true), where('owner_id', '=', accountId)]))
    .orderBy('used', 'desc')
    .orderBy('name')
    .execute()
  return rows.map((row) => ({
    id: row.macro_id,
    name: row.name,
    shortcut: row.shortcut,
    texts: texts.parse(row.texts),
    actions: actions.parse(row.actions),
    forAll: row.for_all,
    isMine: row.owner_id === accountId,
  }))
}

export async function saveMacro(
  tx: ShopTransaction,
  accountId: string,
  given: MacroGiven,
  macroId?: string,
): Promise<Outcome<Macro>> {
  const known = macroId ? (await macrosFor(tx, accountId)).find(({ id }) => id === macroId) : undefined
  if (macroId && !known) return refuse('macro.not_found', 'There is no such macro.')
  const { rows: taken } = await sql`
    select from macro where shop_id = ${tx.shopId} and shortcut = ${given.shortcut} and macro_id <> ${macroId ?? ''}`.execute(
    tx.sql,
  )
  if (taken.length > 0) return refuse('macro.shortcut_taken', 'Another macro has this shortcut.', { path: 'shortcut' })
  const columns = {
    name: given.name,
    shortcut: given.shortcut,
    texts: JSON.stringify(given.texts),
    actions: JSON.stringify(given.actions),
    for_all: given.forAll,
  }
  const id = macroId ?? tx.id('mac')
  await tx.sql
    .insertInto('macro')
    .values({ shop_id: tx.shopId, macro_id: id, owner_id: accountId, created_at: tx.now, ...columns })
    .onConflict((conflict) => conflict.columns(['shop_id', 'macro_id']).doUpdateSet(columns))
    .execute()
  return granted({ ...given, id, isMine: known?.isMine ?? true })
}

export async function removeMacro(tx: ShopTransaction, accountId: string, macroId: string): Promise<boolean> {
  if (!(await macrosFor(tx, accountId)).some(({ id }) => id === macroId)) return false
  await tx.sql.deleteFrom('macro').where('shop_id', '=', tx.shopId).where('macro_id', '=', macroId).execute()
  return true
}

export async function countUse(tx: ShopTransaction, macroId: string): Promise<void> {
  await sql`update macro set used = used + 1 where shop_id = ${tx.shopId} and macro_id = ${macroId}`.execute(tx.sql)
}

interface SpeakableRow {
  name: string | null
  email: string | null
  order_number: string | null
  order_status: string | null
  order_total: number | null
  order_currency: string | null
  tracking: unknown
}

const trackingOf = z.object({ number: z.string() })

/** What a ready answer may speak of here: the person, what is in her cart, what she ordered last. */
export async function speakableOf(
  tx: ShopTransaction,
  row: ConversationRow,
  agentName: string,
  cart: Speakable['cart'],
): Promise<Speakable> {
  const { rows } = await sql<SpeakableRow>`
    select p.name, p.email, o.number as order_number, o.status as order_status, o.total as order_total, o.currency as order_currency, o.tracking
    from conversation c
    left join person p on p.shop_id = c.shop_id and p.person_id = c.person_id
    left join lateral (
      select * from orders x where x.shop_id = c.shop_id and (x.person_id = c.person_id or x.visitor_id = c.visitor_id or x.conversation_id = c.conversation_id)
      order by x.placed_at desc limit 1) o on true
    where c.shop_id = ${tx.shopId} and c.conversation_id = ${row.conversation_id}`.execute(tx.sql)
  const found = rows[0]
  const { name } = await readShop(tx)
  const money = (amount: number, currency: string) => formatMoney({ amount, currency }, row.language)
  return {
    person: found ? { name: found.name, email: found.email } : null,
    agent: { name: agentName },
    shop: { name },
    cart,
    order:
      found?.order_number && found.order_status && found.order_currency
        ? {
            number: found.order_number,
            status: found.order_status,
            total: money(Number(found.order_total ?? 0), found.order_currency),
            tracking: trackingOf.safeParse(found.tracking).data?.number ?? '',
          }
        : null,
  }
}
