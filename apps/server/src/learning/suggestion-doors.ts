import { articleSuggestion } from '@parley/contracts'
import { z } from 'zod'
import type { ShopTransaction } from '../db/database.ts'
import { type Door, door } from '../db/door.ts'
import { audit } from '../identity/index.ts'
import { principalName } from '../kernel/principal.ts'
import { granted, type Outcome, orThrow, refuse } from '../kernel/refusals.ts'
import { draftArticle } from '../knowledge/index.ts'
import { settleTurns, unsettleTurns } from './heard-store.ts'
import { readAnswered, readTheseAnswered } from './suggestion-store.ts'
import { suggestArticles } from './suggestions.ts'

const tag = 'learning'
const access = { scope: 'understanding' } as const
const answers = z.array(z.string().max(80)).min(1).max(200)
const dayMs = 86_400_000

/** What the shop's people answered in words, and what the bot could answer by itself from then on. */
export function suggestionDoors(): Door[] {
  return [
    door({
      method: 'get',
      path: '/learning/suggestions',
      tag,
      summary: 'What articles might say',
      description:
        'Questions that people of the shop answered in words, those that are alike together, the most asked first. Answers about one customer’s own affairs are left out, and so is what somebody has settled.',
      access,
      query: z.object({ days: z.coerce.number().int().min(1).max(400).default(90) }),
      answer: z.object({ suggestions: z.array(articleSuggestion) }),
      handle: async (tx, { query }) => {
        const from = new Date(tx.now.getTime() - query.days * dayMs)
        return granted({ suggestions: suggestArticles(await readAnswered(tx, from)) })
      },
    }),
    door({
      method: 'post',
      path: '/learning/suggestions',
      tag,
      summary: 'Keep an answer as an article draft',
      description: '`answers` are the messages that gave it. Nobody sees the draft until it is published.',
      access,
      body: z.strictObject({
        answers,
        title: z.string().trim().min(1).max(200),
        body: z.string().trim().min(1).max(20_000),
      }),
      example: { answers: ['msg_01'], title: 'Do you sharpen skates?', body: 'Yes, while you wait.' },
      answer: z.object({ articleId: z.string() }),
      handle: async (tx, { body, principal }) => {
        const given = orThrow(await givenIn(tx, body.answers))
        const articleId = await draftArticle(tx, { language: given.language, title: body.title, body: body.body })
        await settleTurns(tx, given.ids, 'answered', principalName(principal))
        await audit(tx, principal, 'learning.suggestion_kept', articleId, { answers: given.ids })
        return granted({ articleId })
      },
    }),
    door({
      method: 'post',
      path: '/learning/suggestions/left',
      tag,
      summary: 'Leave a suggestion',
      description: 'It makes no article. With `again` it stands in the list once more.',
      access,
      body: z.strictObject({ answers, again: z.boolean().default(false) }),
      example: { answers: ['msg_01'] },
      answer: z.object({ answers: z.int() }),
      handle: async (tx, { body, principal }) => {
        const { ids } = orThrow(await givenIn(tx, body.answers))
        if (body.again) await unsettleTurns(tx, ids)
        else await settleTurns(tx, ids, 'left', principalName(principal))
        return granted({ answers: ids.length })
      },
    }),
  ]
}

/** An answer is settled as a turn is: by the name of its message. */
async function givenIn(
  tx: ShopTransaction,
  messageIds: readonly string[],
): Promise<Outcome<{ ids: string[]; language: string }>> {
  const given = await readTheseAnswered(tx, messageIds)
  const [first] = given
  return first
    ? granted({ ids: given.map(({ messageId }) => messageId), language: first.language })
    : refuse('learning.nothing_answered', 'Nobody answered a question in these messages.', { path: 'answers' })
}
