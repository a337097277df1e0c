import type { Actor, Proposal } from '@parley/contracts'
import type { PaymentDefinition } from '@parley/sdk'
import { z } from 'zod'
import giftCard from '../../../extensions/payments/gift-card/index.ts'
import invoice from '../../../extensions/payments/invoice/index.ts'
import sandbox from '../../../extensions/payments/sandbox/index.ts'
import { type CartOwner, cartFacet } from '../src/commerce/cart/index.ts'
import { checkoutFacet } from '../src/commerce/checkout/index.ts'
import { hearWebhook, type PaymentParts, placingOf } from '../src/commerce/payments/index.ts'
import type { ShopTransaction } from '../src/db/database.ts'
import { openSmallShop, type Ware } from './small-shop.ts'
import { smallTerms } from './small-terms.ts'

export const anna: CartOwner = { visitorId: 'vis_anna' }
export const bela: CartOwner = { visitorId: 'vis_bela' }
export const asShopper: Actor = { kind: 'shopper', id: 'vis_anna' }
export const links = { publicUrl: 'https://shop.example', secret: 'a secret for the links of the tests' }

/** The small shop with a till: invoice, gift cards and sandbox, whose webhooks come in by themselves unless the line is cut. */
export async function openSmallSale(wares?: readonly Ware[]) {
  const shop = await openSmallShop({}, wares)
  const line = { cut: false, sent: [] as { headers: Record<string, string>; body: Uint8Array }[] }
  const parts: PaymentParts = {
    links,
    clock: shop.clock,
    fetchAs: () => parts.fetch,
    definitions: [invoice, sandbox, giftCard].map((definition) => z.custom<PaymentDefinition>().parse(definition)),
    secrets: { sealing: 'a key that seals in the tests', signing: 'a key that signs in the tests' },
    isTriedOut: (shopId) => shopId === shop.shopId,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const body = new Uint8Array(await request.arrayBuffer())
      const headers = Object.fromEntries(request.headers)
      line.sent.push({ headers, body })
      if (line.cut) throw new TypeError('the line is cut')
      const answer = await tell(headers, body)
      return new Response(null, { status: answer ? 200 : 400 })
    },
  }
  const tell = (headers: Record<string, string>, body: Uint8Array) =>
    hearWebhook(shop.db, parts, {
      shopId: shop.shopId,
      providerId: 'sandbox',
      request: { method: 'POST', url: '/hooks', headers, body },
    })

  const call = (tx: ShopTransaction, owner: CartOwner, language = 'en') => ({
    tx,
    owner,
    language,
    currency: 'SEK',
    actor: asShopper,
    terms: smallTerms,
    conversationId: null,
    placing: placingOf(parts, { id: shop.shopId, orderPrefix: smallTerms.orderPrefix }),
  })
  type Checkout = ReturnType<typeof checkoutFacet>
  const inShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => shop.db.inShop(shop.shopId, work)
  const checkout = <T>(owner: CartOwner, work: (facet: Checkout) => Promise<T>, language?: string) =>
    inShop((tx) => work(checkoutFacet(call(tx, owner, language))))
  const cart = <T>(owner: CartOwner, work: (facet: ReturnType<typeof cartFacet>) => Promise<T>) =>
    inShop((tx) => work(cartFacet(call(tx, owner))))

  /** Puts a thing into the cart and fills in everything up to the proposal. */
  async function propose(
    owner: CartOwner,
    given: { variantId: string; quantity?: number; pay?: string },
  ): Promise<Proposal> {
    await cart(owner, (facet) => facet.add(given.variantId, given.quantity ?? 1))
    return checkout(owner, async (facet) => {
      await facet.setContact({ name: 'Anna Andersson', email: 'anna@example.com' })
      await facet.setAddress({ line1: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', country: 'SE' })
      await facet.setDelivery('parcel')
      await facet.setPayment(given.pay ?? 'invoice')
      const proposal = await facet.propose()
      if (!proposal.ok) throw new Error(JSON.stringify(proposal.refusals))
      return proposal.value
    })
  }

  async function order(owner: CartOwner, given: { variantId: string; quantity?: number; pay?: string }) {
    const proposal = await propose(owner, given)
    const placed = await checkout(owner, (facet) => facet.confirm(proposal.id))
    if (!placed.ok) throw new Error(JSON.stringify(placed.refusals))
    return placed.value
  }

  const events = (...types: string[]) =>
    inShop(async (tx) => {
      const rows = await tx.sql.selectFrom('event').select('type').orderBy('position').execute()
      return rows.map((row) => row.type).filter((type) => types.length === 0 || types.includes(type))
    })

  return { ...shop, parts, line, tell, inShop, checkout, cart, propose, order, events }
}

export type SmallSale = Awaited<ReturnType<typeof openSmallSale>>
