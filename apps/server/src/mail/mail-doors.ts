import { z } from 'zod'
import { type Door, door } from '../db/door.ts'
import { granted, refuse } from '../kernel/refusals.ts'
import { listMails, readMail } from './mail-store.ts'

const listed = z.object({
  id: z.string(),
  kind: z.string(),
  to: z.string(),
  language: z.string(),
  subject: z.string(),
  state: z.string(),
  orderId: z.string().nullable(),
  createdAt: z.iso.datetime(),
})

const list = door({
  method: 'get',
  path: '/mails',
  tag: 'mails',
  summary: 'Mails sent or kept, the latest first',
  access: { scope: 'orders:read' },
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  answer: z.object({ mails: z.array(listed) }),
  handle: async (tx, { query }) => granted({ mails: await listMails(tx, query.limit) }),
})

const read = door({
  method: 'get',
  path: '/mails/{mailId}',
  tag: 'mails',
  summary: 'Read a mail',
  access: { scope: 'orders:read' },
  params: z.object({ mailId: z.string() }),
  answer: listed.extend({ text: z.string(), html: z.string() }),
  handle: async (tx, { params }) => {
    const mail = await readMail(tx, params.mailId)
    return mail ? granted(mail) : refuse('mail.not_found', 'There is no such mail.')
  },
})

export const mailDoors: readonly Door[] = [list, read]
