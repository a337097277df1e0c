import type { Order } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { type MailText, mailTexts } from './mail-texts.ts'

export interface ComposedMail {
  subject: string
  text: string
  html: string
}

/** The confirmation of an order, in the language in which it was placed. */
export function composeOrder(order: Order, language: string, shopName: string): ComposedMail {
  const t = mailTexts(language)
  const money = (amount: Order['totals']['total']) => formatMoney(amount, language)
  const lines = order.lines.map((line) => ({
    what: [`${line.quantity} × ${line.title}`, line.options].filter(Boolean).join(', '),
    amount: money(line.total),
  }))
  const sums = [
    { what: t('order.goods'), amount: money(order.totals.goods) },
    ...discountsOf(order).map(({ name, amount }) => ({
      what: name ?? t('order.discount'),
      amount: `−${money(amount)}`,
    })),
    ...(order.totals.delivery
      ? [{ what: t('order.delivery', { method: order.delivery?.name ?? '' }), amount: money(order.totals.delivery) }]
      : []),
    { what: t('order.total'), amount: money(order.totals.total) },
    { what: t('order.vat'), amount: money(order.totals.vat) },
    ...(order.totals.giftCards && order.totals.toPay
      ? [
          { what: t('order.gift_cards'), amount: `−${money(order.totals.giftCards)}` },
          { what: t('order.to_pay'), amount: money(order.totals.toPay) },
        ]
      : []),
  ]
  const parts = {
    subject: t('order.subject', { number: order.number, shop: shopName }),
    hello: t('order.hello', { name: order.contact?.name ?? '' }),
    thanks: t('order.thanks'),
    title: t('order.number', { number: order.number }),
    notes: notesOf(order, t),
    follow: order.statusUrl ? { label: t('order.follow'), url: order.statusUrl } : null,
    questions: t('order.questions'),
  }
  const table = (rows: { what: string; amount: string }[]) =>
    rows
      .map(
        (row) =>
          `<tr><td style="padding:4px 16px 4px 0">${safe(row.what)}</td><td style="padding:4px 0;text-align:right;white-space:nowrap">${safe(row.amount)}</td></tr>`,
      )
      .join('')
  return {
    subject: parts.subject,
    text: [
      parts.hello,
      '',
      parts.thanks,
      '',
      parts.title,
      ...lines.map((row) => `${row.what}  ${row.amount}`),
      '',
      ...sums.map((row) => `${row.what}  ${row.amount}`),
      '',
      ...parts.notes,
      '',
      ...(parts.follow ? [`${parts.follow.label}: ${parts.follow.url}`, ''] : []),
      parts.questions,
      '',
      shopName,
    ].join('\n'),
    html: page(language, parts.subject, [
      `<p>${safe(parts.hello)}</p><p>${safe(parts.thanks)}</p><h1 style="font-size:20px">${safe(parts.title)}</h1>`,
      `<table style="border-collapse:collapse;width:100%">${table(lines)}<tr><td colspan="2" style="border-top:1px solid #ddd"></td></tr>${table(sums)}</table>`,
      ...parts.notes.map((note) => `<p style="white-space:pre-line">${safe(note)}</p>`),
      parts.follow ? `<p><a href="${safe(parts.follow.url)}">${safe(parts.follow.label)}</a></p>` : '',
      `<p>${safe(parts.questions)}</p><p>${safe(shopName)}</p>`,
    ]),
  }
}

/** Each offer by its name, where all that was taken off has one. */
function discountsOf({ totals, discounts = [] }: Order): { name?: string; amount: Order['totals']['total'] }[] {
  const named = discounts.filter(({ amount }) => amount.amount > 0)
  const sum = named.reduce((all, { amount }) => all + amount.amount, 0)
  if (sum === totals.discount.amount) return named
  return totals.discount.amount > 0 ? [{ amount: totals.discount }] : []
}

function notesOf(order: Order, t: MailText): string[] {
  const { address, payment, contact } = order
  return [
    ...(contact?.purchaseOrder ? [t('order.purchase_order', { number: contact.purchaseOrder })] : []),
    ...(address
      ? [
          [
            `${t('order.address')}:`,
            order.contact?.name,
            address.line1,
            address.line2,
            `${address.postalCode} ${address.city}`,
            address.country,
          ]
            .filter(Boolean)
            .join('\n'),
        ]
      : []),
    ...(payment ? [t('order.payment', { method: payment.name })] : []),
    ...(payment?.reference ? [t('order.reference', { reference: payment.reference })] : []),
  ]
}

/** A one-time code that opens one order in one conversation. */
export function composeCode(code: string, orderNumber: string, language: string, shopName: string): ComposedMail {
  const t = mailTexts(language)
  const [subject, line, valid] = [t('code.subject', { code }), t('code.line', { number: orderNumber }), t('code.valid')]
  return {
    subject,
    text: [line, '', code, '', valid, '', shopName].join('\n'),
    html: page(language, subject, [
      `<p>${safe(line)}</p><p style="font-size:31px;letter-spacing:4px">${safe(code)}</p><p>${safe(valid)}</p><p>${safe(shopName)}</p>`,
    ]),
  }
}

/** What a person said to a shopper who had left the chat by then. */
export function composeReplies(
  replies: readonly string[],
  given: { agent: string; language: string; shopName: string },
): ComposedMail {
  const t = mailTexts(given.language)
  const subject = t('reply.subject', { shop: given.shopName })
  const [hello, intro, goOn] = [t('reply.hello'), t('reply.intro', { agent: given.agent }), t('reply.go_on')]
  return {
    subject,
    text: [hello, '', intro, ...replies.flatMap((reply) => ['', reply]), '', goOn, '', given.shopName].join('\n'),
    html: page(given.language, subject, [
      `<p>${safe(hello)}</p><p>${safe(intro)}</p>`,
      ...replies.map(
        (reply) =>
          `<blockquote style="margin:0 0 12px;padding:4px 0 4px 16px;border-left:3px solid #1f6f5c;white-space:pre-line">${safe(reply)}</blockquote>`,
      ),
      `<p>${safe(goOn)}</p><p>${safe(given.shopName)}</p>`,
    ]),
  }
}

export const page = (language: string, title: string, parts: string[]): string =>
  `<!doctype html><html lang="${safe(language)}"><head><meta charset="utf-8"><title>${safe(title)}</title></head><body style="font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#1d2430;max-width:560px;margin:0 auto;padding:24px">${parts.join('')}</body></html>`

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** Text from outside is never markup. */
export const safe = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
