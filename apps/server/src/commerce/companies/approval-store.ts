import { type CompanyApproval, companyApproval } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'

/** Notes that an approver is to look at a proposal that was made just now. */
export async function askApproval(
  tx: ShopTransaction,
  of: { proposalId: string; companyId: string; personId: string },
): Promise<void> {
  await sql`
    insert into company_approval (shop_id, proposal_id, company_id, status, asked_by, asked_at)
    values (${tx.shopId}, ${of.proposalId}, ${of.companyId}, 'asked', ${of.personId}, ${tx.now})`.execute(tx.sql)
}

/** How a proposal stands with the approvers; null where nobody was asked. */
export async function readApproval(tx: ShopTransaction, proposalId: string): Promise<string | null> {
  const { rows } = await sql<{ status: string }>`select status from company_approval
    where shop_id = ${tx.shopId} and proposal_id = ${proposalId}`.execute(tx.sql)
  return rows[0]?.status ?? null
}

/** Decides once what waits: of two at once the first one counts. False where there is nothing to decide. */
export async function decideApproval(
  tx: ShopTransaction,
  of: { proposalId: string; companyId: string; personId: string; to: 'approved' | 'refused' },
): Promise<boolean> {
  const done = await sql`
    update company_approval set status = ${of.to}, decided_by = ${of.personId}, decided_at = ${tx.now}
    where shop_id = ${tx.shopId} and proposal_id = ${of.proposalId} and company_id = ${of.companyId} and status = 'asked'`.execute(
    tx.sql,
  )
  return Number(done.numAffectedRows ?? 0) > 0
}

/** What colleagues have asked for, the latest first. */
export async function readApprovals(
  tx: ShopTransaction,
  companyId: string,
): Promise<(CompanyApproval & { askedById: string })[]> {
  const { rows } = await sql<Record<string, unknown> & { askedAt: Date; askedById: string }>`
    select a.proposal_id as "proposalId", a.status, n.name as "askedBy", p.body -> 'total' as total, p.body -> 'summary' as summary,
      a.asked_at as "askedAt", a.asked_by as "askedById"
    from company_approval a join proposal p on p.shop_id = a.shop_id and p.proposal_id = a.proposal_id
    left join person n on n.shop_id = a.shop_id and n.person_id = a.asked_by
    where a.shop_id = ${tx.shopId} and a.company_id = ${companyId} order by a.asked_at desc, a.proposal_id limit 100`.execute(
    tx.sql,
  )
  return rows.map((row) => ({
    ...companyApproval.parse({ ...row, askedAt: row.askedAt.toISOString() }),
    askedById: row.askedById,
  }))
}
