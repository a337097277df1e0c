import { type Attachment, attachmentKind } from '@parley/contracts'
import { sql } from 'kysely'
import type { ShopTransaction } from '../../db/database.ts'

export interface StoredAttachment extends Attachment {
  /** Who brought it, by the name of the caller. */
  owner: string
  conversationId: string | null
}

/** What was brought and said nowhere is thrown away after a day. */
const unsaidMs = 86_400_000

export async function keepAttachment(tx: ShopTransaction, owner: string, file: Attachment, bytes: Uint8Array) {
  const { id, kind, name, mediaType, width = null, height = null, url } = file
  await tx.sql
    .insertInto('attachment')
    .values({
      ...{ shop_id: tx.shopId, attachment_id: id, owner, kind, name, url, width, height },
      media_type: mediaType,
      size: file.bytes,
      bytes: Buffer.from(bytes),
      created_at: tx.now,
    })
    .execute()
}

export async function clearUnsaid(tx: ShopTransaction): Promise<void> {
  await tx.sql
    .deleteFrom('attachment')
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', 'is', null)
    .where('created_at', '<', new Date(tx.now.getTime() - unsaidMs))
    .execute()
}

/** How many bytes somebody has brought within a day. */
export async function broughtLately(tx: ShopTransaction, owner: string): Promise<number> {
  const row = await tx.sql
    .selectFrom('attachment')
    .select(({ fn }) => fn.coalesce(fn.sum<number>('size'), sql<number>`0`).as('bytes'))
    .where('shop_id', '=', tx.shopId)
    .where('owner', '=', owner)
    .where('created_at', '>', new Date(tx.now.getTime() - unsaidMs))
    .executeTakeFirstOrThrow()
  return Number(row.bytes)
}

export async function readAttachment(tx: ShopTransaction, attachmentId: string): Promise<StoredAttachment | null> {
  const row = await tx.sql
    .selectFrom('attachment')
    .select([
      'attachment_id',
      'owner',
      'conversation_id',
      'kind',
      'name',
      'media_type',
      'size',
      'width',
      'height',
      'url',
    ])
    .where('shop_id', '=', tx.shopId)
    .where('attachment_id', '=', attachmentId)
    .executeTakeFirst()
  if (!row) return null
  const { owner, name, width, height, url } = row
  return {
    ...{ id: row.attachment_id, owner, name, url, kind: attachmentKind.parse(row.kind) },
    mediaType: row.media_type,
    bytes: row.size,
    conversationId: row.conversation_id,
    ...(width === null || height === null ? {} : { width, height }),
  }
}

/** Its bytes, for whoever holds its link. */
export async function readBytes(tx: ShopTransaction, attachmentId: string): Promise<Uint8Array | null> {
  const row = await tx.sql
    .selectFrom('attachment')
    .select('bytes')
    .where('shop_id', '=', tx.shopId)
    .where('attachment_id', '=', attachmentId)
    .executeTakeFirst()
  return row?.bytes ?? null
}

/** It belongs to this conversation from now on; false where it was said before. */
export async function sayAttachment(
  tx: ShopTransaction,
  attachmentId: string,
  conversationId: string,
): Promise<boolean> {
  const row = await tx.sql
    .updateTable('attachment')
    .set({ conversation_id: conversationId })
    .where('shop_id', '=', tx.shopId)
    .where('attachment_id', '=', attachmentId)
    .where('conversation_id', 'is', null)
    .returning('attachment_id')
    .executeTakeFirst()
  return row !== undefined
}

/** A message that was taken back takes its file along. */
export async function dropAttachment(tx: ShopTransaction, conversationId: string, url: string): Promise<void> {
  await tx.sql
    .deleteFrom('attachment')
    .where('shop_id', '=', tx.shopId)
    .where('conversation_id', '=', conversationId)
    .where('url', '=', url)
    .execute()
}
