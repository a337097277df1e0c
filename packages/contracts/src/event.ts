import { z } from 'zod'

/** Facts that have happened. Past tense; subjects by id, payload without personal data. */
export const eventType = z.enum([
  'shop.created',
  'visitor.seen',
  'person.created',
  'person.identified',
  'person.merged',
  'person.erased',
  'consent.changed',
  'conversation.started',
  'conversation.owner_changed',
  'conversation.status_changed',
  'conversation.linked',
  'message.accepted',
  'message.said',
  'message.edited',
  'message.deleted',
  'message.delivered',
  'turn.committed',
  'turn.discarded',
  'bot.handed_over',
  'catalogue.changed',
  'feed.imported',
  'article.changed',
  'cart.changed',
  'proposal.made',
  'proposal.confirmed',
  'order.placed',
  'order.paid',
  'order.status_changed',
  'order.cancelled',
  'payment.started',
  'payment.authorised',
  'payment.captured',
  'payment.declined',
  'payment.refunded',
  'stock.released',
  'mail.queued',
  'mail.sent',
  'account.signed_in',
])
export type EventType = z.infer<typeof eventType>

export const event = z.object({
  id: z.string(),
  type: eventType,
  at: z.iso.datetime(),
  /** Ids of what it is about: `{ conversation: 'cnv_…', order: 'ord_…' }`. */
  subjects: z.record(z.string(), z.string()),
  data: z.record(z.string(), z.json()),
})
export type Event = z.infer<typeof event>
