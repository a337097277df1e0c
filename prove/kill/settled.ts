import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Ledger } from '../../stories/support/ledger.ts'

const patienceMs = 45_000

/** What a healthy house has nothing of once everybody has gone quiet. */
const unrest: Record<string, string> = {
  'turns are owed': 'owed_turn where owed_seq > done_seq',
  'things wait in the outbox': "outbox where state = 'owed'",
  'mails were not sent': "mail where state <> 'sent'",
  'orders have no mail':
    "orders o where not exists (select from mail m where m.order_id = o.order_id and m.kind = 'order-confirmation')",
  'payments the bank approved are not in': `payment p join orders o using (shop_id, order_id)
    where p.provider = 'sandbox' and o.status = 'placed' and p.status in ('authorised', 'captured')`,
}

/** Waits until all that is owed has been done. Answers with what still was not when patience ended. */
export async function settled(ledger: Ledger): Promise<string[]> {
  // All in one look: between two of them something could move from one table to the next and be seen in neither.
  const look = Object.entries(unrest).map(
    ([what, where]) => `select '${what}' as what, count(*)::int as n from ${where}`,
  )
  const restless = async () => {
    const found = await ledger.rows(z.object({ what: z.string(), n: z.int() }), look.join(' union all '))
    return found.filter(({ n }) => n > 0).map(({ what, n }) => `${n} ${what}`)
  }
  for (const end = Date.now() + patienceMs; ; await wait(100)) {
    const found = await restless()
    if (found.length === 0 || Date.now() > end) return found
  }
}
