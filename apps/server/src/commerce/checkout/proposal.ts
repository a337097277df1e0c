import { createHash } from 'node:crypto'
import type { Checkout, DeliveryOption, LanguageTag, Proposal } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { say } from './checkout-texts.ts'

const proposalMinutes = 30
/** An approver is not always at her desk; what is confirmed is what still holds by then. */
const approvalMinutes = 3 * 24 * 60

/** The proposal to place an order, as it is shown. Nothing is written by it but itself. */
export function orderProposal(
  checkout: Checkout,
  given: { id: string; now: Date; language: LanguageTag /** Somebody else has to say yes first. */; waits?: boolean },
): Proposal {
  const { language, waits = false } = given
  const { total } = checkout.cart.totals
  return {
    id: given.id,
    kind: 'place-order',
    status: 'open',
    summary: [
      ...summaryOf(checkout, language),
      ...(waits
        ? [{ label: say(language, 'proposal.approval'), value: say(language, 'proposal.approval_waits') }]
        : []),
    ],
    total,
    checkout,
    action: actionOf(checkout, language),
    versions: { cart: checkout.cart.version },
    expiresAt: new Date(given.now.getTime() + (waits ? approvalMinutes : proposalMinutes) * 60_000).toISOString(),
  }
}

/** All that makes one order another: what, how many, at what price, to whom, how. Not the words it is told in. */
export function digestOf(checkout: Checkout): string {
  const { cart, contact, address, delivery, payment } = checkout
  const parts = [
    cart.currency,
    cart.lines.map((line) => [
      ...[line.variantId, line.quantity, line.unitPrice.amount, line.total.amount],
      ...[line.discount?.amount ?? 0, line.vat?.amount ?? 0],
      ...[line.later?.quantity ?? 0, line.later?.expectedOn ?? ''],
    ]),
    (cart.discounts ?? []).map(({ code, amount }) => [code ?? '', amount.amount]),
    cart.totals.reverseCharge ?? false,
    (cart.giftCards ?? []).map(({ id, amount }) => [id, amount.amount]),
    [cart.totals.goods, cart.totals.discount, cart.totals.vat, cart.totals.total].map((money) => money.amount),
    contact && [contact.name, contact.email, contact.phone ?? '', contact.company ?? '', contact.vatNumber ?? ''],
    contact?.purchaseOrder ?? '',
    address && [address.line1, address.line2 ?? '', address.postalCode, address.city, address.country],
    delivery && [
      ...[delivery.id, delivery.price.amount, delivery.days.min, delivery.days.max],
      ...[delivery.promise?.from ?? '', delivery.promise?.to ?? ''],
    ],
    payment?.id ?? null,
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

function summaryOf(checkout: Checkout, language: LanguageTag): Proposal['summary'] {
  const { contact, address, delivery, payment } = checkout
  const rows: (Proposal['summary'][number] | null)[] = [
    contact && {
      label: say(language, 'proposal.contact'),
      value: [contact.name, contact.company, contact.vatNumber, contact.email, contact.phone]
        .filter(Boolean)
        .join(', '),
    },
    contact?.purchaseOrder ? { label: say(language, 'proposal.purchase_order'), value: contact.purchaseOrder } : null,
    delivery && {
      label: say(language, 'proposal.delivery'),
      value: deliveryWords(delivery, language),
      amount: delivery.price,
    },
    delivery?.needsAddress && address
      ? {
          label: say(language, 'proposal.address'),
          value: [
            address.line1,
            address.line2,
            `${address.postalCode} ${address.city}`,
            countryName(address.country, language),
          ]
            .filter(Boolean)
            .join(', '),
        }
      : null,
    payment && { label: say(language, 'proposal.payment'), value: payment.name },
    ...offerRows(checkout, language),
    ...laterRows(checkout, language),
    ...cardRows(checkout, language),
    ...idleCodes(checkout, language),
  ]
  return rows.filter((row) => row !== null)
}

/** By the days of the calendar where they are promised, else by how many there are. */
function deliveryWords({ name, days, promise }: DeliveryOption, language: LanguageTag): string {
  if (!promise) return say(language, 'proposal.delivery_days', { name, ...days })
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' })
  const when = format.formatRange(new Date(promise.from), new Date(promise.to))
  return say(language, 'proposal.delivery_promise', { name, when })
}

/** What is still to be paid, in the words of the button. */
function actionOf({ cart: { totals } }: Checkout, language: LanguageTag): string {
  const due = totals.toPay ?? totals.total
  if (due.amount === 0) return say(language, 'proposal.action_paid')
  return say(language, 'proposal.action', { amount: formatMoney(due, language) })
}

/** What takes something off, by its name. */
function offerRows({ cart }: Checkout, language: LanguageTag): Proposal['summary'] {
  return (cart.discounts ?? []).map(({ name, code, amount }) => ({
    label: code && code !== name ? `${name} (${code})` : name,
    value: `−${formatMoney(amount, language)}`,
  }))
}

/** What is not there yet is said before the yes. */
function laterRows({ cart }: Checkout, language: LanguageTag): Proposal['summary'] {
  return cart.lines.flatMap(({ title, later }) => {
    if (!later) return []
    const { quantity, expectedOn } = later
    const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' })
    const value =
      expectedOn === null
        ? say(language, 'proposal.later_unknown', { title, quantity })
        : say(language, 'proposal.later_on', { title, quantity, date: format.format(new Date(expectedOn)) })
    return [{ label: say(language, 'proposal.later'), value }]
  })
}

function cardRows({ cart }: Checkout, language: LanguageTag): Proposal['summary'] {
  return (cart.giftCards ?? [])
    .filter(({ amount }) => amount.amount > 0)
    .map(({ lastFour, amount }) => ({
      label: say(language, 'proposal.gift_card', { last: lastFour }),
      value: formatMoney(amount, language),
    }))
}

/** A code that takes nothing off is said so before the yes, with the reason. */
function idleCodes({ cart }: Checkout, language: LanguageTag): Proposal['summary'] {
  return (cart.codes ?? []).flatMap(({ code, problem }) =>
    problem ? [{ label: say(language, 'proposal.code', { code }), value: problem.message }] : [],
  )
}

function countryName(code: string, language: LanguageTag): string {
  return new Intl.DisplayNames([language, 'en'], { type: 'region' }).of(code) ?? code
}
