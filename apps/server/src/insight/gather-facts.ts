import { z } from 'zod'
import type { Database, ShopTransaction } from '../db/database.ts'
import { hoursOfTeam, workingBetween } from '../desk/index.ts'
import type { Consumer, StoredEvent } from '../durable/index.ts'
import { keepFact } from './fact-store.ts'
import { setCourse, type TalkRecord, talkBefore, talkRecord } from './talk-record.ts'

const salesCountMs = 5 * 86_400_000

/** Turns what happens into facts with a measure. Hearing of something twice makes one fact of it. */
export function gatherFacts(db: Database): Consumer {
  return {
    name: 'report-facts',
    types: Object.keys(hearers),
    handle: async (event) => {
      const hear = hearers[event.type]
      // Most of what is said begins nothing, and there is nothing to count in it.
      if (hear && (event.type !== 'message.accepted' || event.data.begins))
        await db.inShop(event.shopId, (tx) => hear(tx, event))
    },
  }
}

const hearers: Readonly<Record<string, (tx: ShopTransaction, event: StoredEvent) => Promise<void>>> = {
  'message.accepted': hearShopper,
  'bot.handed_over': hearHandOver,
  'message.said': hearAgent,
  'conversation.status_changed': hearStatus,
  'desk.satisfaction_asked': hearAsked,
  'desk.rated': hearRated,
  'order.placed': hearOrder,
}

/** The conversation that an event is about, with what every fact about it says. */
async function about(tx: ShopTransaction, event: StoredEvent) {
  const conversationId = event.subjects.conversation
  const found = conversationId ? await talkRecord(tx, conversationId, event.at) : null
  if (!conversationId || !found) return null
  return { conversationId, ...found, of: ofTalk(conversationId, found.record) }
}

const ofTalk = (conversationId: string, { channel, language, agentId, teamId }: TalkRecord) => ({
  conversationId,
  channel,
  language,
  agentId,
  teamId,
})

/** Her first word begins a conversation, and so does one after the end. */
async function hearShopper(tx: ShopTransaction, event: StoredEvent): Promise<void> {
  const talk = await about(tx, event)
  if (!talk) return
  const { conversationId, record, isNew, of } = talk
  const isAnew = record.resolvedAt !== null && event.at > record.resolvedAt
  if (!isNew && !isAnew) return
  const round = isAnew ? record.round + 1 : record.round
  if (isAnew)
    await setCourse(tx, conversationId, {
      round,
      started_at: event.at,
      last_said_at: event.at,
      handed_over_at: null,
      first_answer_at: null,
      resolved_at: null,
      agent_id: null,
    })
  await keepFact(tx, {
    ...of,
    agentId: null,
    id: `began ${conversationId} ${round}`,
    metric: 'conversations',
    at: event.at,
    value: 1,
  })
}

async function hearHandOver(tx: ShopTransaction, event: StoredEvent): Promise<void> {
  const talk = await about(tx, event)
  const reason = z.string().catch('').parse(event.data.reason)
  // A colleague who left is no second hand-over of the bot's.
  if (!talk || talk.record.handedOverAt !== null || reason === 'agent_left') return
  await setCourse(tx, talk.conversationId, { handed_over_at: event.at })
  await keepFact(tx, {
    ...talk.of,
    id: `handed ${talk.conversationId} ${talk.record.round}`,
    metric: 'handed_over',
    at: talk.record.startedAt,
    value: 1,
    reason,
  })
}

const answered = z.object({ by: z.literal('agent'), account: z.string(), since: z.iso.datetime().optional() })

async function hearAgent(tx: ShopTransaction, event: StoredEvent): Promise<void> {
  const said = answered.safeParse(event.data)
  const talk = said.success ? await about(tx, event) : null
  if (!said.success || !talk) return
  const { conversationId, record } = talk
  const of = { ...talk.of, agentId: said.data.account }
  if (said.data.since !== undefined)
    await keepTime(tx, { ...of, id: `waited ${event.id}`, metric: 'waiting' }, new Date(said.data.since), event.at)
  const isFirst = record.firstAnswerAt === null
  await setCourse(tx, conversationId, {
    agent_id: said.data.account,
    last_said_at: event.at,
    ...(isFirst ? { first_answer_at: event.at } : {}),
  })
  if (isFirst)
    await keepTime(
      tx,
      { ...of, id: `first ${conversationId} ${record.round}`, metric: 'first_answer' },
      record.handedOverAt ?? record.startedAt,
      event.at,
    )
}

async function hearStatus(tx: ShopTransaction, event: StoredEvent): Promise<void> {
  const talk = await about(tx, event)
  if (!talk) return
  const { conversationId, record, of } = talk
  const begun = record.handedOverAt ?? record.startedAt
  if (event.data.to === 'resolved') {
    await setCourse(tx, conversationId, { resolved_at: event.at })
    if (record.firstAnswerAt)
      await keepTime(tx, { ...of, id: `ended ${event.id}`, metric: 'resolution' }, begun, event.at)
  } else if (event.data.from === 'resolved' && record.resolvedAt) {
    await setCourse(tx, conversationId, { resolved_at: null })
    if (record.firstAnswerAt)
      await keepTime(
        tx,
        { ...of, id: `went on ${event.id}`, metric: 'resolution', weight: -1 },
        begun,
        record.resolvedAt,
      )
  }
}

async function keepTime(
  tx: ShopTransaction,
  fact: Omit<Parameters<typeof keepFact>[1], 'at' | 'value'>,
  from: Date,
  to: Date,
): Promise<void> {
  const hours = await hoursOfTeam(tx, fact.teamId ?? null)
  await keepFact(tx, {
    ...fact,
    at: to,
    value: Math.max(0, to.getTime() - from.getTime()),
    businessValue: workingBetween(hours, from, to),
  })
}

async function hearAsked(tx: ShopTransaction, event: StoredEvent): Promise<void> {
  const talk = await about(tx, event)
  if (talk)
    await keepFact(tx, { ...talk.of, id: `asked ${event.id}`, metric: 'satisfaction_asked', at: event.at, value: 1 })
}

const rated = z.object({ score: z.int(), was: z.int().optional() })

async function hearRated(tx: ShopTransaction, event: StoredEvent): Promise<void> {
  const given = rated.safeParse(event.data)
  const talk = given.success ? await about(tx, event) : null
  if (!given.success || !talk) return
  const fact = { ...talk.of, metric: 'rating' as const, at: event.at }
  await keepFact(tx, { ...fact, id: `rated ${event.id}`, value: given.data.score })
  if (given.data.was !== undefined)
    await keepFact(tx, { ...fact, id: `unrated ${event.id}`, value: given.data.was, weight: -1 })
}

const placed = z.object({ amount: z.number(), currency: z.string() })

async function hearOrder(tx: ShopTransaction, event: StoredEvent): Promise<void> {
  const order = placed.safeParse(event.data)
  if (!order.success) return
  const { conversation, visitor, person } = event.subjects
  const before =
    conversation ?? (await talkBefore(tx, { visitorId: visitor, personId: person }, event.at, salesCountMs))
  if (!before) return
  const found = await talkRecord(tx, before, event.at)
  if (!found) return
  await keepFact(tx, {
    ...ofTalk(before, found.record),
    id: `order ${event.subjects.order ?? event.id}`,
    metric: conversation ? 'sales_in' : 'sales_after',
    at: event.at,
    value: order.data.amount,
    reason: order.data.currency,
  })
}
