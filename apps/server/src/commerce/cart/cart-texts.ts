import type { LanguageTag, Refusal } from '@parley/contracts'
import { formatMoney } from '@parley/engine'
import { domainTexts } from '../../kernel/domain-texts.ts'
import type { Outcome } from '../../kernel/refusals.ts'
import en from './texts.en.json' with { type: 'json' }
import fi from './texts.fi.json' with { type: 'json' }
import hu from './texts.hu.json' with { type: 'json' }
import is from './texts.is.json' with { type: 'json' }
import sv from './texts.sv.json' with { type: 'json' }

const texts = domainTexts('cart', { en, fi, hu, is, sv })

/** The outcome with its refusals told in the reader's language, where there are words for them. */
export function inWords<T>(outcome: Outcome<T>, language: LanguageTag): Outcome<T> {
  if (outcome.ok) return outcome
  const refusals = outcome.refusals.map((refusal) => {
    const values = inMoney(refusal.values, language)
    const message = texts.find('cart', language, `refusal.${refusal.code}`, values) ?? refusal.message
    return { ...refusal, message }
  })
  return { ok: false, refusals }
}

/** Beside a currency, what is needed and what is missing are amounts. */
function inMoney(values: Refusal['values'], language: LanguageTag): Refusal['values'] {
  const currency = values?.currency
  if (typeof currency !== 'string') return values
  const told = (amount: string | number | undefined) =>
    typeof amount === 'number' ? { value: formatMoney({ amount, currency }, language) } : null
  const [least, missing] = [told(values?.least), told(values?.missing)]
  return { ...values, ...(least && { least: least.value }), ...(missing && { missing: missing.value }) }
}
