import {
  deskConversation,
  reportDimension,
  reportFigure,
  reportMetric,
  reportMetrics,
  reportRow,
} from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'
import { type Door, door } from '../db/door.ts'
import { deskConversations } from '../desk/index.ts'
import { granted, refuse } from '../kernel/refusals.ts'
import { readFigure, readReport } from './read-report.ts'

const tag = 'reports'
const access = { scope: 'conversations:read' } as const
const span = z.object({ from: z.iso.date(), to: z.iso.date() })
const definition = z.object({
  title: z.string(),
  unit: z.enum(['count', 'time', 'score', 'money']),
  definition: z.string(),
})
const figureOfMetric = z.object({ metric: reportMetric, ...definition.shape, figure: reportFigure })
const longestDays = 1_100

const tooLong = ({ from, to }: { from: string; to: string }): boolean =>
  Date.parse(to) - Date.parse(from) > longestDays * 86_400_000

const refuseSpan = () => refuse('report.span', 'At most three years at a time.', { path: 'from' })

/** Figures about conversations, by day in the shop's zone. */
export const reportDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/reports/figures',
    tag,
    summary: 'Every figure of a span of days',
    description: 'Both days are included. Containment is the share of conversations that were never handed over.',
    access,
    query: span,
    answer: z.object({
      figures: z.array(figureOfMetric),
      containment: z.number().nullable(),
    }),
    handle: async (tx, { query }) => {
      if (tooLong(query)) return refuseSpan()
      const figures: z.infer<typeof figureOfMetric>[] = []
      for (const metric of reportMetric.options)
        figures.push({ metric, ...reportMetrics[metric], figure: await readFigure(tx, metric, query) })
      const count = (wanted: string) => figures.find(({ metric }) => metric === wanted)?.figure.count ?? 0
      const [all, handedOver] = [count('conversations'), count('handed_over')]
      return granted({ figures, containment: all > 0 ? 1 - handedOver / all : null })
    },
  }),
  door({
    method: 'get',
    path: '/reports/rows',
    tag,
    summary: 'One figure by day, person, team, channel, language, hour or reason',
    access,
    query: span.extend({
      metric: reportMetric,
      by: z.enum([...reportDimension.options, 'day', 'month']).default('day'),
    }),
    answer: z.object({ ...definition.shape, rows: z.array(reportRow) }),
    handle: async (tx, { query }) => {
      if (tooLong(query)) return refuseSpan()
      const rows = await readReport(tx, query.metric, query, query.by)
      return granted({ ...reportMetrics[query.metric], rows })
    },
  }),
  door({
    method: 'get',
    path: '/reports/conversations',
    tag,
    summary: 'The conversations behind a figure',
    access,
    query: span.extend({
      metric: reportMetric,
      by: reportDimension.default('all'),
      key: z.string().max(100).default(''),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    answer: z.object({
      conversations: z.array(z.object({ value: z.number(), at: z.iso.datetime(), conversation: deskConversation })),
    }),
    handle: async (tx, { query }) => granted({ conversations: await behind(tx, query) }),
  }),
]

const columns = {
  all: null,
  agent: 'agent_id',
  team: 'team_id',
  channel: 'channel',
  language: 'language',
  hour: 'hour',
  reason: 'reason',
  currency: 'reason',
} as const

interface Behind {
  metric: string
  from: string
  to: string
  by: keyof typeof columns
  key: string
  limit: number
}

/** The largest measures first: what one wants to look into. */
async function behind(tx: ShopTransaction, { metric, from, to, by, key, limit }: Behind) {
  const column = columns[by]
  const narrowed =
    column === null ? sql`true` : sql`${sql.ref(column)}::text = ${by === 'hour' ? String(Number(key)) : key}`
  const { rows } = await sql<{ conversation_id: string; value: number; at: Date }>`
    select conversation_id, value, at from fact
    where shop_id = ${tx.shopId} and metric = ${metric} and day between ${from} and ${to} and weight = 1 and conversation_id is not null and ${narrowed}
    order by value desc, at desc limit ${limit}`.execute(tx.sql)
  const ids = [...new Set(rows.map((row) => row.conversation_id))]
  const conversations = await deskConversations(tx, { conversationIds: ids, limit: ids.length })
  return rows.flatMap((row) => {
    const conversation = conversations.find(({ id }) => id === row.conversation_id)
    return conversation ? [{ value: row.value, at: row.at.toISOString(), conversation }] : []
  })
}
