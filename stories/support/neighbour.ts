import { openDatabase, type ShopTransaction } from '../../apps/server/src/db/database.ts'
import { createAccount, createApiKey, createShop, join } from '../../apps/server/src/identity/index.ts'
import { systemClock } from '../../apps/server/src/kernel/clock.ts'
import { scopes } from '../../apps/server/src/kernel/principal.ts'
import { orThrow } from '../../apps/server/src/kernel/refusals.ts'
import { saveArticles } from '../../apps/server/src/knowledge/index.ts'
import { type Api, apiOf, startTalk } from '../../apps/server/test/talk.ts'
import { sendAndTakeBack } from './after-the-order.ts'
import { taughtBy } from './taught-by.ts'

export interface Neighbour {
  apiKey: string
  visitorToken: string
  /** One of everything the shop has, by the name that the API's parameters give it. */
  ids: Record<string, string>
  /** Stands in its texts, messages and names, and nowhere else. */
  secretWord: string
  before: unknown
  /** What of it could be altered by somebody who came through. */
  look(): Promise<unknown>
}

/** A shop with one of everything: product, talk, cart, proposal, order, person, mail, article, key. */
export async function openNeighbour(url: string, serverUrl: string, handle: string, goods: string): Promise<Neighbour> {
  const secretWord = `only-${handle}-know-this`
  const db = openDatabase(serverUrl, { clock: systemClock, connections: 2 })
  try {
    const { shopId } = orThrow(await createShop(db, { handle, name: `${goods} ${secretWord}` }))
    const account = orThrow(
      await createAccount(db, {
        email: `agent@${handle}.example`,
        name: `Agent ${secretWord}`,
        password: 'a password long enough',
      }),
    )
    const key = await db.inShop(shopId, async (tx) => {
      await join(tx, account.id, 'admin')
      await saveArticles(tx, [
        { slug: 'delivery', language: 'en', topic: 'delivery', title: secretWord, body: secretWord, keywords: [] },
      ])
      // A channel of its own, set up some time ago.
      const inboxId = tx.id('inb')
      await tx.sql
        .insertInto('inbox')
        .values({ shop_id: shopId, inbox_id: inboxId, channel: 'webchat', name: `Inbox ${secretWord}` })
        .execute()
      const teamId = tx.id('tem')
      await tx.sql
        .insertInto('team')
        .values({ shop_id: shopId, team_id: teamId, name: secretWord, created_at: tx.now })
        .execute()
      const macroId = tx.id('mac')
      await tx.sql
        .insertInto('macro')
        .values({
          shop_id: shopId,
          macro_id: macroId,
          name: secretWord,
          shortcut: 'own',
          owner_id: account.id,
          created_at: tx.now,
        })
        .execute()
      const viewId = tx.id('viw')
      await tx.sql
        .insertInto('saved_view')
        .values({
          shop_id: shopId,
          view_id: viewId,
          name: secretWord,
          owner_id: account.id,
          for_all: true,
          filter: '{}',
          created_at: tx.now,
        })
        .execute()
      const made = await createApiKey(tx, { name: 'walls', scopes, createdBy: account.id })
      return { ...made, inboxId, teamId, macroId, viewId, accountId: account.id }
    })
    const api = apiOf(url, key.secret)
    const shopped = await shop(url, api, { apiKey: key.secret, goods, secretWord, handle })
    const callBackId = await db.inShop(shopId, (tx) => wishToBeCalled(tx, shopped.ids.conversationId))
    const approvalId = await db.inShop(shopId, (tx) => wishToBeAllowed(tx, shopped.ids.conversationId, key.accountId))
    const teaching = await db.inShop(shopId, (tx) =>
      taughtBy(tx, { conversationId: shopped.ids.conversationId, accountId: key.accountId, text: secretWord }),
    )
    const after = await db.inShop(shopId, (tx) => sendAndTakeBack(tx, shopped.ids.orderId, secretWord))
    const { inboxId, teamId, macroId, viewId, accountId } = key
    // Ways of paying are no shop's own; one that nobody has is as good as the neighbour's.
    const own = {
      keyId: key.id,
      callBackId,
      approvalId,
      visitId: `a-tab-of-${handle}-only`,
      inboxId,
      teamId,
      macroId,
      viewId,
      accountId,
      providerId: `bank-of-${handle}`,
    }
    const ids = { ...shopped.ids, ...after, ...teaching, ...own }
    const look = () => lookAt(api, ids)
    return { apiKey: key.secret, visitorToken: shopped.visitorToken, ids, secretWord, before: await look(), look }
  } finally {
    await db.close()
  }
}

async function shop(url: string, api: Api, of: { apiKey: string; goods: string; secretWord: string; handle: string }) {
  const feed = `id,title,description,price,availability,quantity\n${of.handle}-1,${of.goods} ${of.secretWord},${of.secretWord},12.00 EUR,in_stock,50`
  await fetch(`${url}/api/v1/feeds/import?language=en&currency=EUR`, {
    method: 'POST',
    headers: { authorization: `Bearer ${of.apiKey}`, 'content-type': 'text/csv' },
    body: feed,
  })
  const products = await api.call<{ products: { productId: string }[] }>('GET', '/products')
  const productId = products.body.products[0]?.productId ?? ''
  const product = await api.call<{ variants: { id: string }[] }>('GET', `/products/${productId}`)
  const variantId = product.body.variants[0]?.id ?? ''
  const articles = await api.call<{ articles: { id: string }[] }>('GET', '/articles?language=en')

  const bought = await buy(url, api, variantId, of)
  const talk = await startTalk(api, 'en', 'EUR')
  const said = await talk.say(`hello, ${of.secretWord}`)
  const reply = await api.call<{ messageId: string }>('POST', `/desk/conversations/${talk.id}/replies`, {
    text: of.secretWord,
  })
  const later = await api.call<{ id: string }>('POST', `/desk/conversations/${talk.id}/scheduled`, {
    text: of.secretWord,
    sendAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  const shopper = apiOf(url, talk.visitorToken)
  const cart = await shopper.call<{ id: string; lines: { id: string }[] }>('POST', '/carts/mine/lines', {
    variantId,
    quantity: 1,
  })
  const callId = await callAndHangUp(shopper)
  const roomId = await openRoom(api, of)
  const cartId = cart.body.id
  const proposalId = await propose(shopper, of)
  const offers = await offer(api, of)
  const dear = { which: { ids: [productId] }, deed: { do: 'price', percent: 1000 } }
  const change = await api.call<{ id: string }>('POST', '/catalogue/changes', dear)
  const ids = {
    conversationId: talk.id,
    scheduledId: later.body.id,
    messageId: reply.body.messageId ?? said.message.id,
    callId,
    roomId,
    number: '1',
    productId,
    variantId,
    cartId,
    lineId: cart.body.lines[0]?.id ?? '',
    proposalId,
    orderId: bought.orderId,
    personId: bought.personId,
    mailId: bought.mailId,
    articleId: articles.body.articles[0]?.id ?? '',
    changeId: change.body.id,
    ...offers,
  }
  const missing = Object.entries(ids).filter(([, id]) => !id)
  if (missing.length > 0) throw new Error(`the neighbour lacks ${missing.map(([name]) => name).join(', ')}`)
  return { ids, visitorToken: talk.visitorToken }
}

/** An offer with a code, and a list of prices. */
async function offer(api: Api, of: { secretWord: string; handle: string }) {
  const rule = { action: { kind: 'percent', percent: 1000 } }
  const promotion = await api.call<{ id: string }>('POST', '/promotions', { name: of.secretWord, byCode: true, rule })
  const code = `${of.handle.toUpperCase()}10`
  await api.call('POST', `/promotions/${promotion.body.id}/codes`, { code })
  const priceList = await api.call<{ id: string }>('POST', '/price-lists', { name: of.secretWord, currency: 'EUR' })
  const given = { currency: 'EUR', amount: 1000, reason: of.secretWord }
  const giftCard = await api.call<{ id: string }>('POST', '/gift-cards', given)
  const drawnUp = { name: of.secretWord, country: 'SE', currency: 'EUR' }
  const company = await api.call<{ id: string }>('POST', '/companies', drawnUp)
  return {
    companyId: company.body.id,
    promotionId: promotion.body.id,
    priceListId: priceList.body.id,
    giftCardId: giftCard.body.id,
    code,
  }
}

async function wishToBeCalled(tx: ShopTransaction, conversationId: string): Promise<string> {
  const callBackId = tx.id('cbk')
  const wish = { call_back_id: callBackId, conversation_id: conversationId, at: new Date('2090-01-02T10:00:00Z') }
  await tx.sql
    .insertInto('call_back')
    .values({ shop_id: tx.shopId, ...wish, time_zone: 'UTC', created_at: tx.now })
    .execute()
  return callBackId
}

/** Something an agent may not give by herself. */
async function wishToBeAllowed(tx: ShopTransaction, conversationId: string, accountId: string): Promise<string> {
  const approvalId = tx.id('apr')
  const wish = JSON.stringify({ do: 'offer', off: { percent: 5000 } })
  await tx.sql
    .insertInto('approval')
    .values({
      shop_id: tx.shopId,
      approval_id: approvalId,
      conversation_id: conversationId,
      proposal_id: 'prp_none',
      wish,
      asked_by: accountId,
      asked_at: tx.now,
    })
    .execute()
  return approvalId
}

/** A room in which something was said. */
async function openRoom(api: Api, of: { secretWord: string }): Promise<string> {
  const room = await api.call<{ id: string }>('POST', '/rooms', { title: of.secretWord, language: 'en' })
  await api.call('POST', `/rooms/${room.body.id}/messages`, { text: of.secretWord })
  return room.body.id
}

/** A call that was called off: one that rings would go on moving by itself. */
async function callAndHangUp(shopper: Api): Promise<string> {
  const call = await shopper.call<{ id: string }>('POST', '/calls', { device: 'a-page-of-hers' })
  await shopper.call('POST', `/calls/${call.body.id}/hang-up`)
  return call.body.id
}

const address = { line1: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', country: 'SE' }

async function propose(shopper: Api, of: { secretWord: string; handle: string }): Promise<string> {
  await shopper.call('PUT', '/carts/mine/checkout/contact', {
    name: `Ada ${of.secretWord}`,
    email: `ada@${of.handle}.example`,
  })
  await shopper.call('PUT', '/carts/mine/checkout/address', address)
  const options = await shopper.call<{ deliveryOptions: { id: string }[] }>('GET', '/carts/mine/checkout')
  await shopper.call('PUT', '/carts/mine/checkout/delivery', { id: options.body.deliveryOptions[0]?.id ?? '' })
  await shopper.call('PUT', '/carts/mine/checkout/payment', { id: 'invoice' })
  const proposal = await shopper.call<{ id: string }>('POST', '/carts/mine/checkout/proposal', {})
  return proposal.body.id
}

/** An order of another shopper, with the person and the mail that come of it. */
async function buy(url: string, api: Api, variantId: string, of: { secretWord: string; handle: string }) {
  const talk = await startTalk(api, 'en', 'EUR')
  const shopper = apiOf(url, talk.visitorToken)
  await shopper.call('POST', '/carts/mine/lines', { variantId, quantity: 2 })
  const proposalId = await propose(shopper, of)
  const placed = await shopper.call<{ order: { id: string } }>('POST', `/proposals/${proposalId}/confirm`, {})
  const find = async () => {
    const persons = await api.call<{ persons: { id: string }[] }>('GET', '/persons')
    const mails = await api.call<{ mails: { id: string; state: string }[] }>('GET', '/mails')
    return {
      orderId: placed.body.order?.id ?? '',
      personId: persons.body.persons[0]?.id ?? '',
      mailId: mails.body.mails.find((mail) => mail.state === 'kept')?.id ?? '',
    }
  }
  for (let tries = 0; tries < 100; tries++) {
    const found = await find()
    if (found.personId && found.mailId) return found
    await new Promise((done) => setTimeout(done, 100))
  }
  return find()
}

async function lookAt(api: Api, ids: Record<string, string>): Promise<unknown> {
  const paths = [
    `/desk/conversations/${ids.conversationId}`,
    `/conversations/${ids.conversationId}/messages`,
    `/carts/${ids.cartId}`,
    `/orders/${ids.orderId}`,
    `/orders/${ids.orderId}/fulfilments`,
    `/orders/${ids.orderId}/returns`,
    '/reviews',
    '/questions',
    '/payment-providers',
    `/persons/${ids.personId}`,
    `/proposals/${ids.proposalId}`,
    '/api-keys',
    '/inboxes',
    `/products/${ids.productId}`,
    `/promotions/${ids.promotionId}`,
    `/promotions/${ids.promotionId}/codes`,
    '/price-lists',
    '/gift-cards',
    `/rooms/${ids.roomId}`,
    `/rooms/${ids.roomId}/entries`,
    '/companies',
    '/quotes',
  ]
  const found: unknown[] = []
  for (const path of paths) found.push((await api.call<unknown>('GET', path)).body)
  return found
}
