import type { MacroAction, ReadyMacro } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { type AgentActing, type ConversationRow, readConversation, reply, resolve } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { readShop } from '../identity/index.ts'
import { granted, type Outcome, orThrow, refuse } from '../kernel/refusals.ts'
import { setHandling, snooze, tagsOf } from './handling-store.ts'
import { fillIn, type Speakable, textFor } from './macro.ts'
import { countUse, macrosFor, speakableOf } from './macro-store.ts'
import { talkCart } from './talk-cart.ts'
import { transfer } from './transfer.ts'

const missing = () => refuse('conversation.not_found', 'There is no such conversation.')

/** Every macro as it would be said here: in her language, with what is known filled in. */
export async function readyMacros(
  tx: ShopTransaction,
  conversationId: string,
  agent: AgentActing,
): Promise<Outcome<ReadyMacro[]>> {
  const row = await readConversation(tx, conversationId)
  if (!row) return missing()
  const { settings } = await readShop(tx)
  const about = await speakableOf(tx, row, agent.name, await cartOfTalk(tx, row))
  return granted(
    (await macrosFor(tx, agent.accountId)).map(({ id, name, shortcut, texts, actions }) => {
      const { text, language } = textFor(texts, row.language, settings.defaultLanguage)
      return { id, name, shortcut, text: fillIn(text, about), language, actions }
    }),
  )
}

async function cartOfTalk(tx: ShopTransaction, row: ConversationRow): Promise<Speakable['cart']> {
  if (row.cart_id === null) return null
  const cart = await (await talkCart(tx, row, { kind: 'system' })).view()
  const count = cart.lines.reduce((all, { quantity }) => all + quantity, 0)
  return count === 0 ? null : { total: formatMoney(cart.totals.total, row.language), count }
}

/** Says the text as the agent has left it and does what the macro does besides: all of it, or nothing. */
export async function runMacro(
  tx: ShopTransaction,
  conversationId: string,
  agent: AgentActing,
  given: { macroId: string; text: string; clientId?: string | undefined },
): Promise<Outcome<{ done: MacroAction[] }>> {
  const macro = (await macrosFor(tx, agent.accountId)).find(({ id }) => id === given.macroId)
  if (!macro) return refuse('macro.not_found', 'There is no such macro.')
  const text = given.text.trim()
  if (text !== '') orThrow(await reply(tx, conversationId, agent, { type: 'text', text }, text, given.clientId))
  for (const action of macro.actions) orThrow(await act(tx, conversationId, agent, action))
  await countUse(tx, macro.id)
  return granted({ done: macro.actions })
}

async function act(
  tx: ShopTransaction,
  conversationId: string,
  agent: AgentActing,
  action: MacroAction,
): Promise<Outcome<unknown>> {
  switch (action.do) {
    case 'tag':
      return setHandling(tx, conversationId, { tags: [...(await tagsOf(tx, conversationId)), action.tag] })
    case 'untag':
      return setHandling(tx, conversationId, {
        tags: (await tagsOf(tx, conversationId)).filter((tag) => tag !== action.tag.toLowerCase()),
      })
    case 'priority':
      return setHandling(tx, conversationId, { priority: action.priority })
    case 'team':
      return transfer(tx, conversationId, agent, { teamId: action.teamId })
    case 'snooze':
      return snooze(tx, conversationId, new Date(tx.now.getTime() + action.minutes * 60_000))
    case 'resolve':
      return resolve(tx, conversationId)
  }
}
