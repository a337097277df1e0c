import { awaits, languageTag, message, owner, reading, said } from '@parley/contracts'
import { parseState } from '@parley/engine'
import type { FlowDefinition } from '@parley/sdk'
import { sql } from 'kysely'
import { z } from 'zod'
import { accept, messagesFrom, readConversation, visibleConversation } from '../conversations/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import { type Door, type DoorInput, door } from '../db/door.ts'
import { digestOf, earlierAnswer, keepAnswer, type Signals } from '../durable/index.ts'
import { readShop } from '../identity/index.ts'
import type { Clock } from '../kernel/clock.ts'
import { principalName } from '../kernel/principal.ts'
import { granted, type Outcome, orThrow, refuse } from '../kernel/refusals.ts'
import { readerContext, type Understanding } from './read-turn.ts'
import { waitForTurn } from './wait-for-turn.ts'

export interface DialogueDoorParts {
  clock: Clock
  signals: Signals
  flows: readonly FlowDefinition[]
  understanding: Understanding
}

const idParams = z.object({ conversationId: z.string() })
const sayBody = z.object({ said, clientId: z.string().min(1).max(60).optional() })
const sayQuery = z.object({
  wait: z.enum(['reply']).optional(),
  timeoutMs: z.coerce.number().int().min(0).max(60_000).default(20_000),
})
const sayAnswer = z.object({
  message: z.object({ id: z.string(), seq: z.int() }),
  /** This call was heard before; nothing was stored anew. */
  repeated: z.boolean(),
  /** With `wait=reply`: what the bot said to it. Empty where a person has the word. */
  replies: z.array(message),
  outcome: z.string().nullable(),
  /** The time was up before the answer came; look at the changes later. */
  pending: z.boolean(),
  awaits: awaits.nullable(),
  owner,
})

const stored = z.object({ messageId: z.string(), seq: z.int() })
type SayInput = DoorInput<z.infer<typeof idParams>, z.infer<typeof sayQuery>, z.infer<typeof sayBody>>

export function dialogueDoors(parts: DialogueDoorParts): Door[] {
  const say = door({
    method: 'post',
    path: '/conversations/{conversationId}/messages',
    tag: 'conversations',
    summary: 'Say something as the shopper',
    description:
      'Words, a choice, a click or a form. With `wait=reply` the bot’s replies come in the same answer. `clientId` or `Idempotency-Key` make a repeat harmless: it waits for the same turn.',
    access: { visitor: true, scope: 'conversations:write' },
    params: idParams,
    query: sayQuery,
    body: sayBody,
    example: { said: { type: 'text', text: 'Do you have a blue lamp under 500 kr?' } },
    answer: sayAnswer,
    run: async (db, input) => {
      const kept = await db.inShop(input.principal.shopId, (tx) => sayOnce(tx, input))
      if (!kept.ok) return kept
      const { messageId, seq, repeated } = kept.value
      const about = { shopId: input.principal.shopId, conversationId: input.params.conversationId }
      const turn =
        input.query.wait === 'reply'
          ? await waitForTurn(db, parts.signals, parts.clock, {
              ...about,
              seq,
              limitMs: input.query.timeoutMs,
              signal: input.signal,
            })
          : null
      return tellTurn(db, about, { messageId, seq, repeated, turn })
    },
  })

  const understand = door({
    method: 'post',
    path: '/understanding/read',
    tag: 'understanding',
    summary: 'How a sentence is read, without saying it',
    access: { scope: 'understanding' },
    body: z.object({
      text: z.string().trim().min(1).max(4_000),
      language: languageTag.optional(),
      conversationId: z.string().optional(),
    }),
    example: { text: 'två blå lampor under 500 kr', language: 'sv' },
    answer: reading,
    handle: async (tx, { body }) => {
      const { settings } = await readShop(tx)
      const row = body.conversationId === undefined ? null : await readConversation(tx, body.conversationId)
      if (body.conversationId !== undefined && !row)
        return refuse('conversation.not_found', 'There is no such conversation.', { path: 'conversationId' })
      const language = body.language ?? row?.language ?? settings.defaultLanguage
      const currency = row?.currency ?? settings.defaultCurrencyByLanguage[language] ?? settings.currencies[0] ?? 'EUR'
      const context = readerContext(parseState(row?.dialogue, language), {
        language,
        currency,
        languages: settings.languages,
        flows: parts.flows,
      })
      return granted(await parts.understanding.read(tx.shopId, body.text, context))
    },
  })

  const turns = door({
    method: 'get',
    path: '/conversations/{conversationId}/turns',
    tag: 'understanding',
    summary: 'How the bot read each turn and what it did',
    access: { scope: 'desk' },
    params: idParams,
    query: z.object({ turnId: z.string().optional() }),
    answer: z.object({
      turns: z.array(
        z.object({
          id: z.string(),
          fromSeq: z.int(),
          toSeq: z.int(),
          outcome: z.string(),
          readings: z.array(reading.nullable()),
          trace: z.unknown(),
          ms: z.number(),
          at: z.iso.datetime(),
        }),
      ),
    }),
    handle: async (tx, { params, query, principal }) => {
      orThrow(await visibleConversation(tx, params.conversationId, principal))
      const { rows } = await sql<{
        turn_id: string
        from_seq: number
        to_seq: number
        outcome: string
        readings: unknown
        trace: unknown
        ms: number
        at: Date
      }>`
        select turn_id, from_seq, to_seq, outcome, readings, trace, ms, at from bot_turn
        where shop_id = ${tx.shopId} and conversation_id = ${params.conversationId} and (${query.turnId ?? null}::text is null or turn_id = ${query.turnId ?? null})
        order by to_seq desc limit 100`.execute(tx.sql)
      return granted({
        turns: rows.map((row) => ({
          id: row.turn_id,
          fromSeq: row.from_seq,
          toSeq: row.to_seq,
          outcome: row.outcome,
          readings: z.array(reading.nullable()).catch([]).parse(row.readings),
          trace: row.trace,
          ms: row.ms,
          at: row.at.toISOString(),
        })),
      })
    },
  })
  return [say, understand, turns]
}

/** Stores it once: a repeat with the same key finds the message it made; the same key with other words is refused. */
async function sayOnce(
  tx: ShopTransaction,
  input: SayInput,
): Promise<Outcome<{ messageId: string; seq: number; repeated: boolean }>> {
  const row = orThrow(await visibleConversation(tx, input.params.conversationId, input.principal))
  const key = input.idempotencyKey
  const call =
    key === null
      ? null
      : {
          principal: principalName(input.principal),
          route: `say ${row.conversation_id}`,
          key,
          digest: digestOf(JSON.stringify(input.body)),
        }
  if (call) {
    const earlier = orThrow(await earlierAnswer(tx, call))
    if (earlier) return granted({ ...stored.parse(earlier.answer), repeated: true })
  }
  const accepted = orThrow(
    await accept(tx, {
      conversationId: row.conversation_id,
      inboxId: row.inbox_id,
      address: row.address,
      visitorId: row.visitor_id,
      personId: row.person_id,
      language: row.language,
      currency: row.currency,
      said: input.body.said,
      ...(input.body.clientId === undefined ? {} : { clientId: input.body.clientId }),
    }),
  )
  if (call) await keepAnswer(tx, call, 200, { messageId: accepted.messageId, seq: accepted.seq })
  return granted(accepted)
}

async function tellTurn(
  db: Database,
  about: { shopId: string; conversationId: string },
  given: { messageId: string; seq: number; repeated: boolean; turn: Awaited<ReturnType<typeof waitForTurn>> | null },
) {
  return db.inShop(about.shopId, async (tx) => {
    const row = await readConversation(tx, about.conversationId)
    if (!row) return refuse('conversation.not_found', 'There is no such conversation.')
    const turnId = given.turn?.turnId
    const replies = turnId
      ? (await messagesFrom(tx, about.conversationId, 'shopper', given.seq)).filter((one) => one.turnId === turnId)
      : []
    return granted({
      message: { id: given.messageId, seq: given.seq },
      repeated: given.repeated,
      replies,
      outcome: given.turn?.outcome ?? null,
      pending: given.turn?.pending ?? false,
      awaits: awaits
        .nullable()
        .catch(null)
        .parse(row.awaits ?? null),
      owner: owner.parse(row.owner),
    })
  })
}
