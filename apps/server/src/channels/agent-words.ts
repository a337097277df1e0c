import type { ChannelDefinition } from '@parley/sdk'
import { oweSending, readConversation } from '../conversations/index.ts'
import type { Database } from '../db/database.ts'
import type { Consumer } from '../durable/index.ts'
import { isSentOut } from './inbox.ts'

/** What a person at the desk says leaves by the conversation's inbox as the bot's words do; the message's id makes it once. */
export function agentWords(db: Database, channels: ReadonlyMap<string, ChannelDefinition>): Consumer {
  return {
    name: 'agent-words',
    types: ['message.said'],
    handle: (event) =>
      db.inShop(event.shopId, async (tx) => {
        const { conversation, message } = event.subjects
        const row = conversation ? await readConversation(tx, conversation) : null
        if (row && message && isSentOut(channels, row.inbox_id)) await oweSending(tx, row, message)
      }),
  }
}
