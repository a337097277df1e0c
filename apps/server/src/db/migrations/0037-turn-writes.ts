import { type Kysely, sql } from 'kysely'

/**
 * What every message writes, made light. A conversation is altered twice a turn: with no index on what changes each time, and with room on its page,
 * the new version takes the place of the old and no index is touched. What was said is gathered before its words are indexed, and the bot's own
 * words, which it says again and again, nobody looks for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
drop index conversation_recent;
alter table conversation set (fillfactor = 60);
alter table owed_turn set (fillfactor = 60);
alter table event_cursor set (fillfactor = 20);
drop index message_words;
create index message_words on message using gin (message_words(shop_id, text, created_at)) with (fastupdate = on, gin_pending_list_limit = 256)
  where sender_kind <> 'bot';
create or replace function search_messages(wanted tsquery, most int, at timestamptz) returns table (message_id text, conversation_id text, seq int, said text, created_at timestamptz)
  language plpgsql stable rows 200 security definer set search_path = public set enable_seqscan = off set gin_fuzzy_search_limit = 20000 as $$
declare
  shop text := current_setting('parley.shop_id');
  week int := message_week(at);
  span int := 1;
  weeks tsquery;
  found_so_far int := 0;
  found_here int;
begin
  -- A thousand weeks: older than any shop's talk.
  while span <= 512 and found_so_far < most loop
    select string_agg(quote_literal('§' || shop || ' ' || w), ' | ')::tsquery into weeks from generate_series(week - span + 1, week) w;
    return query
      select m.message_id, m.conversation_id, m.seq, m.text, m.created_at from message m
      where message_words(m.shop_id, m.text, m.created_at) @@ (wanted && weeks) and m.sender_kind <> 'bot' and m.deleted_at is null
      order by m.created_at desc limit most - found_so_far;
    get diagnostics found_here = row_count;
    found_so_far := found_so_far + found_here;
    week := week - span;
    span := span * 2;
  end loop;
end $$;
`.execute(db)
}
