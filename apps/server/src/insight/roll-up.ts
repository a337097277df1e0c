import { sql } from 'kysely'
import type { ShopTransaction } from '../db/database.ts'

/** Facts that are added up in one go. */
const most = 50_000

/**
 * Adds new facts to the days and months they belong to, by everything they are asked by; true where more are waiting.
 * One at a time in a shop: facts are marked in the transaction that counts them, so that each counts once.
 */
export async function rollUp(tx: ShopTransaction): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`rollup ${tx.shopId}`}, 0))`.execute(tx.sql)
  const { rows } = await sql<{ n: number }>`
    with fresh as (
      update fact set is_rolled = true where shop_id = ${tx.shopId} and fact_id in (
        select fact_id from fact where shop_id = ${tx.shopId} and not is_rolled order by at limit ${most})
      returning metric, day, hour, value, business_value, weight, agent_id, team_id, channel, language, reason),
    keyed as (
      select f.metric, p.level, p.period, d.dimension, d.key, f.value, f.business_value, f.weight
      from fresh f
      cross join lateral (values ('day', f.day), ('month', left(f.day, 8) || '01')) as p(level, period)
      cross join lateral (values ('all', ''), ('agent', f.agent_id), ('team', f.team_id), ('channel', f.channel), ('language', f.language),
        ('hour', lpad(f.hour::text, 2, '0')), (case when f.metric like 'sales%' then 'currency' else 'reason' end, f.reason)) as d(dimension, key)
      where d.key is not null),
    bucketed as (
      select metric, level, period, dimension, key, 'all' as clock, bucket_of(value) as bucket, sum(weight) as n, sum(weight * value) as s
      from keyed group by 1, 2, 3, 4, 5, 7
      union all
      select metric, level, period, dimension, key, 'business', bucket_of(business_value), sum(weight), sum(weight * business_value)
      from keyed where business_value is not null group by 1, 2, 3, 4, 5, 7),
    summed as (
      select metric, level, period, dimension, key,
        coalesce(sum(n) filter (where clock = 'all'), 0) as n, coalesce(sum(s) filter (where clock = 'all'), 0) as total,
        coalesce(sum(n) filter (where clock = 'business'), 0) as business_n, coalesce(sum(s) filter (where clock = 'business'), 0) as business_total,
        coalesce(jsonb_object_agg(bucket, jsonb_build_array(n, s)) filter (where clock = 'all'), '{}') as histogram,
        coalesce(jsonb_object_agg(bucket, jsonb_build_array(n, s)) filter (where clock = 'business'), '{}') as business_histogram
      from bucketed group by 1, 2, 3, 4, 5),
    added as (
      insert into rollup as r (shop_id, level, period, metric, dimension, key, n, total, business_n, business_total, histogram, business_histogram)
      select ${tx.shopId}, level, period, metric, dimension, key, n, total, business_n, business_total, histogram, business_histogram from summed
      on conflict (shop_id, metric, dimension, level, period, key) do update set n = r.n + excluded.n, total = r.total + excluded.total,
        business_n = r.business_n + excluded.business_n, business_total = r.business_total + excluded.business_total,
        histogram = join_histograms(r.histogram, excluded.histogram),
        business_histogram = join_histograms(r.business_histogram, excluded.business_histogram))
    select count(*)::int as n from fresh`.execute(tx.sql)
  return rows[0]?.n === most
}
