import { domainTexts } from '../kernel/domain-texts.ts'
import en from './texts.en.json' with { type: 'json' }
import fi from './texts.fi.json' with { type: 'json' }
import hu from './texts.hu.json' with { type: 'json' }
import is from './texts.is.json' with { type: 'json' }
import sv from './texts.sv.json' with { type: 'json' }

const texts = domainTexts('mail', { en, fi, hu, is, sv })

export type MailText = (key: keyof typeof en, values?: Record<string, string>) => string

/** The texts of mails in a language; English where there is none. */
export function mailTexts(language: string): MailText {
  return (key, values = {}) => texts.text('mail', language, key, values)
}
