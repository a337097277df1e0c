import { Hono } from 'hono'
import { type Links, shopOfToken } from '../../commerce/orders/index.ts'
import type { Database } from '../../db/database.ts'
import { readAttachment, readBytes, type StoredAttachment } from './attachment-store.ts'

/** The files themselves, for whoever holds the link, once they have been said. Nothing of them can run: pictures and sounds are shown, the rest is only fetched. */
export function filePages(parts: { db: Database; links: Links }): Hono {
  return new Hono().get('/files/:attachmentId', async (c) => {
    const { attachmentId } = c.req.param()
    const shopId = shopOfToken(parts.links.secret, 'file', attachmentId, c.req.query('t'))
    const found = shopId
      ? await parts.db.inShop(shopId, async (tx) => {
          const file = await readAttachment(tx, attachmentId)
          const bytes = file && (await readBytes(tx, attachmentId))
          return file && bytes ? { file, bytes } : null
        })
      : null
    if (!found) return c.text('Not found', 404)
    return answer(found.file, found.bytes, c.req.header('range'))
  })
}

function answer(file: StoredAttachment, bytes: Uint8Array, range: string | undefined): Response {
  const headers = headersOf(file)
  const part = range === undefined ? null : partAsked(range, bytes.length)
  if (!part) return new Response(Buffer.from(bytes), { headers })
  const [from, to] = part
  return new Response(Buffer.from(bytes.subarray(from, to + 1)), {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${bytes.length}` },
  })
}

/** Some players ask for a sound piece by piece. Anything but one plain piece is answered whole. */
function partAsked(range: string, length: number): [number, number] | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? []
  if (first === '' && last === '') return null
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1)
  return from <= to ? [from, to] : null
}

function headersOf({ kind, mediaType, name }: StoredAttachment): Record<string, string> {
  const isShown = kind !== 'document'
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return {
    'content-type': isShown ? mediaType : 'application/octet-stream',
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded(name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=3600',
  }
}

const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
