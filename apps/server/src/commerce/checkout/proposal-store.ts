import { type Actor, type Proposal, proposal } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'

export interface ProposalRecord {
  body: Proposal
  cartId: string | null
  conversationId: string | null
  digest: string
  status: Proposal['status']
  /** The order it became. */
  resultId: string | null
  expiresAt: Date
}

/** Writes the proposal; an older one of the same cart that is still open makes way for it. */
export async function writeProposal(
  tx: ShopTransaction,
  made: { body: Proposal; cartId: string | null; conversationId: string | null; digest: string; by: Actor },
): Promise<void> {
  tx.send(sql`
    with older as (
      update proposal set status = 'superseded'
      where shop_id = ${tx.shopId} and cart_id = ${made.cartId} and status = 'open'
    )
    insert into proposal (shop_id, proposal_id, kind, cart_id, conversation_id, body, versions, digest, made_by, expires_at, created_at)
    values (${tx.shopId}, ${made.body.id}, ${made.body.kind}, ${made.cartId}, ${made.conversationId},
      ${JSON.stringify(made.body)}, ${JSON.stringify(made.body.versions)}, ${made.digest}, ${JSON.stringify(made.by)},
      ${made.body.expiresAt}, ${tx.now})`)
}

/** The proposal as it stands now; one whose time is up reads as expired. */
export async function readProposal(tx: ShopTransaction, proposalId: string): Promise<ProposalRecord | null> {
  const row = await tx.sql
    .selectFrom('proposal')
    .select(['body', 'cart_id', 'conversation_id', 'digest', 'status', 'result_id', 'expires_at'])
    .where('shop_id', '=', tx.shopId)
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst()
  if (!row) return null
  const late = row.status === 'open' && row.expires_at.getTime() <= tx.now.getTime()
  const status = proposal.shape.status.parse(late ? 'expired' : row.status)
  return {
    body: { ...proposal.parse(row.body), status },
    cartId: row.cart_id,
    conversationId: row.conversation_id,
    digest: row.digest,
    status,
    resultId: row.result_id,
    expiresAt: row.expires_at,
  }
}

export async function endProposal(
  tx: ShopTransaction,
  proposalId: string,
  end: { status: 'confirmed'; by: Actor; resultId: string } | { status: 'superseded' | 'expired' | 'withdrawn' },
): Promise<void> {
  const confirmed = end.status === 'confirmed' ? { confirmed_by: JSON.stringify(end.by), result_id: end.resultId } : {}
  tx.send(
    tx.sql
      .updateTable('proposal')
      .set({ status: end.status, ...confirmed })
      .where('shop_id', '=', tx.shopId)
      .where('proposal_id', '=', proposalId)
      .where('status', '=', 'open'),
  )
}
