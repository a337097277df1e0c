import { type SavedView, type SavedViewGiven, viewFilter } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'

/** Her own views, those of her teams and those of all. */
export async function viewsFor(tx: ShopTransaction, accountId: string): Promise<SavedView[]> {
  const { rows } = await sql<{
    view_id: string
    name: string
    owner_id: string
    team_id: string | null
    for_all: boolean
    filter: unknown
  }>`
    select v.view_id, v.name, v.owner_id, v.team_id, v.for_all, v.filter from saved_view v
    where v.shop_id = ${tx.shopId} and (v.owner_id = ${accountId} or v.for_all
      or exists (select from team_member t where t.shop_id = v.shop_id and t.team_id = v.team_id and t.account_id = ${accountId}))
    order by v.position, v.created_at`.execute(tx.sql)
  return rows.map((row) => ({
    id: row.view_id,
    name: row.name,
    forAll: row.for_all,
    teamId: row.team_id,
    filter: viewFilter.catch({}).parse(row.filter),
    isMine: row.owner_id === accountId,
  }))
}

export async function addView(tx: ShopTransaction, accountId: string, given: SavedViewGiven): Promise<SavedView> {
  const id = tx.id('viw')
  await tx.sql
    .insertInto('saved_view')
    .values({
      shop_id: tx.shopId,
      view_id: id,
      name: given.name,
      owner_id: accountId,
      team_id: given.teamId,
      for_all: given.forAll,
      filter: JSON.stringify(given.filter),
      created_at: tx.now,
    })
    .execute()
  return { ...given, id, isMine: true }
}

/** Only whoever made a view takes it away. */
export async function removeView(tx: ShopTransaction, accountId: string, viewId: string): Promise<boolean> {
  const gone = await tx.sql
    .deleteFrom('saved_view')
    .where('shop_id', '=', tx.shopId)
    .where('view_id', '=', viewId)
    .where('owner_id', '=', accountId)
    .executeTakeFirst()
  return gone.numDeletedRows > 0
}
