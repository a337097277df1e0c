import type { FactsRead } from '@parley/contracts'
import { type RuntimeTexts, runTurn, type TurnResult } from '@parley/engine'
import type { Facets, FlowDefinition } from '@parley/sdk'
import { sql } from 'kysely'
import { append, type ConversationRow, lockConversation, oweSending, toQueue } from '../conversations/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import { readShop, type Shop } from '../identity/index.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { type LeasedTurn, leaseTurn, returnTurn, settleTurn } from './owed-turns.ts'
import { type ReadTurn, readTurn, type Understanding } from './read-turn.ts'

/** What a turn collects besides words: the wish to hand over, the cart it worked on. */
export interface TurnNotes {
  handOver: { reason: string; summary: string } | null
  cartId: string | null
}

export type FacetsOfTurn = (
  tx: ShopTransaction,
  about: { conversation: ConversationRow; shop: Shop; language: string; notes: TurnNotes },
) => Facets

export interface DialogueParts {
  db: Database
  clock: Clock
  log: Log
  flows: readonly FlowDefinition[]
  texts: RuntimeTexts
  understanding: Understanding
  facets: FacetsOfTurn
  /** A name for the lease of a turn. */
  newLease: () => string
  /** Channels that are told by the outbox; the others hear by their own socket or by asking. */
  isSentOut: (inboxId: string) => boolean
}

/** Somebody else has the word now, or has moved the talk on: nothing of this turn may stand. */
class StaleTurn extends Error {}

const mostAttempts = 5

/** A turn in hand, in a shop as it stood when it was taken. */
export interface TurnInHand {
  turn: LeasedTurn
  shop: Shop
}

/** Serves what is owed in one conversation: lease, unless it is in hand already, read, run, commit. True where more may be owed. */
export async function serveTurn(
  parts: DialogueParts,
  shopId: string,
  conversationId: string,
  inHand?: TurnInHand,
): Promise<boolean> {
  const { db } = parts
  const leased = inHand ?? (await lease(parts, shopId, conversationId))
  if (!leased) return false
  const { turn, shop } = leased
  try {
    if (turn.attempts <= mostAttempts) return await answer(parts, shop, turn)
    await db.inShop(shopId, (tx) => giveUp(tx, turn, shop, parts))
    return true
  } catch (error) {
    const stale = error instanceof StaleTurn
    if (!stale) parts.log.error({ error, shop: shopId, conversation: conversationId }, 'a turn failed')
    await db.inShop(shopId, async (tx) => {
      await returnTurn(tx, turn, stale ? 0 : 250 * 2 ** turn.attempts)
      tx.event('turn.discarded', { conversation: conversationId }, { stale })
    })
    return stale
  }
}

const lease = (parts: DialogueParts, shopId: string, conversationId: string): Promise<TurnInHand | null> =>
  parts.db.inShop(shopId, async (tx) => {
    const turn = await leaseTurn(tx, conversationId, parts.newLease())
    return turn && { turn, shop: await readShop(tx) }
  })

/** True where more was said while it answered. */
async function answer(parts: DialogueParts, shop: Shop, turn: LeasedTurn): Promise<boolean> {
  const begun = performance.now()
  const read = await readTurn(shop.id, turn, parts.flows, shop.settings.languages, parts.understanding)
  const readMs = performance.now() - begun
  return parts.db.inShop(shop.id, async (tx) => {
    const { conversation } = turn
    const notes: TurnNotes = { handOver: null, cartId: conversation.cart_id }
    const result = await runTurn({
      state: read.state,
      said: turn.said,
      readings: read.readings,
      flows: parts.flows,
      texts: parts.texts,
      facets: parts.facets(tx, { conversation, shop, language: read.language, notes }),
      language: read.language,
      shop: {
        currency: conversation.currency,
        timeZone: shop.settings.timeZone,
        name: shop.name,
        languages: shop.settings.languages,
      },
      now: tx.now,
      elapsed: () => performance.now(),
    })
    return commit(tx, turn, read, result, notes, { readMs, ms: performance.now() - begun }, parts)
  })
}

/** Conversation last: whoever took it meanwhile has raised the epoch, and then all that was written here is rolled back. */
async function commit(
  tx: ShopTransaction,
  turn: LeasedTurn,
  read: ReadTurn,
  result: TurnResult,
  notes: TurnNotes,
  times: { readMs: number; ms: number },
  parts: DialogueParts,
): Promise<boolean> {
  // Both at once on one connection: the conversation is locked before the turn is touched, and what comes of it is judged after.
  const [row, settled] = await Promise.all([
    lockConversation(tx, turn.conversation.conversation_id),
    settleTurn(tx, turn),
  ])
  if (
    !settled ||
    row?.owner_epoch !== turn.conversation.owner_epoch ||
    row.dialogue_version !== turn.conversation.dialogue_version
  )
    throw new StaleTurn()
  const turnId = tx.id('trn')
  row.dialogue_version += 1
  row.language = result.state.language
  row.awaits = result.awaits
  row.cart_id = notes.cartId
  if (notes.handOver) toQueue(tx, row, notes.handOver)
  const { messages } = await append(
    tx,
    row,
    result.replies.map((reply) => ({
      senderKind: 'bot',
      senderId: 'bot',
      content: reply.content,
      text: reply.text,
      language: result.state.language,
      turnId,
    })),
    [
      { kind: 'turn', data: { turnId, outcome: result.outcome }, deskOnly: true },
      ...(notes.handOver ? [{ kind: 'conversation' as const }] : []),
    ],
    result.state,
  )
  await keepTurn(
    tx,
    turnId,
    turn,
    result.outcome,
    read.readings,
    { commands: result.commands, steps: result.steps, facts: factsKept(result.facts), readMs: times.readMs },
    times.ms,
  )
  if (parts.isSentOut(row.inbox_id))
    for (const message of messages) await oweSending(tx, row, message.id, row.owner_epoch)
  tx.event(
    'turn.committed',
    { conversation: row.conversation_id, turn: turnId, person: row.person_id },
    { outcome: result.outcome, language: row.language },
  )
  return settled.more
}

const mostFacts = 200

/** What the answer rests on, once each, and no more of it than somebody could read. */
function factsKept(read: readonly FactsRead[]): FactsRead[] {
  const seen = new Set<string>()
  return read.map(({ facts, ...call }) => {
    const fresh = facts.filter((fact) => {
      const told = JSON.stringify(fact)
      if (seen.has(told) || seen.size >= mostFacts) return false
      seen.add(told)
      return true
    })
    return { ...call, facts: fresh }
  })
}

async function keepTurn(
  tx: ShopTransaction,
  turnId: string,
  turn: LeasedTurn,
  outcome: string,
  readings: unknown,
  trace: unknown,
  ms: number,
): Promise<void> {
  tx.send(sql`
    insert into bot_turn (shop_id, turn_id, conversation_id, from_seq, to_seq, owner_epoch, outcome, readings, trace, ms, at)
    values (${tx.shopId}, ${turnId}, ${turn.conversation.conversation_id}, ${turn.fromSeq}, ${turn.toSeq}, ${turn.conversation.owner_epoch}, ${outcome}, ${JSON.stringify(readings)}, ${JSON.stringify(trace)}, ${ms}, ${tx.now})`)
}

/** The bot failed at this again and again: a person is asked, and the shopper is told so. She is never left without an answer. */
async function giveUp(tx: ShopTransaction, turn: LeasedTurn, _shop: Shop, parts: DialogueParts): Promise<void> {
  const row = await lockConversation(tx, turn.conversation.conversation_id)
  if (row?.owner !== 'bot' || !(await settleTurn(tx, turn))) return
  const turnId = tx.id('trn')
  const text = parts.texts.text(null, row.language, 'runtime.handed_over_plain')
  row.dialogue_version += 1
  toQueue(tx, row, { reason: 'fault', summary: '' })
  const { messages } = await append(
    tx,
    row,
    [{ senderKind: 'bot', senderId: 'bot', content: { type: 'text', text }, text, language: row.language, turnId }],
    [{ kind: 'conversation' }],
    null,
  )
  await keepTurn(tx, turnId, turn, 'fault', [], { commands: [], steps: [] }, 0)
  if (parts.isSentOut(row.inbox_id))
    for (const message of messages) await oweSending(tx, row, message.id, row.owner_epoch)
}
