import { setTimeout as wait } from 'node:timers/promises'
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
  const restless = async () => {
    const found: string[] = []
    for (const [what, where] of Object.entries(unrest)) {
      const count = await ledger.count(where)
      if (count > 0) found.push(`${count} ${what}`)
    }
    return found
  }
  for (const end = Date.now() + patienceMs; ; await wait(100)) {
    const found = await restless()
    if (found.length === 0 || Date.now() > end) return found
  }
}
