import type { Address, Checkout, Contact, Refusal } from '@parley/contracts'
import type { FormFields } from '../doors/door.ts'
import type { Outcome, Visit } from '../shop-port.ts'

/** What stands in the form: what was just sent, else what was kept. */
export interface Entered {
  name: string
  email: string
  phone: string
  company: string
  vatNumber: string
  purchaseOrder: string
  line1: string
  line2: string
  postalCode: string
  city: string
  country: string
  delivery: string
  payment: string
  /** A code that was written, and not used yet. */
  code: string
}

export function entered(form: FormFields): Entered {
  const { text } = form
  return {
    name: text('name'),
    email: text('email'),
    phone: text('phone'),
    company: text('company'),
    vatNumber: text('vatNumber'),
    purchaseOrder: text('purchaseOrder'),
    line1: text('line1'),
    line2: text('line2'),
    postalCode: text('postalCode'),
    city: text('city'),
    country: text('country'),
    delivery: text('delivery'),
    payment: text('payment'),
    code: text('code'),
  }
}

/** What is known already. The likeliest country is chosen beforehand, a way of delivery or paying only where there is but one. */
export function kept(checkout: Checkout, countries: readonly { code: string }[]): Entered {
  const { contact, address, delivery, payment, deliveryOptions, paymentOptions } = checkout
  const only = <T extends { id: string }>(ways: T[]) => (ways.length === 1 ? ways[0]?.id : undefined)
  return {
    name: contact?.name ?? '',
    email: contact?.email ?? '',
    phone: contact?.phone ?? '',
    company: contact?.company ?? '',
    vatNumber: contact?.vatNumber ?? '',
    purchaseOrder: contact?.purchaseOrder ?? '',
    line1: address?.line1 ?? '',
    line2: address?.line2 ?? '',
    postalCode: address?.postalCode ?? '',
    city: address?.city ?? '',
    country: address?.country ?? countries[0]?.code ?? '',
    delivery: delivery?.id ?? only(deliveryOptions) ?? '',
    payment: payment?.id ?? only(paymentOptions) ?? '',
    code: '',
  }
}

/** Keeps all that was written, field by field, and gathers everything that won't do, so that it is told at once. */
export async function keepAll(visit: Visit, given: Entered): Promise<Refusal[]> {
  const { checkout } = visit
  const refusals: Refusal[] = []
  const note = (outcome: Outcome<unknown>) => {
    if (!outcome.ok) refusals.push(...outcome.refusals)
  }
  const { name, email, phone, company, vatNumber, purchaseOrder } = given
  const contact: Contact = { name, email, phone, company, vatNumber, purchaseOrder }
  note(await checkout.setContact(contact))
  // The country first: it decides which ways of delivery there are.
  note(await checkout.setAddress({ country: given.country }))
  if (given.delivery) note(await checkout.setDelivery(given.delivery))
  const { deliveryOptions } = await checkout.view()
  const way = deliveryOptions.find(({ id }) => id === given.delivery)
  const address: Address = {
    line1: given.line1,
    line2: given.line2,
    postalCode: given.postalCode,
    city: given.city,
    country: given.country,
  }
  if (way?.needsAddress !== false) note(await checkout.setAddress(address))
  if (given.payment) note(await checkout.setPayment(given.payment))
  return refusals
}
