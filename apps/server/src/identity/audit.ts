import { sql } from 'kysely'
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

export interface AuditEntry {
  id: string
  at: string
  actorKind: string
  actorId: string | null
  /** Of the account or key, where there is one. */
  actorName: string | null
  action: string
  subject: string
  detail: Record<string, unknown>
}

/** Who did what, the latest first; of one thing, where it is named. */
export async function readAudit(
  tx: ShopTransaction,
  asked: { limit: number; subject?: string | undefined; action?: string | undefined },
): Promise<AuditEntry[]> {
  const { rows } = await sql<{ at: Date } & Omit<AuditEntry, 'at'>>`
    select d.audit_id as id, d.at, d.actor_kind as "actorKind", d.actor_id as "actorId", coalesce(a.name, k.name) as "actorName",
      d.action, d.subject, d.detail
    from audit d
    left join account a on d.actor_kind = 'account' and a.account_id = d.actor_id
    left join api_key k on d.actor_kind = 'key' and k.shop_id = d.shop_id and k.api_key_id = d.actor_id
    where d.shop_id = ${tx.shopId} ${asked.subject === undefined ? sql`` : sql`and d.subject = ${asked.subject}`}
      ${asked.action === undefined ? sql`` : sql`and starts_with(d.action, ${asked.action})`}
    order by d.at desc, d.audit_id desc limit ${asked.limit}`.execute(tx.sql)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
