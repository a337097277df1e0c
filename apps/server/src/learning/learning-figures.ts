import type { LearningBy, LearningRow } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'

/** Both days are included, in the shop's zone. Rows by day come in their order, others the largest first. */
export async function readLearningFigures(
  tx: ShopTransaction,
  span: { from: string; to: string; by: LearningBy; timeZone: string },
): Promise<LearningRow[]> {
  const keys = {
    day: sql`to_char(b.at at time zone ${span.timeZone}, 'YYYY-MM-DD')`,
    language: sql`coalesce(b.readings->0->>'language', c.language)`,
    channel: sql`coalesce(i.channel, c.inbox_id)`,
    flow: sql`coalesce(b.trace->'steps'->0->>'flow', '')`,
  }
  const { rows } = await sql<LearningRow>`
    with turn as (
      select b.conversation_id, b.outcome, ${keys[span.by]} as key from bot_turn b
      join conversation c on c.shop_id = b.shop_id and c.conversation_id = b.conversation_id
      left join inbox i on i.shop_id = c.shop_id and i.inbox_id = c.inbox_id
      where b.shop_id = ${tx.shopId} and b.at >= (${span.from}::date)::timestamp at time zone ${span.timeZone}
        and b.at < (${span.to}::date + 1)::timestamp at time zone ${span.timeZone}
    )
    select key, count(*)::int as turns, count(*) filter (where outcome = 'replied')::int as understood,
      count(*) filter (where outcome = 'clarified')::int as clarified,
      count(*) filter (where outcome = 'not_understood')::int as "notUnderstood",
      count(*) filter (where outcome in ('handed_over', 'fault'))::int as "handedOver",
      count(distinct conversation_id)::int as talks,
      (count(distinct conversation_id) - count(distinct conversation_id) filter (where outcome in ('handed_over', 'fault')))::int as contained
    from turn group by key order by ${span.by === 'day' ? sql`key` : sql`count(*) desc, key`}`.execute(tx.sql)
  return rows
}
