import type { Money, Order } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { type ComposedMail, composeOrder, page, safe } from './compose.ts'
import { mailTexts } from './mail-texts.ts'

/** A few lines, and where they lead. */
interface Note {
  subject: string
  lines: string[]
  links?: { label: string; url: string }[]
}

/** Tells that an order was called off, and why: by her, since nobody paid it, since it is sold out, or by the shop. Paid money goes back. */
export function composeCancelled(order: Order, why: string, language: string, shopName: string): ComposedMail {
  const t = mailTexts(language)
  const { number } = order
  const told = { shopper: 'cancelled.line', unpaid: 'cancelled.unpaid', sold_out: 'cancelled.sold_out' } as const
  const isKnown = (reason: string): reason is keyof typeof told => Object.hasOwn(told, reason)
  const lines = [t(isKnown(why) ? told[why] : 'cancelled.by_shop', { number }), t('order.questions')]
  return composeNote({ subject: t('cancelled.subject', { number }), lines }, language, shopName)
}

/** What an order holds from now on. */
export function composeItems(order: Order, language: string, shopName: string): ComposedMail {
  const t = mailTexts(language)
  const { number, lines, totals, statusUrl } = order
  const goods = lines.map(
    ({ quantity, title, options }) => `${quantity} × ${[title, options].filter(Boolean).join(', ')}`,
  )
  const total = t('items.total', { total: formatMoney(totals.total, language) })
  const note = {
    subject: t('items.subject', { number }),
    lines: [t('items.line', { number }), goods.join('\n'), total],
  }
  const links = statusUrl ? [{ label: t('order.follow'), url: statusUrl }] : []
  return composeNote({ ...note, links }, language, shopName)
}

/** Asks for what a change of an order costs more: it is made when that has been paid. */
export function composeItemsWait(
  order: Order,
  due: { amount: Money; url: string },
  language: string,
  shopName: string,
): ComposedMail {
  const t = mailTexts(language)
  const values = { number: order.number, amount: formatMoney(due.amount, language) }
  const lines = [t('items.waits', values), t('order.questions')]
  const links = [{ label: t('items.pay', values), url: due.url }]
  return composeNote({ subject: t('items.waits_subject', values), lines, links }, language, shopName)
}

/** Tells where an order goes now, to the address it was ordered with: had somebody else changed it, she would hear. */
export function composeAddress(order: Order, language: string, shopName: string): ComposedMail {
  const t = mailTexts(language)
  const { number, address } = order
  const where = [
    address?.line1,
    address?.line2,
    `${address?.postalCode ?? ''} ${address?.city ?? ''}`,
    address?.country,
  ]
  const lines = [t('address.line', { number }), where.filter(Boolean).join('\n'), t('address.not_you')]
  return composeNote({ subject: t('address.subject', { number }), lines }, language, shopName)
}

/** The papers of an order once more. */
export function composeCopy(order: Order, language: string, shopName: string): ComposedMail {
  const subject = mailTexts(language)('copy.subject', { number: order.number, shop: shopName })
  return { ...composeOrder(order, language, shopName), subject }
}

/** Tells once that a thing can be bought again. */
export function composeStockAlert(
  about: { title: string; url: string | null; stopUrl: string },
  language: string,
  shopName: string,
): ComposedMail {
  const t = mailTexts(language)
  const { title, url, stopUrl } = about
  const look = url === null ? [] : [{ label: t('alert.look'), url }]
  const lines = [t('alert.line'), title, t('alert.once')]
  const links = [...look, { label: t('alert.stop'), url: stopUrl }]
  return composeNote({ subject: t('alert.subject', { title }), lines, links }, language, shopName)
}

/** Tells who asked that a room opens; `at` is when, or null where it is open. */
export function composeRoomReminder(
  about: { title: string; url: string; at: string | null },
  language: string,
  shopName: string,
): ComposedMail {
  const t = mailTexts(language)
  const { title, url, at } = about
  const when = at === null ? t('room.open') : t('room.opens', { at })
  const lines = [when, title, t('room.once')]
  const links = [{ label: t('room.go'), url }]
  return composeNote({ subject: t('room.subject', { title }), lines, links }, language, shopName)
}

/** Asks a buyer once what she thinks of what she got. */
export function composeReviewRequest(
  about: { number: string; titles: readonly string[]; url: string; stopUrl: string },
  language: string,
  shopName: string,
): ComposedMail {
  const t = mailTexts(language)
  const { number, titles, url, stopUrl } = about
  const lines = [t('review.line', { shop: shopName }), titles.join('\n'), t('review.ask'), t('review.why')]
  const links = [
    { label: t('review.go'), url },
    { label: t('review.stop'), url: stopUrl },
  ]
  return composeNote({ subject: t('review.subject', { number, shop: shopName }), lines, links }, language, shopName)
}

/** Brings a gift card that was bought: its code stands here and nowhere else. */
export function composeGiftCard(
  card: { code: string; worth: string },
  language: string,
  shopName: string,
): ComposedMail {
  const t = mailTexts(language)
  const { code, worth } = card
  const lines = [t('gift_card.line', { worth, shop: shopName }), code, t('gift_card.use'), t('gift_card.keep')]
  return composeNote({ subject: t('gift_card.subject', { worth, shop: shopName }), lines }, language, shopName)
}

/** Brings store credit for what came back: its code stands here and nowhere else. */
export function composeStoreCredit(
  credit: { code: string; worth: string; order: string },
  language: string,
  shopName: string,
): ComposedMail {
  const t = mailTexts(language)
  const { code, worth, order } = credit
  const lines = [t('credit.line', { worth, order }), code, t('gift_card.use'), t('gift_card.keep')]
  return composeNote({ subject: t('credit.subject', { worth, shop: shopName }), lines }, language, shopName)
}

/** A mail of a few lines, and where they lead. */
export function composeNote({ subject, lines, links = [] }: Note, language: string, shopName: string): ComposedMail {
  return {
    subject,
    text: [...lines, ...links.map(({ label, url }) => `${label}: ${url}`), shopName].join('\n\n'),
    html: page(language, subject, [
      ...lines.map((line) => `<p style="white-space:pre-line">${safe(line)}</p>`),
      ...links.map(({ label, url }) => `<p><a href="${safe(url)}">${safe(label)}</a></p>`),
      `<p>${safe(shopName)}</p>`,
    ]),
  }
}
