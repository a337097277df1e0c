import type { LanguageTag } from '@parley/contracts'
import { domainTexts } from '../../kernel/domain-texts.ts'
import en from './texts.en.json' with { type: 'json' }
import fi from './texts.fi.json' with { type: 'json' }
import hu from './texts.hu.json' with { type: 'json' }
import is from './texts.is.json' with { type: 'json' }
import sv from './texts.sv.json' with { type: 'json' }

const texts = domainTexts('payments', { en, fi, hu, is, sv })

export function sayOfPayments(
  language: LanguageTag,
  key: keyof typeof en,
  values: Record<string, string | number> = {},
): string {
  return texts.text('payments', language, key, values)
}
