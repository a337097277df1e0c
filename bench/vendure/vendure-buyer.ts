import { z } from 'zod'
import { type Caller, caller } from '../shop/call.ts'
import type { Buyer, Paid, Ware } from '../shop/store.ts'

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
})

/** One question to Vendure, and the cookie its session goes on with. */
export async function askVendure(
  call: Caller,
  api: 'shop-api' | 'admin-api',
  asked: { query: string; variables?: object; cookie?: string | null },
) {
  const { body, headers } = await call('POST', `/${api}`, {
    headers: asked.cookie ? { cookie: asked.cookie } : {},
    body: { query: asked.query, variables: asked.variables ?? {} },
  })
  const { data, errors } = answer.parse(body)
  if (errors || !data) throw new Error(`Vendure: ${JSON.stringify(errors)}`)
  const set = headers['set-cookie']?.map((one) => one.split(';')[0]).join('; ')
  return { data, cookie: set ?? asked.cookie ?? null }
}

/** What a shop's page shows of an order after each step, and no more. */
const shown = `... on Order { id code state currencyCode totalWithTax subTotalWithTax shippingWithTax
  discounts { description amountWithTax }
  lines { id quantity unitPriceWithTax linePriceWithTax productVariant { id sku name stockLevel } }
  shippingLines { priceWithTax shippingMethod { id name } } }
  ... on ErrorResult { errorCode message }`

const product = `query ($slug: String!) { product(slug: $slug) { id name slug description
  variants { id sku name priceWithTax currencyCode stockLevel options { name } } } }`

const step = z.object({ __typename: z.string(), errorCode: z.string().optional(), state: z.string().optional() })

/** A guest of Vendure's shop: the seven calls of its own guide from cart to paid order. */
export class VendureBuyer implements Buyer {
  readonly #call: Caller
  readonly #variants: ReadonlyMap<string, string>
  #cookie: string | null = null

  constructor(address: string, variants: ReadonlyMap<string, string>) {
    this.#call = caller(address)
    this.#variants = variants
  }

  async look(ware: Ware): Promise<void> {
    await this.#ask(product, { slug: ware.id })
  }

  async add(ware: Ware): Promise<Paid> {
    return this.#do(
      'addItemToOrder',
      `mutation ($id: ID!) { addItemToOrder(productVariantId: $id, quantity: 1) { __typename ${shown} } }`,
      { id: this.#variants.get(ware.id) },
    )
  }

  async checkOut(email: string): Promise<Paid> {
    const steps: (() => Promise<Paid>)[] = [
      () =>
        this.#do(
          'setCustomerForOrder',
          `mutation ($input: CreateCustomerInput!) { setCustomerForOrder(input: $input) { __typename ${shown} } }`,
          { input: { emailAddress: email, firstName: 'Anna', lastName: 'Andersson' } },
        ),
      () =>
        this.#do(
          'setOrderShippingAddress',
          `mutation ($input: CreateAddressInput!) { setOrderShippingAddress(input: $input) { __typename ${shown} } }`,
          { input: { streetLine1: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', countryCode: 'SE' } },
        ),
      async () => {
        const { eligibleShippingMethods } = methods.parse(
          await this.#ask('{ eligibleShippingMethods { id name priceWithTax } }', {}),
        )
        return this.#do(
          'setOrderShippingMethod',
          `mutation ($id: [ID!]!) { setOrderShippingMethod(shippingMethodId: $id) { __typename ${shown} } }`,
          { id: [eligibleShippingMethods[0]?.id] },
        )
      },
      () =>
        this.#do(
          'transitionOrderToState',
          `mutation { transitionOrderToState(state: "ArrangingPayment") { __typename ${shown} } }`,
          {},
        ),
      () =>
        this.#do(
          'addPaymentToOrder',
          `mutation { addPaymentToOrder(input: { method: "dummy", metadata: {} }) { __typename ${shown} } }`,
          {},
        ),
    ]
    let last: Paid = { paid: false, refusal: 'nothing was done' }
    for (const one of steps) {
      last = await one()
      if (last.refusal !== null) return last
    }
    return last
  }

  leave(): void {
    this.#call.close()
  }

  async #ask(query: string, variables: object): Promise<Record<string, unknown>> {
    const { data, cookie } = await askVendure(this.#call, 'shop-api', { query, variables, cookie: this.#cookie })
    this.#cookie = cookie
    return data
  }

  async #do(name: string, query: string, variables: object): Promise<Paid> {
    const done = step.parse((await this.#ask(query, variables))[name])
    return { paid: done.state === 'PaymentSettled', refusal: done.errorCode ?? null }
  }
}

const methods = z.object({ eligibleShippingMethods: z.array(z.object({ id: z.string() })) })
