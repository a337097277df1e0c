import { z } from 'zod'
import { doctor } from '../../apps/server/src/cli/doctor.ts'
import { openDatabase } from '../../apps/server/src/db/database.ts'
import { systemClock } from '../../apps/server/src/kernel/clock.ts'
import { databaseUrl, serverRole } from '../../apps/server/test/test-cluster.ts'
import type { Ledger } from '../../stories/support/ledger.ts'
import { unitsAtFirst, type World } from './world.ts'

const shelf = z.object({
  variant_id: z.string(),
  on_hand: z.int(),
  reserved: z.int(),
  held: z.int(),
  committed: z.int(),
})

/** What the operator's doctor finds, and that every unit that left a shelf belongs to an order. */
export async function doctorOf(ledger: Ledger, { adminUrl }: Pick<World, 'adminUrl'>): Promise<string[]> {
  const serverUrl = databaseUrl(adminUrl, 'parley', serverRole)
  const db = openDatabase(serverUrl, { clock: systemClock, connections: 2 })
  try {
    const findings = await doctor({ db, clock: systemClock, ownerUrl: adminUrl, serverUrl, close: async () => {} })
    const wrong = findings.filter(({ fine }) => !fine).map(({ what, more }) => `the doctor misses: ${what} (${more})`)
    return [...wrong, ...(await shelves(ledger))]
  } finally {
    await db.close()
  }
}

async function shelves(ledger: Ledger): Promise<string[]> {
  const rows = await ledger.rows(
    shelf,
    `select s.variant_id, s.on_hand, s.reserved,
       coalesce(sum(r.quantity) filter (where r.state = 'held'), 0)::int as held,
       coalesce(sum(r.quantity) filter (where r.state = 'committed'), 0)::int as committed
     from stock s left join reservation r using (shop_id, variant_id, location_id) group by 1, 2, 3`,
  )
  return rows
    .filter((row) => row.on_hand + row.committed !== unitsAtFirst || row.reserved !== row.held)
    .map((row) => `stock of ${row.variant_id} does not add up: ${JSON.stringify(row)}`)
}
