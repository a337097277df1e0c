import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { sql } from 'kysely'
import type { Database, ShopTransaction } from '../db/database.ts'
import type { Clock } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import type { Role } from '../kernel/principal.ts'
import { granted, type Outcome, refuse } from '../kernel/refusals.ts'

export interface Account {
  id: string
  name: string
  email: string
}

export interface Membership {
  shopId: string
  handle: string
  name: string
  role: Role
}

const sessionDays = 14
const shortestPassword = 10
/** Tries per address or per source within a quarter of an hour. */
const mostTries = 10

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url')

export async function createAccount(
  db: Database,
  given: { email: string; name: string; password: string },
): Promise<Outcome<Account>> {
  if (given.password.length < shortestPassword)
    return refuse('account.password_short', `A password has at least ${shortestPassword} characters.`, {
      path: 'password',
    })
  const id = newId('acc')
  const passwordHash = await hash(given.password)
  const made = await db.outside((outside) =>
    sql`insert into account (account_id, email, name, password_hash) values (${id}, ${given.email}, ${given.name}, ${passwordHash}) on conflict do nothing returning 1`.execute(
      outside,
    ),
  )
  if (made.rows.length === 0)
    return refuse('account.exists', 'There is an account with this address already.', { path: 'email' })
  return granted({ id, name: given.name, email: given.email })
}

export async function accountOfEmail(db: Database, email: string): Promise<Account | null> {
  const { rows } = await db.outside((outside) =>
    sql<Account>`select account_id as id, name, email from account where lower(email) = lower(${email})`.execute(
      outside,
    ),
  )
  return rows[0] ?? null
}

export async function join(tx: ShopTransaction, accountId: string, role: Role): Promise<void> {
  await tx.sql
    .insertInto('membership')
    .values({ shop_id: tx.shopId, account_id: accountId, role })
    .onConflict((conflict) => conflict.columns(['shop_id', 'account_id']).doUpdateSet({ role }))
    .execute()
}

/** Checks address and password, at most ten times in a quarter of an hour for an address and for a source. The answer never tells which of the two was wrong. */
export async function signIn(
  db: Database,
  clock: Clock,
  given: { email: string; password: string; source: string },
): Promise<Outcome<{ token: string; account: Account; expiresAt: Date }>> {
  const since = new Date(clock.now().getTime() - 15 * 60_000)
  const subjects = [tokenHash(`email ${given.email.toLowerCase()}`), tokenHash(`source ${given.source}`)]
  const tries = await db.outside((outside) =>
    sql<{
      n: number
    }>`select count(*) as n from sign_in_attempt where subject = any(${subjects}) and at > ${since} group by subject order by 1 desc limit 1`.execute(
      outside,
    ),
  )
  if ((tries.rows[0]?.n ?? 0) >= mostTries)
    return refuse('rate.limited', 'Too many attempts. Try again in a quarter of an hour.')
  const { rows } = await db.outside((outside) =>
    sql<
      Account & { password_hash: string }
    >`select account_id as id, name, email, password_hash from account where lower(email) = lower(${given.email})`.execute(
      outside,
    ),
  )
  const known = rows[0]
  const fits = await verify(known?.password_hash ?? (await someHash()), given.password).catch(() => false)
  if (!known || !fits) {
    await db.outside((outside) =>
      sql`insert into sign_in_attempt (subject, at) select s, ${clock.now()} from unnest(${subjects}::text[]) as s`.execute(
        outside,
      ),
    )
    return refuse('account.wrong', 'Address or password is not right.')
  }
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(clock.now().getTime() + sessionDays * 86_400_000)
  await db.outside((outside) =>
    sql`insert into session (session_hash, account_id, expires_at) values (${tokenHash(token)}, ${known.id}, ${expiresAt})`.execute(
      outside,
    ),
  )
  return granted({ token, account: { id: known.id, name: known.name, email: known.email }, expiresAt })
}

let dummy: Promise<string> | undefined
/** Checked where there is no account, so that both answers take as long. */
const someHash = (): Promise<string> => {
  dummy ??= hash('an account that does not exist')
  return dummy
}

export async function signOut(db: Database, token: string): Promise<void> {
  await db.outside((outside) => sql`delete from session where session_hash = ${tokenHash(token)}`.execute(outside))
}

export async function accountOfSession(
  db: Database,
  clock: Clock,
  token: string,
): Promise<{ account: Account; memberships: Membership[] } | null> {
  return db.outside(async (outside) => {
    const { rows } =
      await sql<Account>`select a.account_id as id, a.name, a.email from session s join account a using (account_id) where s.session_hash = ${tokenHash(token)} and s.expires_at > ${clock.now()}`.execute(
        outside,
      )
    const account = rows[0]
    if (!account) return null
    const found = await sql<{
      shop_id: string
      handle: string
      name: string
      role: Role
    }>`select * from memberships_of(${account.id})`.execute(outside)
    return {
      account,
      memberships: found.rows.map((row) => ({
        shopId: row.shop_id,
        handle: row.handle,
        name: row.name,
        role: row.role,
      })),
    }
  })
}
