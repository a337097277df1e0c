import type { CallMode } from '@parley/contracts'
import { type ConversationRow, lockCurrentConversation } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { readShop } from '../identity/index.ts'
import type { Outcome } from '../kernel/refusals.ts'
import { readVisitor } from '../people/index.ts'
import { acceptByShopper, hangUp } from './answer-call.ts'
import type { CallRow } from './call.ts'
import { callDesk } from './start-call.ts'

/** A shopper calls from the page she is on, in her current conversation; one is opened where she has not said a word yet. */
export async function callFromPage(
  tx: ShopTransaction,
  visitorId: string,
  given: { device: string; mode: CallMode },
): Promise<Outcome<CallRow>> {
  return callDesk(tx, { conversation: await talkOf(tx, visitorId), ...given })
}

async function talkOf(tx: ShopTransaction, visitorId: string): Promise<ConversationRow> {
  const [visitor, { settings }] = [await readVisitor(tx, visitorId), await readShop(tx)]
  const language = visitor?.language ?? settings.defaultLanguage
  const { row, isNew } = await lockCurrentConversation(tx, {
    inboxId: 'webchat',
    address: visitorId,
    visitorId,
    personId: visitor?.personId ?? null,
    language,
    currency: visitor?.currency ?? settings.defaultCurrencyByLanguage[language] ?? settings.currencies[0] ?? 'EUR',
  })
  if (isNew)
    tx.event('conversation.started', { conversation: row.conversation_id, visitor: visitorId }, { inbox: 'webchat' })
  return row
}

/** What a shopper does with a call of hers. */
export async function moveByShopper(
  tx: ShopTransaction,
  row: CallRow,
  given: { move: 'accept' | 'decline' | 'hang_up'; device: string },
): Promise<Outcome<CallRow>> {
  return given.move === 'accept' ? acceptByShopper(tx, row, given.device) : hangUp(tx, row, 'shopper')
}
