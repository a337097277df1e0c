import type { Content } from '@parley/contracts'
import { append, lockConversation, reply } from '../../conversations/index.ts'
import { orThrow } from '../../kernel/refusals.ts'
import { deskText } from '../desk-texts.ts'
import type { DeedScene } from './deed-scene.ts'

const ownChats = ['webchat', 'api']

type Told = 'offer' | 'refund' | 'cancel'

/** What was done stands in the thread, in her language, with who did it. */
export async function tellDeed({ tx, row, agent }: DeedScene, what: Told, values: Record<string, string>) {
  const named = { name: agent.name, ...values }
  const text = deskText(row.language, `told.${what}`, named)
  // Notices stay in the shop's own chat: on any other channel she hears it as the agent's words.
  if (!ownChats.includes(row.inbox_id)) {
    orThrow(await reply(tx, row.conversation_id, agent, { type: 'text', text }, text))
    return
  }
  await say(
    { tx, row },
    { type: 'notice', key: `deed_${what}`, values: named },
    {
      text,
      forDeskOnly: false,
    },
  )
}

/** What passes between agent and whoever allows it is for the desk alone. */
export async function tellDesk(scene: Pick<DeedScene, 'tx' | 'row'>, text: string): Promise<void> {
  await say(scene, { type: 'note', text }, { text, forDeskOnly: true })
}

async function say(
  { tx, row }: Pick<DeedScene, 'tx' | 'row'>,
  content: Content,
  { text, forDeskOnly }: { text: string; forDeskOnly: boolean },
): Promise<void> {
  const locked = await lockConversation(tx, row.conversation_id)
  if (locked) await append(tx, locked, [{ senderKind: 'system', senderId: 'system', content, text, forDeskOnly }])
}

/** The link comes from the agent, as a card to press. */
export async function sendLink(
  { tx, row, agent }: DeedScene,
  link: { orderNumber: string; amount: { amount: number; currency: string }; amountInWords: string; url: string },
): Promise<void> {
  const label = deskText(row.language, 'link.label', { amount: link.amountInWords })
  const { orderNumber, amount, url } = link
  const content: Content = { type: 'payment_link', orderNumber, amount, url, label }
  orThrow(await reply(tx, row.conversation_id, agent, content, `${label}: ${url}`))
}
