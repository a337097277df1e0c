import type { Room, RoomEntry, RoomGiven } from '@parley/contracts'
import { roomEntry, roomStatus } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'
import type { MemberRecord, RoomRecord } from './room.ts'

export async function writeRoom(tx: ShopTransaction, given: RoomGiven): Promise<string> {
  const id = tx.id('rom')
  await tx.sql
    .insertInto('room')
    .values({
      shop_id: tx.shopId,
      room_id: id,
      title: given.title,
      about: given.about,
      language: given.language,
      status: 'scheduled',
      starts_at: given.startsAt,
      created_at: tx.now,
    })
    .execute()
  return id
}

/** The room, and nobody else at it: entries are numbered one after the other. */
export async function lockRoom(tx: ShopTransaction, roomId: string): Promise<RoomRecord | null> {
  const row = await tx.sql
    .selectFrom('room')
    .selectAll()
    .where('shop_id', '=', tx.shopId)
    .where('room_id', '=', roomId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.room_id,
    title: row.title,
    about: row.about,
    language: row.language,
    status: roomStatus.parse(row.status),
    startsAt: row.starts_at,
    slowSeconds: row.slow_seconds,
    lastNumber: row.last_number,
  }
}

export async function alterRoom(
  tx: ShopTransaction,
  roomId: string,
  change: Partial<Pick<RoomRecord, 'title' | 'about' | 'status' | 'slowSeconds'>> & { startsAt?: string | null },
): Promise<void> {
  const { title, about, status, slowSeconds, startsAt } = change
  await tx.sql
    .updateTable('room')
    .set({
      ...(title === undefined ? {} : { title }),
      ...(about === undefined ? {} : { about }),
      ...(status === undefined ? {} : { status }),
      ...(slowSeconds === undefined ? {} : { slow_seconds: slowSeconds }),
      ...(startsAt === undefined ? {} : { starts_at: startsAt }),
      last_number: sql<number>`last_number`,
    })
    .where('shop_id', '=', tx.shopId)
    .where('room_id', '=', roomId)
    .execute()
}

export interface NewEntry {
  kind: RoomEntry['kind']
  visitorId?: string
  accountId?: string
  name?: string
  text?: string
  about?: number
  variantId?: string
  productId?: string
  clientId?: string | undefined
}

/** Under the room's lock. Wakes everybody who watches it, in every process. */
export async function addEntry(tx: ShopTransaction, room: RoomRecord, entry: NewEntry): Promise<number> {
  room.lastNumber += 1
  await sql`
    with counted as (update room set last_number = ${room.lastNumber} where shop_id = ${tx.shopId} and room_id = ${room.id})
    insert into room_entry (shop_id, room_id, number, at, kind, visitor_id, account_id, name, text, about, variant_id, product_id, client_id)
    values (${tx.shopId}, ${room.id}, ${room.lastNumber}, ${tx.now}, ${entry.kind}, ${entry.visitorId ?? null}, ${entry.accountId ?? null},
      ${entry.name ?? ''}, ${entry.text ?? ''}, ${entry.about ?? null}, ${entry.variantId ?? null}, ${entry.productId ?? null},
      ${entry.clientId ?? null})`.execute(tx.sql)
  tx.wake('room', room.id)
  return room.lastNumber
}

export async function findRepeat(
  tx: ShopTransaction,
  of: { roomId: string; by: string; clientId: string | undefined },
): Promise<number | null> {
  if (of.clientId === undefined) return null
  const { rows } = await sql<{
    number: number
  }>`select number from room_entry where shop_id = ${tx.shopId} and room_id = ${of.roomId}
    and coalesce(visitor_id, account_id) = ${of.by} and client_id = ${of.clientId}`.execute(tx.sql)
  return rows[0]?.number ?? null
}

/** Rooms with what is pinned in them: open ones first, then those to come, then those that were. */
export async function readRooms(tx: ShopTransaction, roomId?: string): Promise<Room[]> {
  const { rows } = await sql<Omit<Room, 'startsAt'> & { startsAt: Date | null }>`
    select r.room_id as id, r.title, r.about, r.language, r.status, r.starts_at as "startsAt", r.slow_seconds as "slowSeconds",
      r.last_number as "lastNumber",
      (select count(*)::int from room_member m where m.shop_id = r.shop_id and m.room_id = r.room_id) as members,
      coalesce((select jsonb_agg(jsonb_build_object('number', e.number, 'variantId', e.variant_id, 'productId', e.product_id, 'text', e.text) order by e.number desc)
        from room_entry e where e.shop_id = r.shop_id and e.room_id = r.room_id and e.kind = 'pinned' and e.unpinned_at is null), '[]') as pins
    from room r where r.shop_id = ${tx.shopId} ${roomId === undefined ? sql`` : sql`and r.room_id = ${roomId}`}
    order by array_position(array['open', 'scheduled', 'closed'], r.status), r.starts_at nulls last, r.created_at desc limit 100`.execute(
    tx.sql,
  )
  return rows.map((row) => ({ ...row, startsAt: row.startsAt?.toISOString() ?? null }))
}

/** How far a room has come; null where there is none. */
export async function lastNumberOf(tx: ShopTransaction, roomId: string): Promise<number | null> {
  const row = await tx.sql
    .selectFrom('room')
    .select('last_number')
    .where('shop_id', '=', tx.shopId)
    .where('room_id', '=', roomId)
    .executeTakeFirst()
  return row?.last_number ?? null
}

/** What happened after a number, oldest first. What was hidden is told without its words. */
export async function entriesAfter(
  tx: ShopTransaction,
  roomId: string,
  after: number,
  limit: number,
): Promise<RoomEntry[]> {
  const { rows } = await sql<EntryRow>`
    select number, at, kind, visitor_id, account_id, name, text, about, variant_id, client_id, hidden_at from room_entry
    where shop_id = ${tx.shopId} and room_id = ${roomId} and number > ${after} order by number limit ${limit}`.execute(
    tx.sql,
  )
  return rows.map((row) =>
    roomEntry.parse({
      number: row.number,
      at: row.at.toISOString(),
      kind: row.kind,
      from: row.name === '' ? null : { kind: row.account_id ? 'agent' : 'shopper', name: row.name },
      text: row.hidden_at ? '' : row.text,
      about: row.about,
      variantId: row.variant_id,
      isHidden: row.hidden_at !== null,
      clientId: row.client_id,
    }),
  )
}

interface EntryRow {
  number: number
  at: Date
  kind: string
  visitor_id: string | null
  account_id: string | null
  name: string
  text: string
  about: number | null
  variant_id: string | null
  client_id: string | null
  hidden_at: Date | null
}

export async function readEntry(
  tx: ShopTransaction,
  roomId: string,
  number: number,
): Promise<{ kind: string; visitorId: string | null; text: string; name: string; isHidden: boolean } | null> {
  const row = await tx.sql
    .selectFrom('room_entry')
    .select(['kind', 'visitor_id', 'text', 'name', 'hidden_at'])
    .where('shop_id', '=', tx.shopId)
    .where('room_id', '=', roomId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row
    ? { kind: row.kind, visitorId: row.visitor_id, text: row.text, name: row.name, isHidden: row.hidden_at !== null }
    : null
}

/** Marks an entry as hidden, or a pin as taken down. False where it was so already. */
export async function markEntry(
  tx: ShopTransaction,
  roomId: string,
  number: number,
  mark: 'hidden_at' | 'unpinned_at',
): Promise<boolean> {
  const done = await tx.sql
    .updateTable('room_entry')
    .set({ [mark]: tx.now })
    .where('shop_id', '=', tx.shopId)
    .where('room_id', '=', roomId)
    .where('number', '=', number)
    .where(mark, 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function readMember(tx: ShopTransaction, roomId: string, visitorId: string): Promise<MemberRecord | null> {
  const row = await tx.sql
    .selectFrom('room_member')
    .select(['visitor_id', 'name', 'said_at', 'banned_at'])
    .where('shop_id', '=', tx.shopId)
    .where('room_id', '=', roomId)
    .where('visitor_id', '=', visitorId)
    .executeTakeFirst()
  return row ? { visitorId: row.visitor_id, name: row.name, saidAt: row.said_at, bannedAt: row.banned_at } : null
}

/** Under the room's lock. False where another one of the room, or of the shop's people, is called so. */
export async function writeMember(
  tx: ShopTransaction,
  roomId: string,
  member: { visitorId: string; name: string },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from room_member where shop_id = ${tx.shopId} and room_id = ${roomId} and lower(name) = lower(${member.name}) and visitor_id <> ${member.visitorId}
    union all
    select 1 from membership m join account a on a.account_id = m.account_id where m.shop_id = ${tx.shopId}
      and lower(${member.name}) in (lower(a.name), lower(split_part(a.name, ' ', 1)))
    limit 1`.execute(tx.sql)
  if (rows.length > 0) return false
  await sql`
    insert into room_member (shop_id, room_id, visitor_id, name, joined_at) values (${tx.shopId}, ${roomId}, ${member.visitorId}, ${member.name}, ${tx.now})
    on conflict (shop_id, room_id, visitor_id) do update set name = excluded.name`.execute(tx.sql)
  return true
}

export async function markMember(
  tx: ShopTransaction,
  roomId: string,
  visitorId: string,
  mark: { saidAt: Date } | { bannedAt: Date | null },
): Promise<void> {
  await tx.sql
    .updateTable('room_member')
    .set('saidAt' in mark ? { said_at: mark.saidAt } : { banned_at: mark.bannedAt })
    .where('shop_id', '=', tx.shopId)
    .where('room_id', '=', roomId)
    .where('visitor_id', '=', visitorId)
    .execute()
}
