import { minorUnits, type PaymentHandle, type RawAnswer, type RawRequest } from '@parley/sdk'
import { beginTry } from './begin-try.ts'
import { readBook } from './book.ts'
import type { Context } from './index.ts'
import { lookUp } from './standing.ts'
import en from './texts.en.json' with { type: 'json' }
import fi from './texts.fi.json' with { type: 'json' }
import hu from './texts.hu.json' with { type: 'json' }
import is from './texts.is.json' with { type: 'json' }
import sv from './texts.sv.json' with { type: 'json' }

const texts: Readonly<Record<string, Record<string, string>>> = { en, fi, hu, is, sv }
const asksAgainEvery = 3

/** Where she opens the app, or gives her number so that it is asked. The page looks by itself whether she has said yes, and goes back to the shop. */
export async function payPage(request: RawRequest, payment: PaymentHandle, context: Context): Promise<RawAnswer> {
  if (request.method === 'POST') return begun(request, payment, context)
  const looked = await lookUp(payment, context)
  const state = looked.kind === 'done' ? looked.state : null
  if (state && state.captured.amount > 0) return { status: 303, headers: { location: context.returnUrl } }
  const book = await readBook(context, payment.paymentId)
  if (!book) return page(context, { status: 404, note: null, waits: false, amount: payment.amount.amount, order: '' })
  const waits = state?.status === 'pending' && book.tries > 0
  const note = waits ? word(context, 'waiting') : state?.status === 'declined' ? word(context, 'declined') : null
  return page(context, { status: 200, note, waits, amount: book.amount.amount, order: book.orderNumber })
}

async function begun(request: RawRequest, payment: PaymentHandle, context: Context): Promise<RawAnswer> {
  const said = new URLSearchParams(new TextDecoder().decode(request.body))
  const book = await readBook(context, payment.paymentId)
  const told = (status: number, note: string) =>
    page(context, { status, note, waits: false, amount: payment.amount.amount, order: book?.orderNumber ?? '' })
  const number = said.get('here') === null ? swishNumber(said.get('number') ?? '') : null
  if (number === undefined) return told(400, word(context, 'wrong_number'))
  const done = await beginTry(payment, number, context)
  if (done.kind === 'refused')
    return told(409, word(context, 'refused').replace('{why}', escaped(done.refusal.message)))
  if (done.kind === 'unknown') return told(502, word(context, 'unreached'))
  const app = new URLSearchParams({ token: (done.kind === 'begun' && done.token) || '', callbackurl: context.pageUrl })
  const location =
    done.kind === 'begun' && done.token && number === null ? `swish://paymentrequest?${app}` : context.pageUrl
  return { status: 303, headers: { location } }
}

/** `070-123 45 67` is 46701234567; undefined where it is no number. */
function swishNumber(said: string): string | undefined {
  const digits = said.replaceAll(/\D/g, '').replace(/^00/, '').replace(/^0/, '46')
  return /^46\d{7,10}$/.test(digits) ? digits : undefined
}

interface Shown {
  status: number
  note: string | null
  waits: boolean
  amount: number
  order: string
}

function page(context: Context, { status, note, waits, amount, order }: Shown): RawAnswer {
  const shown = new Intl.NumberFormat(context.language === 'en' ? 'en-GB' : context.language, {
    style: 'currency',
    currency: 'SEK',
  }).format(amount / minorUnits('SEK'))
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      ...(waits ? { refresh: String(asksAgainEvery) } : {}),
    },
    body: `<!doctype html>
<html lang="${escaped(context.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${word(context, 'title')}</title><style>${style}</style></head>
<body><main><h1>${word(context, 'title')}</h1>
<dl><dt>${word(context, 'order')}</dt><dd>${escaped(order)}</dd><dt>${word(context, 'amount')}</dt><dd class="amount">${escaped(shown)}</dd></dl>
${note === null ? '' : `<p role="status">${note}</p>`}
<form method="post"><button name="here" value="1" class="first">${word(context, 'here')}</button></form>
<form method="post"><label for="number">${word(context, 'number')}</label>
<input id="number" name="number" type="tel" autocomplete="tel" inputmode="tel" placeholder="070 123 45 67"><button>${word(context, 'ask')}</button></form>
<p><a href="${escaped(context.returnUrl)}">${word(context, 'back')}</a></p></main></body>
</html>`,
  }
}

const word = (context: Context, key: string): string =>
  escaped(texts[context.language]?.[key] ?? texts.en?.[key] ?? key)

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)

const style = `:root{color-scheme:light dark}
body{margin:0;font:16px/1.5 system-ui,sans-serif;background:light-dark(#fbfaf7,#16181d);color:light-dark(#22262e,#e9ebef)}
main{max-width:28rem;margin:0 auto;padding:32px 24px}
h1{font-size:25px;line-height:1.25;margin:8px 0 16px}
dl{display:grid;grid-template-columns:auto 1fr;gap:8px 24px;margin:0 0 24px}
dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}
.amount{font-weight:600}
form{display:grid;gap:8px;margin:0 0 24px}
button,input{min-height:44px;padding:8px 16px;border:1px solid light-dark(#c9c6bd,#4a505c);border-radius:6px;background:transparent;color:inherit;font:inherit}
.first{background:#0b6b58;border-color:#0b6b58;color:#fff;font-weight:600}
:focus-visible{outline:2px solid light-dark(#0b6b58,#6fd3bd);outline-offset:2px}
a{color:light-dark(#0b6b58,#6fd3bd)}`
