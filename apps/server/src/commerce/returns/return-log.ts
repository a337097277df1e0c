import { type ReturnWithLog, returnWithLog } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'
import { readReturns } from './return-store.ts'

/** A return with all that has happened to it, the first of it first. */
export async function readReturnLog(tx: ShopTransaction, returnId: string): Promise<ReturnWithLog | null> {
  const [view] = await readReturns(tx, { returnId }, 1)
  if (!view) return null
  const { rows } = await sql<unknown>`
    select e.from_status as "from", e.to_status as "to", nullif(e.reason, '') as reason, e.actor ->> 'kind' as by,
      case when e.actor ->> 'kind' = 'agent' then a.name end as "byName",
      to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from return_event e left join account a on a.account_id = e.actor ->> 'id'
    where e.shop_id = ${tx.shopId} and e.return_id = ${returnId} order by e.position`.execute(tx.sql)
  return returnWithLog.parse({ ...view, log: rows })
}
