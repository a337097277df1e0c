import {
  book,
  type LedgerMove,
  ledgerState,
  type Money,
  minorUnits,
  type PaymentHandle,
  type RawAnswer,
  type RawRequest,
  shownDecimalsOf,
} from '@parley/sdk'
import { type Account, readAccount, referenceOf, settleDelayed } from './account.ts'
import type { Context } from './index.ts'
import en from './texts.en.json' with { type: 'json' }
import fi from './texts.fi.json' with { type: 'json' }
import hu from './texts.hu.json' with { type: 'json' }
import is from './texts.is.json' with { type: 'json' }
import sv from './texts.sv.json' with { type: 'json' }
import { sendWebhook } from './webhook.ts'

const texts: Readonly<Record<string, Record<string, string>>> = { en, fi, hu, is, sv }
const answers = ['approve', 'decline', 'later', 'never'] as const
type Answer = (typeof answers)[number]

/** The bank's page: GET shows what is to be paid, POST is the shopper's answer and leads back to the shop. */
export async function hostedPage(request: RawRequest, payment: PaymentHandle, context: Context): Promise<RawAnswer> {
  const known = readAccount(await context.store.change(payment.paymentId, (state) => settleDelayed(state, context)))
  if (!known) return page(404, context, `<h1>${word(context, 'page.unknown')}</h1>`)
  if (request.method !== 'POST') return page(200, context, form(known, context))
  const given = new URLSearchParams(new TextDecoder().decode(request.body)).get('answer')
  const answer = answers.find((each) => each === given)
  if (!answer) return page(400, context, form(known, context))
  await keep(payment, answer, context)
  return { status: 303, headers: { location: context.returnUrl } }
}

async function keep(payment: PaymentHandle, answer: Answer, context: Context): Promise<void> {
  if (answer === 'never') return
  let told: Account | undefined
  await context.store.change(payment.paymentId, (state) => {
    const known = readAccount(state)
    if (!known || (known.ledger.status !== 'pending' && known.ledger.status !== 'declined')) return state
    if (answer === 'later') {
      const at = context.now().getTime() + context.settings.delaySeconds * 1000
      return { ...known, approveAt: new Date(at).toISOString() }
    }
    const kind: LedgerMove['kind'] = answer === 'approve' ? 'authorise' : 'decline'
    // A second answer after a no is another one, so the key counts on.
    const booked = book(known.ledger, { kind, key: `${kind} ${known.ledger.version}` })
    if (!('ledger' in booked)) return state
    told = { ...known, approveAt: null, ledger: booked.ledger }
    return told
  })
  if (told) await sendWebhook(ledgerState(told.ledger, referenceOf(payment.paymentId)), context)
}

function form({ ledger, orderNumber, approveAt }: Account, context: Context): string {
  const open = ledger.status === 'pending' || ledger.status === 'declined'
  const buttons = answers.map(
    (answer) =>
      `<button name="answer" value="${answer}"${answer === 'approve' ? ' class="first"' : ''}>${word(context, `page.${answer}`)}</button>`,
  )
  return `<p class="mark">${word(context, 'page.mark')}</p>
<h1>${word(context, 'page.title')}</h1>
<dl><dt>${word(context, 'page.order')}</dt><dd>${escaped(orderNumber)}</dd><dt>${word(context, 'page.amount')}</dt><dd class="amount">${escaped(amountIn(ledger.amount, context.language))}</dd></dl>
${approveAt ? `<p role="status">${word(context, 'page.waiting')}</p>` : ''}
${ledger.status === 'declined' ? `<p role="status">${word(context, 'page.declined')}</p>` : ''}
${open ? `<form method="post">${buttons.join('\n')}</form>` : `<p role="status">${word(context, 'page.done')}</p>`}
<p><a href="${escaped(context.returnUrl)}">${word(context, 'page.back')}</a></p>`
}

function page(status: number, context: Context, main: string): RawAnswer {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    },
    body: `<!doctype html>
<html lang="${escaped(context.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${word(context, 'page.title')}</title>
<style>${style}</style></head>
<body><main>${main}</main></body>
</html>`,
  }
}

function word(context: Context, key: string): string {
  return escaped(texts[context.language]?.[key] ?? texts.en?.[key] ?? key)
}

function amountIn(amount: Money, language: string): string {
  const digits = shownDecimalsOf(amount.currency)
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
    style: 'currency',
    currency: amount.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount.amount / minorUnits(amount.currency))
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)

const style = `:root{color-scheme:light dark}
body{margin:0;font:16px/1.5 system-ui,sans-serif;background:light-dark(#fbfaf7,#16181d);color:light-dark(#22262e,#e9ebef)}
main{max-width:28rem;margin:0 auto;padding:32px 24px}
h1{font-size:25px;line-height:1.25;margin:8px 0 16px}
.mark{margin:0;font-size:14px;font-weight:600;color:light-dark(#8a5a00,#e8b860)}
dl{display:grid;grid-template-columns:auto 1fr;gap:8px 24px;margin:0 0 24px}
dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}
.amount{font-weight:600}
form{display:grid;gap:12px}
button{min-height:44px;padding:8px 16px;border:1px solid light-dark(#c9c6bd,#4a505c);border-radius:6px;background:transparent;color:inherit;font:inherit;cursor:pointer}
.first{background:#0b6b58;border-color:#0b6b58;color:#fff;font-weight:600}
:focus-visible{outline:2px solid light-dark(#0b6b58,#6fd3bd);outline-offset:2px}
a{color:light-dark(#0b6b58,#6fd3bd)}`
