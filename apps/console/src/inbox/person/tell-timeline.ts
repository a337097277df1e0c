import type { TimelineEvent } from '../../api/schemas.ts'
import { plainWords } from '../../words/names.ts'

export interface Told {
  id: string
  at: string
  text: string
  /** How many of the same followed each other. */
  count: number
}

type Telling = string | ((data: Record<string, unknown>) => string)

const word = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const named = (before: string, value: unknown): string => (word(value) ? `${before} ${word(value)}` : before)

/** Events are facts without language; here they become a colleague's sentences. */
const tellings: Readonly<Record<string, Telling>> = {
  'visitor.seen': 'Came to the shop',
  'person.created': 'Became known to the shop',
  'person.identified': ({ kind }) => (word(kind) ? `Recognised by ${plainWords(word(kind))}` : 'Was recognised'),
  'person.merged': 'Two records of the same person were joined',
  'consent.changed': ({ purpose, given }) =>
    `${given === false ? 'Withdrew' : 'Gave'} consent${word(purpose) ? ` for ${word(purpose)}` : ''}`,
  'conversation.started': ({ inbox }) => named('Began to talk', word(inbox) ? `by ${word(inbox)}` : ''),
  'conversation.owner_changed': ({ to }) => ownerTold(to),
  'conversation.status_changed': ({ to }) =>
    to === 'resolved' ? 'The conversation was resolved' : 'The conversation was opened again',
  'message.accepted': 'Wrote',
  'message.said': 'A colleague answered',
  'message.edited': 'A message was edited',
  'message.deleted': 'A message was deleted',
  'turn.committed': ({ outcome }) => (outcome === 'handed_over' ? 'The bot gave up the word' : 'The bot answered'),
  'bot.handed_over': ({ reason }) => named('The bot handed over', word(reason) && `(${plainWords(word(reason))})`),
  'cart.changed': 'Changed the basket',
  'proposal.made': 'Was shown an order to confirm',
  'proposal.confirmed': 'Confirmed',
  'order.placed': ({ number }) => named('Ordered', number),
  'order.paid': ({ number }) => named('Paid', number),
  'order.status_changed': ({ to, number }) => `Order ${word(number)} ${plainWords(word(to))}`.replaceAll('  ', ' '),
  'order.cancelled': ({ number }) => named('Cancelled', number),
  'payment.started': 'Went to pay',
  'payment.authorised': 'Payment was approved',
  'payment.captured': 'Payment arrived',
  'payment.declined': 'Payment was declined',
  'payment.refunded': 'Got money back',
  'mail.queued': ({ kind }) => `Is sent a mail${word(kind) ? `, ${plainWords(word(kind))}` : ''}`,
  'mail.sent': 'A mail was sent',
}

/** What says nothing beside its neighbours: the turn says that the bot answered, the shopper's own words say that she wrote. */
const silent = new Set(['stock.released', 'turn.discarded', 'message.delivered', 'conversation.linked'])

export function tellTimeline(events: readonly TimelineEvent[]): Told[] {
  const told: Told[] = []
  for (const { id, type, at, data } of events) {
    if (silent.has(type)) continue
    const telling = tellings[type] ?? plainWords(type)
    const text = typeof telling === 'string' ? telling : telling(data)
    const before = told.at(-1)
    if (before?.text === text) before.count += 1
    else told.push({ id, at, text, count: 1 })
  }
  return told
}

function ownerTold(to: unknown): string {
  if (to === 'agent') return 'A colleague took over'
  return to === 'queue' ? 'Waits for a colleague' : 'The bot answers again'
}
