import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import { goneAfterMs, type Round, rounds } from './call.ts'

interface Colleague {
  account_id: string
  is_assignee: boolean
  is_in_team: boolean
  /** Says that she is here; null where she has never said anything. */
  is_here: boolean | null
  is_in_call: boolean
}

export interface Ringing {
  round: Round
  accounts: string[]
}

/**
 * At whom a call from a shopper rings next: whoever has the conversation, then her team, then anybody who is free. Rounds without anybody
 * are passed over. Who is away, talks already or has declined is left alone. `busy` tells that everybody who is here talks.
 */
export async function nextRing(
  tx: ShopTransaction,
  conversationId: string,
  after: Round | null,
  declinedBy: readonly string[],
): Promise<Ringing | 'nobody' | 'busy'> {
  const colleagues = await readColleagues(tx, conversationId)
  const free = colleagues.filter(({ account_id, is_in_call, is_here }) => {
    return !is_in_call && is_here !== false && !declinedBy.includes(account_id)
  })
  for (const round of rounds.slice(after === null ? 0 : rounds.indexOf(after) + 1)) {
    const accounts = free.filter((one) => isIn(round, one)).map(({ account_id }) => account_id)
    if (accounts.length > 0) return { round, accounts }
  }
  const somebodyTalks = colleagues.some(({ is_in_call, account_id }) => is_in_call && !declinedBy.includes(account_id))
  return after === null && somebodyTalks ? 'busy' : 'nobody'
}

function isIn(round: Round, colleague: Colleague): boolean {
  if (round === 'assignee') return colleague.is_assignee
  return round === 'team' ? colleague.is_in_team : true
}

async function readColleagues(tx: ShopTransaction, conversationId: string): Promise<Colleague[]> {
  const goneBefore = new Date(tx.now.getTime() - goneAfterMs * 2)
  const { rows } = await sql<Colleague>`
    select m.account_id, m.account_id is not distinct from c.agent_id as is_assignee,
      exists (select from team_member t where t.shop_id = m.shop_id and t.team_id = d.team_id and t.account_id = m.account_id) as is_in_team,
      a.status = 'online' and a.seen_at > ${goneBefore} as is_here,
      exists (select from call l where l.shop_id = m.shop_id and l.agent_id = m.account_id and l.ended_at is null) as is_in_call
    from membership m
    join conversation c on c.shop_id = m.shop_id and c.conversation_id = ${conversationId}
    left join desk_case d on d.shop_id = c.shop_id and d.conversation_id = c.conversation_id
    left join desk_agent a on a.shop_id = m.shop_id and a.account_id = m.account_id
    where m.shop_id = ${tx.shopId} and m.role <> 'viewer' order by m.account_id`.execute(tx.sql)
  return rows
}
