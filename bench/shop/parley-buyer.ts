import { z } from 'zod'
import { type Caller, caller } from './call.ts'
import type { Buyer, Paid, Ware } from './store.ts'

/** What stands where Vendure has its dummy handler: an invoice settles within the shop, the test bank has a page of its own to visit. */
export type PaidBy = 'invoice' | 'sandbox'

interface ParleyShop {
  widgetKey: string
  /** By feed id. */
  variants: ReadonlyMap<string, string>
  /** The addresses of product pages, by title. */
  handles: ReadonlyMap<string, string>
  paidBy: PaidBy
}

const refused = z.object({ errors: z.array(z.object({ code: z.string() })) })
const session = z.object({ visitorToken: z.string() })
const chosen = z.object({ deliveryOptions: z.array(z.object({ id: z.string() })) })
const proposed = z.object({ id: z.string() })
const placed = z.object({ order: z.object({ id: z.string(), status: z.string() }), payUrl: z.string().nullable() })

let arrivals = 0

/** A guest of Parley's shop, through the public API. */
export class ParleyBuyer implements Buyer {
  readonly #call: Caller
  readonly #origin: string
  readonly #shop: ParleyShop
  #headers: Record<string, string> = {}

  constructor(origin: string, shop: ParleyShop) {
    this.#call = caller(origin)
    this.#origin = origin
    this.#shop = shop
  }

  async look(ware: Ware): Promise<void> {
    await this.#arrive()
    const { status } = await this.#ask('GET', `/products/${this.#shop.handles.get(ware.title)}`)
    if (status !== 200) throw new Error(`${ware.id} can't be read: ${status}`)
  }

  async add(ware: Ware): Promise<Paid> {
    await this.#arrive()
    return paidOf(await this.#ask('POST', '/carts/mine/lines', { variantId: this.#shop.variants.get(ware.id) }))
  }

  async checkOut(email: string): Promise<Paid> {
    const known = await this.#ask('PUT', '/carts/mine/checkout', {
      contact: { name: 'Anna Andersson', email },
      address: { line1: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', country: 'SE' },
    })
    if (known.status !== 200) return paidOf(known)
    const proposal = await this.#ask('POST', '/carts/mine/checkout/proposal', {
      delivery: { id: chosen.parse(known.body).deliveryOptions[0]?.id },
      payment: { id: this.#shop.paidBy },
    })
    if (proposal.status !== 201) return paidOf(proposal)
    const order = await this.#ask('POST', `/proposals/${proposed.parse(proposal.body).id}/confirm`)
    if (order.status !== 200) return paidOf(order)
    const { payUrl, order: made } = placed.parse(order.body)
    if (payUrl === null) return { paid: true, refusal: null }
    await this.#payAt(payUrl)
    const { status } = z.object({ status: z.string() }).parse((await this.#ask('GET', `/orders/${made.id}`)).body)
    return { paid: status === 'paid', refusal: status === 'paid' ? null : `order ${status}` }
  }

  leave(): void {
    this.#call.close()
  }

  /** Her browser's first call. Behind the proxy of the bench each buyer has an address of her own, as in the world. */
  async #arrive(): Promise<void> {
    if (this.#headers.authorization) return
    const n = ++arrivals
    const address = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`
    this.#headers = { 'x-forwarded-for': address }
    const { status, body } = await this.#call('POST', '/api/widget/session', {
      headers: this.#headers,
      body: { key: this.#shop.widgetKey, language: 'en', currency: 'EUR' },
    })
    if (status !== 200) throw new Error(`no session: ${status} ${JSON.stringify(body)}`)
    this.#headers = { ...this.#headers, authorization: `Bearer ${session.parse(body).visitorToken}` }
  }

  async #payAt(payUrl: string): Promise<void> {
    const there = await this.#call('GET', pathOf(payUrl, this.#origin))
    const bank = pathOf(there.headers.location ?? '', this.#origin)
    await this.#call('POST', bank, { body: new URLSearchParams({ answer: 'approve' }) })
  }

  #ask(method: string, path: string, body?: unknown) {
    return this.#call(method, `/api/v1${path}`, { headers: this.#headers, body })
  }
}

function pathOf(url: string, origin: string): string {
  const { pathname, search } = new URL(url, origin)
  return `${pathname}${search}`
}

function paidOf({ status, body }: { status: number; body: unknown }): Paid {
  if (status < 300) return { paid: false, refusal: null }
  if (status >= 500) throw new Error(`a fault: ${status} ${JSON.stringify(body)}`)
  return { paid: false, refusal: refused.parse(body).errors[0]?.code ?? 'unknown' }
}
