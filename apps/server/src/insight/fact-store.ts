import type { ReportMetric } from '@parley/contracts'
import type { ShopTransaction } from '../db/database.ts'
import { readShop } from '../identity/index.ts'
import { dayAndHour } from './periods.ts'

export interface NewFact {
  /** What it tells of; the same once more is the same fact. */
  id: string
  metric: ReportMetric
  at: Date
  value: number
  businessValue?: number | undefined
  weight?: -1 | undefined
  conversationId?: string | null | undefined
  agentId?: string | null | undefined
  teamId?: string | null | undefined
  channel?: string | null | undefined
  language?: string | null | undefined
  /** Why it was handed over; which currency the money is in. */
  reason?: string | null | undefined
}

export async function keepFact(tx: ShopTransaction, fact: NewFact): Promise<void> {
  const { settings } = await readShop(tx)
  await tx.sql
    .insertInto('fact')
    .values({
      shop_id: tx.shopId,
      fact_id: fact.id,
      metric: fact.metric,
      at: fact.at,
      ...dayAndHour(fact.at, settings.timeZone),
      value: fact.value,
      business_value: fact.businessValue ?? null,
      weight: fact.weight ?? 1,
      conversation_id: fact.conversationId ?? null,
      agent_id: fact.agentId ?? null,
      team_id: fact.teamId ?? null,
      channel: fact.channel ?? null,
      language: fact.language ?? null,
      reason: fact.reason ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
