import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'

/** A way of paying as a shop has set it up: what is not secret in the open, its keys sealed. */
export interface ProviderRow {
  provider: string
  enabled: boolean
  settings: Record<string, unknown>
  sealed: string | null
  position: number
}

const settings = z.record(z.string(), z.unknown())

/** All that the shop has ever set up, in the order in which they are offered. */
export async function readProviderRows(tx: ShopTransaction): Promise<ProviderRow[]> {
  const rows = await tx.sql
    .selectFrom('payment_provider')
    .select(['provider', 'enabled', 'settings', 'sealed', 'position'])
    .where('shop_id', '=', tx.shopId)
    .orderBy('position')
    .orderBy('provider')
    .execute()
  return rows.map((row) => ({ ...row, settings: settings.parse(row.settings) }))
}

export async function saveProviderRow(tx: ShopTransaction, row: ProviderRow): Promise<void> {
  const values = {
    enabled: row.enabled,
    settings: JSON.stringify(row.settings),
    sealed: row.sealed,
    position: row.position,
    updated_at: tx.now,
  }
  await tx.sql
    .insertInto('payment_provider')
    .values({ shop_id: tx.shopId, provider: row.provider, ...values })
    .onConflict((conflict) => conflict.columns(['shop_id', 'provider']).doUpdateSet(values))
    .execute()
}
