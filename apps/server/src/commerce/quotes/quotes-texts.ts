import type { LanguageTag } from '@parley/contracts'
import { domainTexts } from '../../kernel/domain-texts.ts'
import type { Outcome } from '../../kernel/refusals.ts'
import en from './texts.en.json' with { type: 'json' }
import fi from './texts.fi.json' with { type: 'json' }
import hu from './texts.hu.json' with { type: 'json' }
import is from './texts.is.json' with { type: 'json' }
import sv from './texts.sv.json' with { type: 'json' }

const texts = domainTexts('quotes', { en, fi, hu, is, sv })

/** How a quote that has its price is told in the talk in which it was asked for, and what is offered with it. */
export const wordsOfPriced = (language: LanguageTag, values: { number: string; total: string; date: string }) => ({
  text: sayOfQuotes(language, 'told.priced', values),
  choices: [{ value: 'job:show_quotes', label: sayOfQuotes(language, 'told.look') }],
})

function sayOfQuotes(language: LanguageTag, key: keyof typeof en, values: Record<string, string> = {}): string {
  return texts.text('quotes', language, key, values)
}

/** The outcome with its refusals told in the reader's language. */
export function inQuoteWords<T>(outcome: Outcome<T>, language: LanguageTag): Outcome<T> {
  if (outcome.ok) return outcome
  const refusals = outcome.refusals.map((refusal) => ({
    ...refusal,
    message: texts.find('quotes', language, `refusal.${refusal.code}`, refusal.values) ?? refusal.message,
  }))
  return { ok: false, refusals }
}
