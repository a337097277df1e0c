import type { Database, ShopTransaction } from '../db/database.ts'
import type { Consumer, StoredEvent } from '../durable/index.ts'
import { hearContact } from './hear-contact.ts'
import { hearTap } from './hear-tap.ts'
import { expectReading } from './mail-answers.ts'
import { askSatisfaction, hearSatisfaction } from './satisfaction.ts'

/** Keeps what the desk knows of a conversation in step with what happens to it: who had it, when it was first answered, when it ended. */
export function followCases(db: Database): Consumer {
  return {
    name: 'desk-cases',
    types: ['conversation.owner_changed', 'conversation.status_changed', 'message.said', 'message.accepted'],
    handle: async (event) => {
      const conversationId = event.subjects.conversation
      // Most of what is said is words, which are no business of the desk's until somebody takes it up.
      if (!conversationId || event.data.said === 'text') return
      await db.inShop(event.shopId, (tx) => follow(tx, conversationId, event))
    },
  }
}

async function follow(
  tx: ShopTransaction,
  conversationId: string,
  { type, at, data, subjects }: StoredEvent,
): Promise<void> {
  if (type === 'conversation.owner_changed' && data.to === 'agent' && typeof data.account === 'string')
    return setCase(tx, conversationId, {
      last_agent_id: data.account,
      assigned_at: at,
      told_position: null,
      resolved_at: null,
    })
  if (type === 'conversation.status_changed') {
    await setCase(tx, conversationId, { resolved_at: data.to === 'resolved' ? at : null })
    if (data.to === 'resolved') await askSatisfaction(tx, conversationId)
  }
  if (type === 'message.accepted') {
    await hearContact(tx, conversationId, subjects.message ?? '')
    await hearSatisfaction(tx, conversationId, subjects.message ?? '')
    await hearTap(tx, conversationId, subjects.message ?? '')
  }
  if (type === 'message.said' && data.by === 'agent') return expectReading(tx, conversationId, at)
}

interface CaseFacts {
  last_agent_id?: string
  assigned_at?: Date
  resolved_at?: Date | null
  told_position?: null
}

async function setCase(tx: ShopTransaction, conversationId: string, facts: CaseFacts): Promise<void> {
  await tx.sql
    .insertInto('desk_case')
    .values({ shop_id: tx.shopId, conversation_id: conversationId, ...facts })
    .onConflict((conflict) => conflict.columns(['shop_id', 'conversation_id']).doUpdateSet(facts))
    .execute()
}
