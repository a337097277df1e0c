import type { Content } from '@parley/contracts'
import { sql } from 'kysely'
import { z } from 'zod'
import { append, lockConversation } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { deskText } from './desk-texts.ts'

const scores = [5, 4, 3, 2, 1] as const
/** Nobody is asked twice in so long. */
const restMs = 12 * 3_600_000

/** Asks how it was, after somebody at the desk has talked with her and ended it. */
export async function askSatisfaction(tx: ShopTransaction, conversationId: string): Promise<void> {
  const row = await lockConversation(tx, conversationId)
  if (row?.status !== 'resolved') return
  const { rows } = await sql<{ last_agent_id: string; team_id: string | null }>`
    select k.last_agent_id, k.team_id from desk_case k
    join desk_agent d on d.shop_id = k.shop_id and d.account_id = k.last_agent_id
    where k.shop_id = ${tx.shopId} and k.conversation_id = ${conversationId} and k.first_answered_at is not null
      and not exists (select from satisfaction s where s.shop_id = k.shop_id and s.conversation_id = k.conversation_id
        and s.asked_at > ${new Date(tx.now.getTime() - restMs)})`.execute(tx.sql)
  const served = rows[0]
  if (!served) return
  const text = deskText(row.language, 'rate.ask')
  const content: Content = {
    type: 'choices',
    text,
    choices: scores.map((score) => ({ value: `rate:${score}`, label: deskText(row.language, `rate.${score}`) })),
  }
  await append(tx, row, [{ senderKind: 'system', senderId: 'system', content, text }])
  await tx.sql
    .insertInto('satisfaction')
    .values({
      shop_id: tx.shopId,
      satisfaction_id: tx.id('sat'),
      conversation_id: conversationId,
      agent_id: served.last_agent_id,
      team_id: served.team_id,
      asked_at: tx.now,
    })
    .execute()
  tx.event(
    'desk.satisfaction_asked',
    { conversation: conversationId, person: row.person_id },
    { account: served.last_agent_id },
  )
}

const rated = z.object({ type: z.literal('choice'), value: z.string().regex(/^rate:[1-5]$/) })

/** Her answer; another one alters it. The talk stays ended. */
export async function hearSatisfaction(tx: ShopTransaction, conversationId: string, messageId: string): Promise<void> {
  const message = await tx.sql
    .selectFrom('message')
    .select('said')
    .where('shop_id', '=', tx.shopId)
    .where('message_id', '=', messageId)
    .executeTakeFirst()
  const choice = rated.safeParse(message?.said)
  if (!choice.success) return
  const score = Number(choice.data.value.slice('rate:'.length))
  const row = await lockConversation(tx, conversationId)
  if (!row) return
  const { rows } = await sql<{ agent_id: string | null; was: number | null }>`
    with latest as (select satisfaction_id, score from satisfaction where shop_id = ${tx.shopId} and conversation_id = ${conversationId} order by asked_at desc limit 1 for update)
    update satisfaction s set score = ${score}, answered_at = ${tx.now} from latest l
    where s.shop_id = ${tx.shopId} and s.satisfaction_id = l.satisfaction_id returning s.agent_id, l.score as was`.execute(
    tx.sql,
  )
  const asked = rows[0]
  if (!asked) return
  tx.event(
    'desk.rated',
    { conversation: conversationId, person: row.person_id },
    {
      score,
      ...(asked.was === null ? {} : { was: asked.was }),
      ...(asked.agent_id ? { account: asked.agent_id } : {}),
    },
  )
  if (asked.was === null)
    await append(tx, row, [
      {
        senderKind: 'system',
        senderId: 'system',
        content: { type: 'notice', key: 'rated', values: {} },
        text: deskText(row.language, 'told.rated'),
      },
    ])
}
