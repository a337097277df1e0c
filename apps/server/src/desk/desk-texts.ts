import { domainTexts } from '../kernel/domain-texts.ts'
import en from './texts.en.json' with { type: 'json' }
import fi from './texts.fi.json' with { type: 'json' }
import hu from './texts.hu.json' with { type: 'json' }
import is from './texts.is.json' with { type: 'json' }
import sv from './texts.sv.json' with { type: 'json' }

const texts = domainTexts('desk', { en, fi, hu, is, sv })

/** What the desk says to shoppers by itself, in their language. */
export const deskText = (language: string, key: keyof typeof en, values: Record<string, string> = {}): string =>
  texts.text('desk', language, key, values)
