import type { ShopTransaction } from '../db/database.ts'
import type { Principal } from '../kernel/principal.ts'
import { principalName } from '../kernel/principal.ts'

/** Records who did what to what. `detail` holds ids, codes and before/after of settings: never personal data. */
export async function audit(
  tx: ShopTransaction,
  by: Principal | { kind: 'operator' },
  action: string,
  subject: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx.sql
    .insertInto('audit')
    .values({
      shop_id: tx.shopId,
      audit_id: tx.id('aud'),
      at: tx.now,
      actor_kind: by.kind,
      actor_id: by.kind === 'operator' ? null : principalName(by),
      action,
      subject,
      detail: JSON.stringify(detail),
    })
    .execute()
}

export async function readAudit(tx: ShopTransaction, limit: number) {
  const rows = await tx.sql
    .selectFrom('audit')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.audit_id,
    at: row.at.toISOString(),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    action: row.action,
    subject: row.subject,
  }))
}
