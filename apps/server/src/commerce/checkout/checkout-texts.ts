import type { LanguageTag } from '@parley/contracts'
import { domainTexts } from '../../kernel/domain-texts.ts'
import type { Outcome } from '../../kernel/refusals.ts'
import { inWords } from '../cart/index.ts'
import en from './texts.en.json' with { type: 'json' }
import fi from './texts.fi.json' with { type: 'json' }
import hu from './texts.hu.json' with { type: 'json' }
import is from './texts.is.json' with { type: 'json' }
import sv from './texts.sv.json' with { type: 'json' }

const texts = domainTexts('checkout', { en, fi, hu, is, sv })

export function say(language: LanguageTag, key: string, values: Record<string, string | number> = {}): string {
  return texts.text('checkout', language, key, values)
}

/** The outcome with its refusals told in the reader's language, also those that come of the cart. */
export function inCheckoutWords<T>(outcome: Outcome<T>, language: LanguageTag): Outcome<T> {
  const told = inWords(outcome, language)
  if (told.ok) return told
  const refusals = told.refusals.map((refusal) => {
    const message = texts.find('checkout', language, `refusal.${refusal.code}`, refusal.values) ?? refusal.message
    return { ...refusal, message }
  })
  return { ok: false, refusals }
}
