import type { Attachment } from '@parley/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handedOver, shopperSays } from '../../../test/desk-talk.ts'
import { newAccount, openTestShop, type TestShop } from '../../../test/shop.ts'
import type { ShopTransaction } from '../../db/database.ts'
import type { Principal } from '../../kernel/principal.ts'
import { orThrow } from '../../kernel/refusals.ts'
import { erasePerson, exportPerson, identify, personOf } from '../../people/index.ts'
import { accept } from '../accept.ts'
import { editOrDelete, replyWithFile } from '../agent-say.ts'
import { messagesFrom } from '../changes.ts'
import { readConversation } from '../conversation-store.ts'
import { readAttachment } from './attachment-store.ts'
import { filePages } from './file-pages.ts'
import { takeAttachment } from './take-attachment.ts'

const links = { publicUrl: 'https://parley.example', secret: 'signing' }
let shop: TestShop
let anna: { accountId: string; name: string; owner: string }
beforeAll(async () => {
  shop = await openTestShop()
  const account = await newAccount(shop, 'Anna')
  anna = { ...account, owner: account.accountId }
})
afterAll(() => shop.close())

const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => shop.db.inShop(shop.shopId, work)
const gif = Buffer.from('GIF89a\x10\x00\x09\x00 a picture', 'latin1')

const bodyOf = (bytes: Uint8Array) => new Blob([Buffer.from(bytes)]).stream()
const bring = (owner: { visitorId: string } | { accountId: string }, name: string, bytes: Uint8Array = gif) => {
  const principal: Principal =
    'visitorId' in owner
      ? { kind: 'visitor', shopId: shop.shopId, ...owner }
      : { kind: 'account', shopId: shop.shopId, role: 'agent', ...owner }
  return takeAttachment(shop.db, links, principal, { name, raw: bodyOf(bytes) })
}
const fetched = (file: Attachment, headers: Record<string, string> = {}) =>
  filePages({ db: shop.db, links }).request(file.url.replace(links.publicUrl, ''), { headers })
const lastOf = async (conversationId: string) =>
  (await inShop((tx) => messagesFrom(tx, conversationId, 'shopper', 1))).at(-1)

test('a picture of hers stands in the talk as a picture, once, and nobody else can say it', async () => {
  const { visitor, conversationId } = await handedOver(shop)
  const file = orThrow(await bring({ visitorId: visitor }, 'lamp.gif'))
  const other = await shop.visitor()
  const foreign = await inShop(async (tx) => {
    const who = {
      inboxId: 'webchat',
      address: other,
      visitorId: other,
      personId: null,
      language: 'en',
      currency: 'EUR',
    }
    return accept(tx, { ...who, said: { type: 'file', attachmentId: file.id } })
  })
  expect(foreign).toMatchObject({ ok: false, refusals: [{ code: 'attachment.not_found' }] })
  await shopperSays(shop, visitor, { type: 'file', attachmentId: file.id })
  expect((await lastOf(conversationId))?.content).toEqual({
    type: 'image',
    url: file.url,
    alt: 'lamp.gif',
    width: 16,
    height: 9,
  })
  expect((await inShop((tx) => readConversation(tx, conversationId)))?.last_text).toBe('lamp.gif')
  await expect(shopperSays(shop, visitor, { type: 'file', attachmentId: file.id })).rejects.toThrow(/attachment.said/)
})

test('a file is fetched by its link alone, and none of it can run', async () => {
  const file = orThrow(await bring({ accountId: anna.accountId }, 'Kvitto för lampan.csv', Buffer.from('a;b\n1;2\n')))
  const answer = await fetched(file)
  expect(await answer.text()).toBe('a;b\n1;2\n')
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="Kvitto f_r lampan.csv"; filename*=UTF-8''Kvitto%20f%C3%B6r%20lampan.csv`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  const picture = orThrow(await bring({ accountId: anna.accountId }, 'x.gif'))
  expect((await fetched(picture)).headers.get('content-type')).toBe('image/gif')
  const guessed = { ...picture, url: picture.url.replace(/t=.*/, `t=${shop.shopId}.guessed`) }
  expect((await fetched(guessed)).status).toBe(404)
  expect((await fetched({ ...picture, url: file.url.replace(file.id, picture.id) })).status).toBe(404)
})

test('a player that asks for a sound piece by piece gets it so', async () => {
  const sound = orThrow(await bring({ accountId: anna.accountId }, 'note.ogg', Buffer.from('OggS and on it goes')))
  const part = await fetched(sound, { range: 'bytes=5-7' })
  expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, 'and', 'bytes 5-7/19'])
  expect(await (await fetched(sound, { range: 'bytes=-4' })).text()).toBe('goes')
  expect((await fetched(sound, { range: 'bytes=90-' })).status).toBe(200)
  expect((await fetched(sound, { range: 'bytes=0-1,4-5' })).status).toBe(200)
})

test('an agent sends a file, the link is told where a channel can’t show it, and taking it back takes the file', async () => {
  const { conversationId } = await handedOver(shop)
  const file = orThrow(await bring({ accountId: anna.accountId }, 'manual.txt', Buffer.from('Turn it on.')))
  const bertil = { ...(await newAccount(shop, 'Bertil')), owner: 'acc_other' }
  expect(await inShop((tx) => replyWithFile(tx, conversationId, bertil, file.id))).toMatchObject({ ok: false })
  const said = orThrow(await inShop((tx) => replyWithFile(tx, conversationId, anna, file.id, 'once')))
  const again = orThrow(await inShop((tx) => replyWithFile(tx, conversationId, anna, file.id, 'once')))
  expect(again).toMatchObject({ messageId: said.messageId, repeated: true })
  const message = await lastOf(conversationId)
  expect(message?.content).toMatchObject({ type: 'file', name: 'manual.txt', mediaType: 'text/plain', bytes: 11 })
  expect(message?.text).toBe(`manual.txt\n${file.url}`)
  const row = await inShop((tx) => readConversation(tx, conversationId))
  expect([row?.owner, row?.last_text]).toEqual(['agent', 'manual.txt'])
  expect(await inShop((tx) => editOrDelete(tx, conversationId, said.messageId, anna, 'other'))).toMatchObject({
    ok: false,
  })
  orThrow(await inShop((tx) => editOrDelete(tx, conversationId, said.messageId, anna, null)))
  expect((await fetched(file)).status).toBe(404)
})

test('too much is not read to its end, and a day has a measure', async () => {
  let pieces = 0
  const endless = new ReadableStream<Uint8Array>({
    pull: (to) => {
      pieces++
      to.enqueue(new Uint8Array(1_000_000))
    },
  })
  const visitorId = await shop.visitor()
  const principal: Principal = { kind: 'visitor', shopId: shop.shopId, visitorId }
  const taken = await takeAttachment(shop.db, links, principal, { name: 'x', raw: endless })
  expect(taken).toMatchObject({ ok: false, refusals: [{ code: 'attachment.too_large' }] })
  expect(pieces).toBeLessThan(14)
  const nothing = await takeAttachment(shop.db, links, principal, { name: 'x', raw: null })
  expect(nothing).toMatchObject({ ok: false, refusals: [{ code: 'attachment.empty' }] })
  orThrow(await bring({ visitorId }, 'a.gif'))
  await inShop((tx) =>
    tx.sql.updateTable('attachment').set({ size: 10_000_000 }).where('owner', '=', visitorId).execute(),
  )
  for (const name of 'bcdefghij') orThrow(await bring({ visitorId }, `${name}.gif`))
  await inShop((tx) =>
    tx.sql.updateTable('attachment').set({ size: 10_000_000 }).where('owner', '=', visitorId).execute(),
  )
  expect(await bring({ visitorId }, 'k.gif')).toMatchObject({ ok: false, refusals: [{ code: 'attachment.too_many' }] })
})

test('what was never said is gone after a day, what was said stays', async () => {
  const { visitor } = await handedOver(shop)
  const kept = orThrow(await bring({ visitorId: visitor }, 'kept.gif'))
  const left = orThrow(await bring({ visitorId: visitor }, 'left.gif'))
  await shopperSays(shop, visitor, { type: 'file', attachmentId: kept.id })
  shop.clock.move(25 * 3_600_000)
  orThrow(await bring({ visitorId: visitor }, 'later.gif'))
  expect(await inShop((tx) => readAttachment(tx, left.id))).toBeNull()
  expect(await inShop((tx) => readAttachment(tx, kept.id))).toMatchObject({ name: 'kept.gif' })
})

test('an export names the files of a person with their links, and being forgotten deletes them', async () => {
  const { visitor, conversationId } = await handedOver(shop)
  const hers = orThrow(await bring({ visitorId: visitor }, 'me.gif'))
  const ours = orThrow(await bring({ accountId: anna.accountId }, 'for-her.gif'))
  await shopperSays(shop, visitor, { type: 'file', attachmentId: hers.id })
  orThrow(await inShop((tx) => replyWithFile(tx, conversationId, anna, ours.id)))
  const personId = await inShop(async (tx) => {
    const id = await personOf(tx, { kind: 'visitor', address: visitor, verified: false, name: 'Ada' })
    await identify(tx, visitor, id)
    return id
  })
  const told = orThrow(await inShop((tx) => exportPerson(tx, personId)))
  expect(told.attachment?.map(({ name, url }) => [name, url]).sort()).toEqual([
    ['for-her.gif', ours.url],
    ['me.gif', hers.url],
  ])
  expect(JSON.stringify(told)).not.toContain('"bytes"')
  orThrow(await inShop((tx) => erasePerson(tx, personId)))
  expect((await fetched(hers)).status).toBe(404)
  expect((await fetched(ours)).status).toBe(404)
  expect(JSON.stringify(await inShop((tx) => messagesFrom(tx, conversationId, 'desk', 1)))).not.toContain('me.gif')
})
