import { type Heard, type HeardKind, heardKind } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'

const most = 1_000
/** A score of so many stars or fewer is a bad one. */
const badScore = 2
/** What somebody asks about in a talk that she rates badly is mostly what was read least surely. */
const sureEnough = 0.9

/** Messages of shoppers that may have been read wrongly, the newest first, but those that somebody has settled. */
export async function readHeard(
  tx: ShopTransaction,
  wanted: { kind?: HeardKind | undefined; language?: string | undefined; from: Date },
): Promise<Heard[]> {
  const { rows } = await sql<HeardRow>`
    with turn as (
      select b.*, (b.readings->0->>'confidence')::double precision as sure,
        lead(b.trace) over (partition by b.conversation_id order by b.to_seq) as next_trace
      from bot_turn b where b.shop_id = ${tx.shopId} and b.at >= ${wanted.from}
    ), judged as (
      select t.*, case
        when t.outcome = 'not_understood' then 'not_understood'
        when t.outcome = 'clarified' then 'clarified'
        when t.outcome = 'handed_over' then 'handed_over'
        when jsonb_path_exists(t.next_trace, '$.commands[*] ? (@.type == "correct" || @.type == "cancel")') then 'corrected'
        when t.sure < ${sureEnough} and exists (select from satisfaction s where s.shop_id = t.shop_id
          and s.conversation_id = t.conversation_id and s.score <= ${badScore}) then 'rated_badly'
        end as kind
      from turn t where jsonb_typeof(t.readings->0) = 'object'
        and not exists (select from settled_turn d where d.shop_id = t.shop_id and d.turn_id = t.turn_id)
    )
    select j.turn_id, j.conversation_id, m.text, j.kind, j.readings->0->>'language' as language, j.readings->0->>'job' as read_as,
      coalesce(j.sure, 0) as confidence, j.at
    from judged j join lateral (
      select m.text from message m where m.shop_id = ${tx.shopId} and m.conversation_id = j.conversation_id
        and m.seq between j.from_seq and j.to_seq and m.sender_kind = 'shopper' and m.deleted_at is null and m.text <> ''
      order by m.seq limit 1) m on true
    where j.kind is not null and (${wanted.kind ?? null}::text is null or j.kind = ${wanted.kind ?? null})
      and (${wanted.language ?? null}::text is null or j.readings->0->>'language' = ${wanted.language ?? null})
    order by j.at desc limit ${most}`.execute(tx.sql)
  return rows.map((row) => ({
    turnId: row.turn_id,
    conversationId: row.conversation_id,
    text: row.text,
    language: row.language,
    kind: heardKind.parse(row.kind),
    readAs: row.read_as,
    confidence: row.confidence,
    at: row.at.toISOString(),
  }))
}

interface HeardRow {
  turn_id: string
  conversation_id: string
  text: string
  kind: string
  language: string
  read_as: string | null
  confidence: number
  at: Date
}

export interface SaidTurn {
  turnId: string
  conversationId: string
  text: string
  language: string
}

/** What was said in these turns; turns that are none, or in which nothing was written, are left out. */
export async function readSaid(tx: ShopTransaction, turnIds: readonly string[]): Promise<SaidTurn[]> {
  const { rows } = await sql<SaidTurn>`
    select b.turn_id as "turnId", b.conversation_id as "conversationId", m.text, b.readings->0->>'language' as language
    from bot_turn b join lateral (
      select m.text from message m where m.shop_id = b.shop_id and m.conversation_id = b.conversation_id
        and m.seq between b.from_seq and b.to_seq and m.sender_kind = 'shopper' and m.deleted_at is null and m.text <> ''
      order by m.seq limit 1) m on true
    where b.shop_id = ${tx.shopId} and b.turn_id = any(${[...turnIds]}) and jsonb_typeof(b.readings->0) = 'object'
    order by b.at`.execute(tx.sql)
  return rows
}

/** They have been looked at and stand in no list any more. */
export async function settleTurns(
  tx: ShopTransaction,
  turnIds: readonly string[],
  how: 'taught' | 'answered' | 'left',
  by: string,
): Promise<void> {
  await sql`
    insert into settled_turn (shop_id, turn_id, how, settled_by, settled_at)
    select ${tx.shopId}, t, ${how}, ${by}, ${tx.now} from unnest(${[...turnIds]}::text[]) t
    on conflict (shop_id, turn_id) do update set how = excluded.how, settled_by = excluded.settled_by, settled_at = excluded.settled_at`.execute(
    tx.sql,
  )
}

/** They stand in the lists again. What was taught by them stays taught. */
export async function unsettleTurns(tx: ShopTransaction, turnIds: readonly string[]): Promise<void> {
  await sql`delete from settled_turn where shop_id = ${tx.shopId} and how = 'left' and turn_id = any(${[...turnIds]})`.execute(
    tx.sql,
  )
}
