import type { LanguageTag } from '@parley/contracts'
import { domainTexts } from '../../kernel/domain-texts.ts'
import type { Outcome } from '../../kernel/refusals.ts'
import { inOrderWords } from '../orders/index.ts'
import en from './texts.en.json' with { type: 'json' }
import fi from './texts.fi.json' with { type: 'json' }
import hu from './texts.hu.json' with { type: 'json' }
import is from './texts.is.json' with { type: 'json' }
import sv from './texts.sv.json' with { type: 'json' }

const texts = domainTexts('returns', { en, fi, hu, is, sv })

export function sayOfReturns(
  language: LanguageTag,
  key: keyof typeof en,
  values: Record<string, string | number> = {},
): string {
  return texts.text('returns', language, key, values)
}

/** The outcome with its refusals told in the reader's language: which rule it was, and what is possible instead. */
export function inReturnWords<T>(outcome: Outcome<T>, language: LanguageTag): Outcome<T> {
  const told = inOrderWords(outcome, language)
  if (told.ok) return told
  const refusals = told.refusals.map((refusal) => {
    const message = texts.find('returns', language, `refusal.${refusal.code}`, refusal.values) ?? refusal.message
    return { ...refusal, message }
  })
  return { ok: false, refusals }
}
