import { z } from 'zod'
import { type Tongue, tongues } from '../support/journey/shopper.ts'
import en from './phrases.en.json' with { type: 'json' }
import fi from './phrases.fi.json' with { type: 'json' }
import hu from './phrases.hu.json' with { type: 'json' }
import is from './phrases.is.json' with { type: 'json' }
import sv from './phrases.sv.json' with { type: 'json' }

/** What can be said, each in three wordings as people of the language write it, with holes for goods, titles, counts and who she is. */
export type Phrase = keyof typeof en
export const wordingsOfEach = 3

const three = z.array(z.string().min(1)).length(wordingsOfEach)
const phrasebook = z.object(Object.fromEntries(Object.keys(en).map((key) => [key, three])))

const books = { en, sv, fi, is, hu }
for (const tongue of tongues) phrasebook.parse(books[tongue])

export const isPhrase = (key: string): key is Phrase => Object.hasOwn(en, key)

/** A wording with its holes still open. */
export const wordingOf = (tongue: Tongue, phrase: Phrase, number: number): string =>
  books[tongue][phrase][number % wordingsOfEach] ?? phrase
