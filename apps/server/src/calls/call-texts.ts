import { domainTexts } from '../kernel/domain-texts.ts'
import en from './texts.en.json' with { type: 'json' }
import fi from './texts.fi.json' with { type: 'json' }
import hu from './texts.hu.json' with { type: 'json' }
import is from './texts.is.json' with { type: 'json' }
import sv from './texts.sv.json' with { type: 'json' }

const texts = domainTexts('calls', { en, fi, hu, is, sv })

export type CallText = (key: keyof typeof en, values?: Record<string, string | number>) => string

/** What stands in the thread about calls, in a language; English where there is none. */
export function callTexts(language: string): CallText {
  return (key, values = {}) => texts.text('calls', language, key, values)
}
