import { sql } from 'kysely'
import { checkLedger, ledgerRules } from '../commerce/payments/index.ts'
import type { Base } from '../compose/open-base.ts'
import { migrationOf, migrations } from '../db/migrate.ts'
import { allShops } from '../identity/index.ts'

export interface Finding {
  what: string
  fine: boolean
  more: string
}

/** Looks at everything that should be true of a healthy installation and says what is not. */
export async function doctor(base: Base): Promise<Finding[]> {
  const newest = Object.keys(migrations).at(-1) ?? ''
  const { rows } = await base.db.outside((db) =>
    sql<{
      now: Date
      role: string
      bypass: boolean
      version: string
    }>`select now(), current_user as role, rolbypassrls or rolsuper as bypass, version() from pg_roles where rolname = current_user`.execute(
      db,
    ),
  )
  const at = await migrationFromOwner(base)
  const [server] = rows
  const shops = await allShops(base.db)
  const clockGap = Math.abs((server?.now.getTime() ?? 0) - base.clock.now().getTime())
  const findings: Finding[] = [
    {
      what: 'the database answers',
      fine: server !== undefined,
      more: server?.version.split(' ').slice(0, 2).join(' ') ?? '',
    },
    { what: 'the newest migration is in', fine: at === newest, more: at ?? 'none' },
    {
      what: 'the server’s role can’t step over the walls between shops',
      fine: server?.bypass === false,
      more: server?.role ?? '',
    },
    { what: 'the clocks agree', fine: clockGap < 5_000, more: `${clockGap} ms apart` },
    {
      what: 'there is a shop',
      fine: shops.length > 0,
      more: shops.map((shop) => shop.handle).join(', ') || 'make one with create-shop, or seed',
    },
  ]
  for (const shop of shops) findings.push(...(await doctorShop(base, shop.shopId, shop.handle)))
  return findings
}

async function migrationFromOwner(base: Base): Promise<string | null> {
  const { default: pg } = await import('pg')
  const { Kysely, PostgresDialect } = await import('kysely')
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: base.ownerUrl, max: 1 }) }),
  })
  try {
    return await migrationOf(db)
  } finally {
    await db.destroy()
  }
}

/** Each is a count of rows that should not be; zero is fine. */
const wrongs: { what: string; count: string }[] = [
  {
    what: 'conversations count their messages right',
    count: `select count(*)::int as n from conversation c where c.last_seq <> (select count(*) from message m where m.shop_id = c.shop_id and m.conversation_id = c.conversation_id)`,
  },
  {
    what: 'no answer has been owed for over ten minutes',
    count: `select count(*)::int as n from owed_turn where owed_seq > done_seq and not_before < now() - interval '10 minutes'`,
  },
  {
    what: 'no event is left that could not be handled',
    count: `select count(*)::int as n from set_aside_event where not_before is null or attempts > 3`,
  },
  { what: 'nothing in the outbox has failed', count: `select count(*)::int as n from outbox where state = 'failed'` },
]

async function doctorShop(base: Base, shopId: string, handle: string): Promise<Finding[]> {
  return base.db.inShop(shopId, async (tx) => {
    const faults = await checkLedger(tx)
    const findings: Finding[] = ledgerRules.map((rule) => {
      const ids = faults.find((fault) => fault.rule === rule)?.ids
      return { what: `${handle}: ${rule}`, fine: ids === undefined, more: ids?.join(', ') ?? '' }
    })
    for (const wrong of wrongs) {
      const { rows } = await sql.raw<{ n: number }>(wrong.count).execute(tx.sql)
      const n = rows[0]?.n ?? 0
      findings.push({ what: `${handle}: ${wrong.what}`, fine: n === 0, more: n === 0 ? '' : `${n} not` })
    }
    return findings
  })
}
