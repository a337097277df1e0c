import type { CallState, Content } from '@parley/contracts'
import { append, type ConversationRow, lockConversation } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { type CallRow, modeOf, move, secondsOf, sideOf, stateOf } from './call.ts'
import { saveCall } from './call-store.ts'
import { callTexts } from './call-texts.ts'

/** The end of a call, however it came: its state, its card in the thread, the event. */
export async function endCall(tx: ShopTransaction, row: CallRow, outcome: CallState): Promise<void> {
  move(row, outcome, tx.now)
  await saveCall(tx, row)
  const conversation = await lockConversation(tx, row.conversation_id)
  if (!conversation) return
  await tellInThread(tx, conversation, row)
  tx.event(
    'call.ended',
    {
      call: row.call_id,
      conversation: row.conversation_id,
      visitor: conversation.visitor_id,
      person: conversation.person_id,
      account: row.agent_id,
    },
    { outcome, by: row.started_by, mode: row.mode, seconds: secondsOf(row) },
  )
}

async function tellInThread(tx: ShopTransaction, conversation: ConversationRow, row: CallRow): Promise<void> {
  const content = cardOf(row, conversation.language)
  const byShopper = sideOf(row) === 'shopper'
  await append(tx, conversation, [
    {
      senderKind: byShopper ? 'shopper' : 'agent',
      senderId: (byShopper ? (conversation.visitor_id ?? conversation.address) : row.agent_id) ?? '',
      content,
      text: textOf(content, conversation.language),
    },
  ])
}

type Card = Extract<Content, { type: 'call' }>

/** Nobody came to the telephone: that is the moment to ask for a call back. */
const unanswered: readonly CallState[] = ['missed', 'busy', 'declined']

function cardOf(row: CallRow, language: string): Card {
  const outcome = stateOf(row)
  const offersCallBack = sideOf(row) === 'shopper' && unanswered.includes(outcome)
  return {
    type: 'call',
    callId: row.call_id,
    mode: modeOf(row),
    startedBy: sideOf(row),
    outcome,
    seconds: secondsOf(row),
    actions: offersCallBack ? [{ value: 'call-back:ask', label: callTexts(language)('call_back') }] : [],
  }
}

/** For those who read the thread where no card can be drawn. */
function textOf(card: Card, language: string): string {
  const text = callTexts(language)
  if (card.outcome === 'ended') return text('card.ended', { minutes: Math.max(1, Math.round(card.seconds / 60)) })
  if (unanswered.includes(card.outcome)) return text('card.missed')
  return text('card.nothing')
}
