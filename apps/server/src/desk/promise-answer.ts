import type { Content, Team, WorkingHours } from '@parley/contracts'
import { append, type ConversationRow, lockConversation } from '../conversations/index.ts'
import type { ShopTransaction } from '../db/database.ts'
import { openAt } from '../knowledge/index.ts'
import { deskText } from './desk-texts.ts'
import { readQueue } from './queue-store.ts'
import { hoursOfTeams } from './team-hours.ts'
import { readTeams } from './team-store.ts'

export const contactForm = 'desk-contact'
/** Channels whose window is gone when the shopper closes it; the others reach her anyway. */
const passing = ['webchat', 'api']

export interface Promised {
  conversationId: string
  channel: string
  hours: WorkingHours
}

/** Those in the queue of a team that does not work now, who have not been told so. A desk without teams promises nothing. */
export async function toBePromised(tx: ShopTransaction): Promise<Promised[]> {
  const teams = await readTeams(tx)
  if (teams.length === 0) return []
  const hours = await hoursOfTeams(tx, teams)
  return (await readQueue(tx, teams))
    .filter(({ teamId, promisedAt }) => promisedAt === null && isClosed(teams, teamId, hours, tx.now))
    .map(({ conversationId, channel, teamId }) => ({ conversationId, channel, hours: hours(teamId) }))
}

const isClosed = (
  teams: readonly Team[],
  teamId: string | null,
  hours: (teamId: string | null) => WorkingHours,
  now: Date,
): boolean => teams.some(({ id }) => id === teamId) && !openAt(hours(teamId), now).open

/** Says when somebody will answer, and asks where to, should she have left by then. */
export async function promiseAnswer(tx: ShopTransaction, { conversationId, channel, hours }: Promised): Promise<void> {
  const row = await lockConversation(tx, conversationId)
  if (row?.owner !== 'queue' || row.status !== 'open') return
  const { changesAt } = openAt(hours, tx.now)
  const said: Content[] = [closedNotice(changesAt, hours.timeZone, row.language)]
  if (passing.includes(channel) && !(await hasEmail(tx, row))) said.push(askContact(row.language))
  await append(
    tx,
    row,
    said.map((content) => ({ senderKind: 'system', senderId: 'system', content, text: textOf(content, row.language) })),
  )
  await tx.sql
    .updateTable('desk_case')
    .set({ promised_at: tx.now })
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .execute()
}

function closedNotice(opensAt: string | null, timeZone: string, language: string): Content {
  if (opensAt === null) return { type: 'notice', key: 'closed_unknown', values: {} }
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', hour: 'numeric', minute: '2-digit', timeZone })
  return { type: 'notice', key: 'closed', values: { opens: format.format(new Date(opensAt)) } }
}

/** The form by which she leaves her address; with what was wrong where it is asked again. */
export function askContact(language: string, wrong?: { email: string }): Content {
  const t = (key: Parameters<typeof deskText>[1]) => deskText(language, key)
  return {
    type: 'form',
    id: contactForm,
    title: t('contact.title'),
    fields: [
      {
        name: 'email',
        label: t('contact.email'),
        type: 'email',
        required: true,
        autocomplete: 'email',
        ...(wrong ? { value: wrong.email, error: t('contact.wrong') } : {}),
      },
      { name: 'name', label: t('contact.name'), type: 'name', required: false, autocomplete: 'name' },
    ],
    submit: t('contact.send'),
  }
}

function textOf(content: Content, language: string): string {
  if (content.type === 'form') return content.title
  if (content.type !== 'notice') return ''
  return deskText(language, content.key === 'closed' ? 'told.closed' : 'told.closed_unknown', content.values)
}

async function hasEmail(tx: ShopTransaction, row: ConversationRow): Promise<boolean> {
  if (row.person_id === null) return false
  const person = await tx.sql
    .selectFrom('person')
    .select('email')
    .where('shop_id', '=', tx.shopId)
    .where('person_id', '=', row.person_id)
    .executeTakeFirst()
  return Boolean(person?.email)
}
