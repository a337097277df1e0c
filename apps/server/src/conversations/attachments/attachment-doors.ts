import { attachment } from '@parley/contracts'
import { z } from 'zod'
import type { Links } from '../../commerce/orders/index.ts'
import { type Door, door } from '../../db/door.ts'
import { takeAttachment } from './take-attachment.ts'

/** Where files come in, before they are said. */
export function attachmentDoors(links: Links): Door[] {
  return [
    door({
      method: 'post',
      path: '/attachments',
      tag: 'conversations',
      summary: 'Bring a file',
      description:
        'The body is the file as it is, at most 10 MB. What it is is told by its content, not by its name: pictures, sound, film, PDF, office documents and plain text are taken. Say it within a day, as `{ "type": "file", "attachmentId": … }`, or from the desk by its own call; it can be said once.',
      access: { visitor: true, scope: 'desk' },
      query: z.object({ name: z.string().max(300).default('') }),
      answer: attachment,
      status: 201,
      stream: true,
      run: (db, { principal, query, raw }) => takeAttachment(db, links, principal, { name: query.name, raw }),
    }),
  ]
}
