import type { Money, Quote } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import type { ComposedMail } from './compose.ts'
import { composeNote } from './compose-notes.ts'
import { mailTexts } from './mail-texts.ts'

/** Tells a company what was asked for costs, and until when. */
export function composeQuote(
  told: { quote: Quote; total: string; date: string; url: string },
  language: string,
  shopName: string,
): ComposedMail {
  const t = mailTexts(language)
  const { quote, total, date, url } = told
  const { number } = quote
  const goods = quote.lines.map(({ quantity, title, options, unitPrice }) => {
    const what = `${quantity} × ${[title, options].filter(Boolean).join(', ')}`
    return unitPrice ? `${what}: ${formatMoney(unitPrice, language)}` : what
  })
  const lines = [
    t('quote.line', { number }),
    goods.join('\n'),
    t('quote.total', { total }),
    t('quote.until', { date }),
    t('order.questions'),
  ]
  const links = [{ label: t('quote.look'), url }]
  return composeNote({ subject: t('quote.subject', { number, shop: shopName }), lines, links }, language, shopName)
}

/** Asks somebody who may decide whether a colleague may order this. */
export function composeApprovalAsked(
  about: { by: string; total: Money | null; url: string },
  language: string,
  shopName: string,
): ComposedMail {
  const t = mailTexts(language)
  const { by, url } = about
  const total = about.total ? formatMoney(about.total, language) : ''
  const lines = [t('approval.line', { by, total }), t('approval.own')]
  const links = [{ label: t('approval.look'), url }]
  return composeNote({ subject: t('approval.subject', { by, total }), lines, links }, language, shopName)
}

/** Tells whoever asked what was decided. */
export function composeApprovalDecided(
  about: { isApproved: boolean; total: Money | null; url: string },
  language: string,
  shopName: string,
): ComposedMail {
  const t = mailTexts(language)
  const values = { total: about.total ? formatMoney(about.total, language) : '' }
  const { isApproved, url } = about
  const lines = [t(isApproved ? 'approval.yes' : 'approval.no', values), t('order.questions')]
  const links = isApproved ? [{ label: t('approval.go_on'), url }] : []
  const subject = t(isApproved ? 'approval.yes_subject' : 'approval.no_subject', values)
  return composeNote({ subject, lines, links }, language, shopName)
}
