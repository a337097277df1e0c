import type { Money } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import type { ComposedMail } from './compose.ts'
import { composeNote } from './compose-notes.ts'
import { mailTexts } from './mail-texts.ts'

/** What a mail about a return has to know of it. */
export interface ReturnTold {
  number: string
  orderNumber: string
  kind: 'return' | 'exchange' | 'complaint'
  wish: 'refund' | 'credit' | 'exchange'
  status: 'asked' | 'approved' | 'rejected' | 'withdrawn' | 'received' | 'refunded' | 'exchanged'
  lines: readonly { quantity: number; title: string; options: string }[]
  label: { carrier: string; number: string; url?: string | undefined } | null
  refunded: Money
  /** In the reader's language. */
  refusal: string | null
  /** Where it is sent. */
  shopAddress: string
  statusUrl: string
}

/** Tells how far a return has come, and what she is to do. */
export function composeReturn(told: ReturnTold, language: string, shopName: string): ComposedMail {
  const t = mailTexts(language)
  const { number, orderNumber, status, label, refusal } = told
  const goods = told.lines.map((line) => `${line.quantity} × ${[line.title, line.options].filter(Boolean).join(', ')}`)
  const amount = formatMoney(told.refunded, language)
  const lines = [
    t(status === 'refunded' && told.wish === 'credit' ? 'return.credited' : `return.${status}`, {
      number,
      order: orderNumber,
      amount,
    }),
    goods.join('\n'),
    ...(status === 'approved' ? [t('return.send_to', { number }), told.shopAddress] : []),
    ...(status === 'approved' && label ? [t('return.label', { carrier: label.carrier, label: label.number })] : []),
    ...(status === 'rejected' && refusal ? [refusal] : []),
    t('order.questions'),
  ]
  const links = [
    ...(status === 'approved' && label?.url ? [{ label: t('return.print'), url: label.url }] : []),
    { label: t('return.follow'), url: told.statusUrl },
  ]
  return composeNote({ subject: t('return.subject', { number, order: orderNumber }), lines, links }, language, shopName)
}

/** Tells that money goes back for an order, where no return says so already. */
export function composeRefund(
  told: { orderNumber: string; amount: Money; statusUrl: string },
  language: string,
  shopName: string,
): ComposedMail {
  const t = mailTexts(language)
  const values = { number: told.orderNumber, amount: formatMoney(told.amount, language) }
  const lines = [t('refund.line', values), t('refund.when'), t('order.questions')]
  const links = [{ label: t('order.follow'), url: told.statusUrl }]
  return composeNote({ subject: t('refund.subject', values), lines, links }, language, shopName)
}
