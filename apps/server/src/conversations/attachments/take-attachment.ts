import { type Attachment, largestAttachment } from '@parley/contracts'
import { type Links, linkToken } from '../../commerce/orders/index.ts'
import type { Database } from '../../db/database.ts'
import { type Principal, principalName } from '../../kernel/principal.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { nameOfFile } from './attachment.ts'
import { broughtLately, clearUnsaid, keepAttachment } from './attachment-store.ts'
import { recognise } from './recognise.ts'

/** What one shopper may bring in a day. */
const mostADay = 100_000_000

/** Takes a file as it comes, looks into it, and keeps it until it is said. Too much of it is never read. */
export async function takeAttachment(
  db: Database,
  links: Links,
  principal: Principal,
  given: { name: string; raw: ReadableStream<Uint8Array> | null },
): Promise<Outcome<Attachment>> {
  const bytes = given.raw && (await readUpTo(given.raw, largestAttachment))
  if (bytes === null) return refuse('attachment.empty', 'Send the file as the body of the request.')
  if (bytes === 'too large') return refuse('attachment.too_large', 'A file has at most 10 MB.')
  const found = recognise(bytes)
  if (!found)
    return refuse(
      'attachment.not_taken',
      'Pictures (JPEG, PNG, WebP, GIF), sound, film, PDF, office documents and plain text are taken; this is none of them, or it is broken.',
    )
  return db.inShop(principal.shopId, async (tx): Promise<Outcome<Attachment>> => {
    const owner = principalName(principal)
    await clearUnsaid(tx)
    if (principal.kind === 'visitor' && (await broughtLately(tx, owner)) + bytes.length > mostADay)
      return refuse('attachment.too_many', 'That is as much as can be sent in a day.')
    const id = tx.id('att')
    const { kind, mediaType, width, height } = found
    const file: Attachment = {
      ...{ id, kind, mediaType, name: nameOfFile(given.name, found), bytes: bytes.length },
      ...(width && height ? { width, height } : {}),
      url: `${links.publicUrl}/files/${id}?t=${linkToken(links.secret, 'file', tx.shopId, id)}`,
    }
    await keepAttachment(tx, owner, file, bytes)
    return granted(file)
  })
}

async function readUpTo(raw: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array | 'too large' | null> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of raw) {
    length += piece.length
    if (length > most) return 'too large'
    pieces.push(piece)
  }
  return length === 0 ? null : Buffer.concat(pieces)
}
