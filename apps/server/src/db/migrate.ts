import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import * as identity from './migrations/0001-identity.ts'
import * as durable from './migrations/0002-durable.ts'
import * as catalogue from './migrations/0003-catalogue.ts'
import * as selling from './migrations/0004-selling.ts'
import * as conversations from './migrations/0005-conversations.ts'
import * as walls from './migrations/0006-walls.ts'
import * as leases from './migrations/0007-leases.ts'
import * as selfService from './migrations/0008-self-service.ts'
import * as boughtTogether from './migrations/0009-bought-together.ts'
import * as promotions from './migrations/0010-promotions.ts'
import * as giftCards from './migrations/0011-gift-cards.ts'
import * as soldBefore from './migrations/0012-sold-before-there.ts'
import * as payments from './migrations/0013-payments.ts'
import * as afterTheOrder from './migrations/0014-after-the-order.ts'
import * as returns from './migrations/0015-returns.ts'
import * as desk from './migrations/0016-desk.ts'
import * as inbox from './migrations/0017-inbox.ts'
import * as reports from './migrations/0018-reports.ts'
import * as calls from './migrations/0019-calls.ts'
import * as callBacks from './migrations/0020-call-backs.ts'
import * as setAside from './migrations/0021-set-aside.ts'
import * as models from './migrations/0022-models.ts'
import * as keeping from './migrations/0023-keeping.ts'
import * as reconciliations from './migrations/0025-reconciliations.ts'
import * as reviews from './migrations/0027-reviews.ts'
import * as companies from './migrations/0028-companies.ts'
import * as quotes from './migrations/0029-quotes.ts'
import * as approvals from './migrations/0031-approvals.ts'
import * as visits from './migrations/0032-visits.ts'
import * as rooms from './migrations/0033-rooms.ts'
import * as learning from './migrations/0035-learning.ts'
import * as turnWrites from './migrations/0037-turn-writes.ts'
import * as quotesInTalks from './migrations/0038-quotes-in-talks.ts'
import * as orderEdits from './migrations/0039-order-edits.ts'
import * as storeCredit from './migrations/0040-store-credit.ts'
import * as attachments from './migrations/0047-attachments.ts'
import * as roomReminders from './migrations/0048-room-reminders.ts'
import * as searchSynonyms from './migrations/0052-search-synonyms.ts'

/** Forward only. A migration that has left the house is never edited; the next number mends it. */
export const migrations = {
  '0001-identity': identity,
  '0002-durable': durable,
  '0003-catalogue': catalogue,
  '0004-selling': selling,
  '0005-conversations': conversations,
  '0006-walls': walls,
  '0007-leases': leases,
  '0008-self-service': selfService,
  '0009-bought-together': boughtTogether,
  '0010-promotions': promotions,
  '0011-gift-cards': giftCards,
  '0012-sold-before-there': soldBefore,
  '0013-payments': payments,
  '0014-after-the-order': afterTheOrder,
  '0015-returns': returns,
  '0016-desk': desk,
  '0017-inbox': inbox,
  '0018-reports': reports,
  '0019-calls': calls,
  '0020-call-backs': callBacks,
  '0021-set-aside': setAside,
  '0022-models': models,
  '0023-keeping': keeping,
  '0025-reconciliations': reconciliations,
  '0027-reviews': reviews,
  '0028-companies': companies,
  '0029-quotes': quotes,
  '0031-approvals': approvals,
  '0032-visits': visits,
  '0033-rooms': rooms,
  '0035-learning': learning,
  '0037-turn-writes': turnWrites,
  '0038-quotes-in-talks': quotesInTalks,
  '0039-order-edits': orderEdits,
  '0040-store-credit': storeCredit,
  '0047-attachments': attachments,
  '0048-room-reminders': roomReminders,
  '0052-search-synonyms': searchSynonyms,
}

/** Brings the database to the newest migration. `adminUrl` belongs to the owner of the tables; safe to call from several processes at once. */
export const migrate = (adminUrl: string): Promise<void> => migrateTo(adminUrl, null)

/** Brings the database to the migration of this name; for filling it from an older backup. */
export async function migrateTo(adminUrl: string, name: string | null): Promise<void> {
  await ensureServerRole(adminUrl)
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: adminUrl, max: 2 }) }),
  })
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => migrations },
      // A lower number may leave the house after a higher one: what is missing is then made up for.
      allowUnorderedMigrations: true,
    })
    const { error } = name === null ? await migrator.migrateToLatest() : await migrator.migrateTo(name)
    if (error) throw error
  } finally {
    await db.destroy()
  }
}

/** The role the server works as: it owns nothing and can't step around row-level security. */
export async function ensureServerRole(adminUrl: string, password?: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    // Two processes that start together would both try to create it.
    await client.query('select pg_advisory_lock(724001)')
    const { rowCount } = await client.query("select 1 from pg_roles where rolname = 'parley_server'")
    if (!rowCount) await client.query('create role parley_server login nosuperuser nobypassrls nocreatedb nocreaterole')
    if (password !== undefined)
      await client.query(`alter role parley_server password ${client.escapeLiteral(password)}`)
    await client.query('select pg_advisory_unlock(724001)')
  } finally {
    await client.end()
  }
}

/** Name of the newest migration in the database, or null where there is none yet. */
export async function migrationOf(db: Kysely<unknown>): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name desc limit 1`.execute(db)
  return rows[0]?.name ?? null
}
