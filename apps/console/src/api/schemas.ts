import { address, event, order } from '@parley/contracts'
import { z } from 'zod'

/** What the desk's doors answer, where the words on the wire have no schema of their own. */

export const person = z.object({
  id: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  language: z.string().nullish(),
  address: address.nullish().catch(null),
  identities: z.array(z.object({ kind: z.string(), address: z.string(), verified: z.boolean() })).default([]),
  consents: z
    .array(z.object({ purpose: z.string(), channel: z.string(), granted: z.boolean(), at: z.string() }))
    .default([]),
  createdAt: z.string().nullish(),
})
export type Person = z.infer<typeof person>
export const personAnswer = z.object({ person })
export const personsAnswer = z.object({
  persons: z.array(person.pick({ id: true, name: true, email: true, phone: true })),
  next: z.string().nullish(),
})
export const mergeView = z.object({
  conflicts: z.array(z.object({ field: z.string(), kept: z.string(), dropped: z.string() })),
  moves: z.object({ identities: z.int(), conversations: z.int(), orders: z.int(), browsers: z.int() }),
})

/** Kinds of event that are newer than this page are told by their own name. */
export const timelineEvent = event.extend({ type: z.string(), data: z.record(z.string(), z.unknown()) })
export type TimelineEvent = z.infer<typeof timelineEvent>
export const timelineAnswer = z.object({ events: z.array(timelineEvent) })

export const ordersAnswer = z.object({ orders: z.array(order), next: z.string().nullish() })

const orderLogEntry = z.object({
  from: z.string().nullable(),
  to: z.string(),
  reason: z.string().nullable(),
  by: z.string().nullish(),
  byName: z.string().nullish(),
  at: z.string(),
})
export const orderLogAnswer = z.object({ log: z.array(orderLogEntry) })

const mail = z.object({
  id: z.string(),
  kind: z.string(),
  to: z.string(),
  subject: z.string(),
  state: z.string(),
  createdAt: z.string(),
  language: z.string().nullish(),
  orderId: z.string().nullish(),
})
export type Mail = z.infer<typeof mail>
export const mailsAnswer = z.object({ mails: z.array(mail) })
export const fullMail = mail.extend({ text: z.string().nullish(), html: z.string().nullish() })

const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.string(),
  revoked: z.boolean().default(false),
})
export type ApiKey = z.infer<typeof apiKey>
export const apiKeysAnswer = z.object({ keys: z.array(apiKey) })
export const newApiKey = z.object({ id: z.string(), secret: z.string() })

const auditEntry = z.object({
  id: z.string(),
  at: z.string(),
  actorKind: z.string(),
  actorId: z.string().nullish(),
  actorName: z.string().nullish(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()).default({}),
})
export type AuditEntry = z.infer<typeof auditEntry>
export const auditAnswer = z.object({ entries: z.array(auditEntry) })

export const shopAnswer = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  widgetKey: z.string().nullish(),
  settings: z.record(z.string(), z.unknown()).catch({}),
})
