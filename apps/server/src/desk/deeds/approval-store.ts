import { type Approval, type DeskDeed, deskDeed, proposal } from '@parley/contracts'
import { type RawBuilder, sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'

export interface ApprovalRecord {
  id: string
  conversationId: string
  proposalId: string
  wish: DeskDeed
  askedBy: string
  state: Approval['state']
}

/** Asks for it once: a repeat finds what was asked before. */
export async function writeApproval(
  tx: ShopTransaction,
  asked: { conversationId: string; proposalId: string; wish: DeskDeed; by: string },
): Promise<{ id: string; isNew: boolean }> {
  const id = tx.id('apr')
  const { rows } = await sql<{ approval_id: string }>`
    with made as (
      insert into approval (shop_id, approval_id, conversation_id, proposal_id, wish, asked_by, asked_at)
      values (${tx.shopId}, ${id}, ${asked.conversationId}, ${asked.proposalId}, ${JSON.stringify(asked.wish)}, ${asked.by}, ${tx.now})
      on conflict (shop_id, proposal_id) do nothing returning approval_id)
    select approval_id from made union all
    select approval_id from approval where shop_id = ${tx.shopId} and proposal_id = ${asked.proposalId} limit 1`.execute(
    tx.sql,
  )
  const known = rows[0]?.approval_id ?? id
  return { id: known, isNew: known === id }
}

export async function lockApproval(tx: ShopTransaction, approvalId: string): Promise<ApprovalRecord | null> {
  const row = await tx.sql
    .selectFrom('approval')
    .select(['approval_id', 'conversation_id', 'proposal_id', 'wish', 'asked_by', 'state'])
    .where('shop_id', '=', tx.shopId)
    .where('approval_id', '=', approvalId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.approval_id,
    conversationId: row.conversation_id,
    proposalId: row.proposal_id,
    wish: deskDeed.parse(row.wish),
    askedBy: row.asked_by,
    state: stateOf(row.state),
  }
}

export async function decideApproval(
  tx: ShopTransaction,
  approvalId: string,
  decided: { state: 'approved' | 'declined'; by: string },
): Promise<void> {
  await tx.sql
    .updateTable('approval')
    .set({ state: decided.state, decided_by: decided.by, decided_at: tx.now })
    .where('shop_id', '=', tx.shopId)
    .where('approval_id', '=', approvalId)
    .execute()
}

/** Those that wait first, oldest first; then what was decided lately. */
export async function readApprovals(
  tx: ShopTransaction,
  which: { state?: Approval['state'] | undefined; conversationId?: string | undefined; approvalId?: string },
): Promise<Approval[]> {
  const narrowed: RawBuilder<unknown> = sql`${which.state ? sql`and a.state = ${which.state}` : sql``}
    ${which.conversationId ? sql`and a.conversation_id = ${which.conversationId}` : sql``}
    ${which.approvalId ? sql`and a.approval_id = ${which.approvalId}` : sql``}`
  const { rows } = await sql<ApprovalRow>`
    select a.approval_id, a.conversation_id, a.state, a.asked_by, a.asked_at, a.decided_by, a.decided_at, p.body,
      asker.name as asker_name, decider.name as decider_name
    from approval a join proposal p on p.shop_id = a.shop_id and p.proposal_id = a.proposal_id
    join account asker on asker.account_id = a.asked_by left join account decider on decider.account_id = a.decided_by
    where a.shop_id = ${tx.shopId} ${narrowed}
    order by a.state <> 'asked', case when a.state = 'asked' then a.asked_at end, a.decided_at desc limit 100`.execute(
    tx.sql,
  )
  return rows.flatMap(shown)
}

interface ApprovalRow {
  approval_id: string
  conversation_id: string
  state: string
  asked_by: string
  asked_at: Date
  decided_by: string | null
  decided_at: Date | null
  body: unknown
  asker_name: string
  decider_name: string | null
}

/** What was forgotten with its shopper is no longer there to be shown. */
function shown(row: ApprovalRow): Approval[] {
  const body = proposal.safeParse(row.body)
  if (!body.success) return []
  const { kind, summary, total, action } = body.data
  return [
    {
      id: row.approval_id,
      conversationId: row.conversation_id,
      kind,
      summary,
      total,
      action,
      state: stateOf(row.state),
      askedBy: { id: row.asked_by, name: row.asker_name },
      askedAt: row.asked_at.toISOString(),
      decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decider_name ?? '' },
      decidedAt: row.decided_at?.toISOString() ?? null,
    },
  ]
}

const stateOf = (state: string): Approval['state'] => (state === 'approved' || state === 'declined' ? state : 'asked')
