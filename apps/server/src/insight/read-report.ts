import {
  type ReportDimension,
  type ReportFigure,
  type ReportMetric,
  type ReportRow,
  reportMetrics,
} from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'
import { type Histogram, joined, quantile } from './histogram.ts'
import { spansOf } from './periods.ts'

export type GroupBy = ReportDimension | 'day' | 'month'

const histogram = z.record(z.string(), z.tuple([z.number(), z.number()])).readonly()

interface RollupRow {
  period: string
  key: string
  n: number
  total: number
  business_n: number
  business_total: number
  histogram: unknown
  business_histogram: unknown
}

/** One figure for a span of days in the shop's zone, both included, by what is asked. */
export async function readReport(
  tx: ShopTransaction,
  metric: ReportMetric,
  span: { from: string; to: string },
  by: GroupBy,
): Promise<ReportRow[]> {
  const overTime = by === 'day' || by === 'month'
  const rows = await rollups(tx, metric, span, overTime ? 'all' : by, by === 'day')
  const grouped = Map.groupBy(rows, (row) => (overTime ? row.period.slice(0, by === 'month' ? 7 : 10) : row.key))
  const labels = await labelsOf(tx, by, [...grouped.keys()])
  return [...grouped]
    .map(([key, those]) => ({ key, label: labels.get(key) ?? key, ...figureOf(metric, those) }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => one.key.localeCompare(other.key))
}

/** The same, of everything together. */
export async function readFigure(
  tx: ShopTransaction,
  metric: ReportMetric,
  span: { from: string; to: string },
): Promise<ReportFigure> {
  return figureOf(metric, await rollups(tx, metric, span, 'all', false))
}

async function rollups(
  tx: ShopTransaction,
  metric: ReportMetric,
  span: { from: string; to: string },
  dimension: ReportDimension,
  byDay: boolean,
): Promise<RollupRow[]> {
  const spans = byDay ? [{ level: 'day' as const, ...span }] : spansOf(span.from, span.to)
  const found: RollupRow[] = []
  for (const { level, from, to } of spans) {
    const { rows } = await sql<RollupRow>`
      select period, key, n, total, business_n, business_total, histogram, business_histogram from rollup
      where shop_id = ${tx.shopId} and metric = ${metric} and dimension = ${dimension} and level = ${level} and period between ${from} and ${to}`.execute(
      tx.sql,
    )
    found.push(...rows)
  }
  return found
}

function figureOf(metric: ReportMetric, rows: readonly RollupRow[]): ReportFigure {
  const sum = (pick: (row: RollupRow) => number) => rows.reduce((all, row) => all + Number(pick(row)), 0)
  const [count, total] = [sum(({ n }) => n), sum((row) => row.total)]
  const hasSpread = reportMetrics[metric].unit !== 'count'
  const all = hasSpread ? joined(rows.map((row) => parsed(row.histogram))) : {}
  const businessCount = sum(({ business_n }) => business_n)
  return {
    count,
    sum: total,
    mean: count > 0 && hasSpread ? total / count : null,
    median: hasSpread ? quantile(all, 0.5) : null,
    p90: hasSpread ? quantile(all, 0.9) : null,
    business: businessCount > 0 ? businessOf(rows, businessCount) : null,
  }
}

function businessOf(rows: readonly RollupRow[], count: number): ReportFigure['business'] {
  const all = joined(rows.map((row) => parsed(row.business_histogram)))
  const total = rows.reduce((sum, row) => sum + Number(row.business_total), 0)
  return { mean: total / count, median: quantile(all, 0.5) ?? 0, p90: quantile(all, 0.9) ?? 0 }
}

const parsed = (value: unknown): Histogram => histogram.parse(value)

async function labelsOf(tx: ShopTransaction, by: GroupBy, keys: string[]): Promise<Map<string, string>> {
  if (by !== 'agent' && by !== 'team') return new Map()
  const { rows } =
    by === 'agent'
      ? await sql<{ key: string; name: string }>`
          select a.account_id as key, a.name from account a join membership m on m.account_id = a.account_id and m.shop_id = ${tx.shopId} where a.account_id = any(${keys})`.execute(
          tx.sql,
        )
      : await sql<{ key: string; name: string }>`
          select team_id as key, name from team where shop_id = ${tx.shopId} and team_id = any(${keys})`.execute(tx.sql)
  return new Map(rows.map((row) => [row.key, row.name]))
}
