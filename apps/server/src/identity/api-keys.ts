import { sql } from 'kysely'
import type { Database, ShopTransaction } from '../db/database.ts'
import { newSecret } from '../kernel/ids.ts'
import { type Scope, scopes } from '../kernel/principal.ts'
import { tokenHash } from './accounts.ts'

/** A new key; its secret is shown once and only its hash is kept. */
export async function createApiKey(
  tx: ShopTransaction,
  given: { name: string; scopes: readonly Scope[]; createdBy?: string },
): Promise<{ id: string; secret: string }> {
  const id = tx.id('key')
  const secret = newSecret('sk')
  await tx.sql
    .insertInto('api_key')
    .values({
      shop_id: tx.shopId,
      api_key_id: id,
      name: given.name,
      hash: tokenHash(secret),
      scopes: [...given.scopes],
      created_by: given.createdBy ?? null,
    })
    .execute()
  return { id, secret }
}

export async function keyOfSecret(
  db: Database,
  secret: string,
): Promise<{ shopId: string; keyId: string; scopes: Scope[] } | null> {
  const { rows } = await db.outside((outside) =>
    sql<{
      shop_id: string
      api_key_id: string
      scopes: string[]
    }>`select * from api_key_of_hash(${tokenHash(secret)})`.execute(outside),
  )
  const row = rows[0]
  return row
    ? { shopId: row.shop_id, keyId: row.api_key_id, scopes: scopes.filter((scope) => row.scopes.includes(scope)) }
    : null
}

export async function listApiKeys(tx: ShopTransaction) {
  const rows = await tx.sql
    .selectFrom('api_key')
    .select(['api_key_id', 'name', 'scopes', 'created_at', 'revoked_at'])
    .where('shop_id', '=', tx.shopId)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.api_key_id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    revoked: row.revoked_at !== null,
  }))
}

export async function revokeApiKey(tx: ShopTransaction, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('api_key')
    .set({ revoked_at: tx.now })
    .where('shop_id', '=', tx.shopId)
    .where('api_key_id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
