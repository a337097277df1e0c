import { readdirSync } from 'node:fs'
import type { LanguageDefinition } from '@parley/sdk'
import { beforeAll, describe, expect, test } from 'vitest'
import { entitiesOf, findEntities } from './entities/find-entities.ts'
import type { Vocabulary } from './vocabulary.ts'
import { indexTerms } from './vocabulary-index.ts'
import { type CompiledLanguage, compileLanguage } from './words/compiled-language.ts'

const folder = new URL('../../../../extensions/languages/', import.meta.url)
const languages = new Map<string, CompiledLanguage>()

beforeAll(async () => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const { default: definition }: { default: LanguageDefinition } = await import(
      new URL(`${entry.name}/index.ts`, folder).href
    )
    languages.set(definition.tag, compileLanguage(definition))
  }
})

const shop: Vocabulary = {
  terms: [
    {
      kind: 'category',
      id: 'coffee-tables',
      forms: [
        { language: 'en', text: 'Coffee tables' },
        { language: 'sv', text: 'Soffbord' },
        { language: 'fi', text: 'Sohvapöydät' },
        { language: 'is', text: 'Sófaborð' },
        { language: 'hu', text: 'Kanapéasztalok' },
      ],
    },
    { kind: 'brand', id: 'halla', forms: [{ text: 'Halla' }] },
    { kind: 'product', id: 'pike-lure', forms: [{ text: 'Zander crankbait 12 cm' }] },
    {
      kind: 'product',
      id: 'sofa',
      forms: [
        { language: 'en', text: 'Halla three-seat sofa' },
        { language: 'hu', text: 'Halla háromszemélyes kanapé' },
      ],
    },
  ],
}

/** `type value` for each thing found; a negated one has a minus before it. */
function found(tag: string, text: string, awaited: string | null = null): string[] {
  const language = languages.get(tag)
  if (!language) throw new Error(`There is no language ${tag}`)
  const vocabulary = indexTerms(shop, [...languages.values()])
  const sentence = findEntities(text, { language, vocabulary, awaited, ...(tag === 'en' ? { currency: 'EUR' } : {}) })
  return entitiesOf(sentence).map(({ type, value, negated }) => `${negated ? '-' : ''}${type} ${told(value)}`)
}

function told(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return 'amount' in value && 'currency' in value ? `${value.amount} ${value.currency}` : JSON.stringify(value)
}

type Row = [tag: string, text: string, ...found: string[]]

describe('money and its limits', () => {
  const rows: Row[] = [
    ['en', 'a blue one under 500', 'colour blue', 'price_max 50000 EUR'],
    ['en', 'between 50 and 80 euro', 'price_min 5000 EUR', 'price_max 8000 EUR'],
    ['en', 'over 100 but under 200 euro', 'price_min 10000 EUR', 'price_max 20000 EUR'],
    ['en', 'from 50 up to 80 euros', 'price_min 5000 EUR', 'price_max 8000 EUR'],
    ['en', '$1,299.50 budget', 'price_max 129950 USD'],
    ['en', 'two hundred and fifty pounds', 'price_max 25000 GBP'],
    ['en', 'about 50 quid or less', 'price_max 5000 GBP'],
    ['en', 'at least 30 euros', 'price_min 3000 EUR'],
    ['sv', 'max 2 000 kr', 'price_max 200000 SEK'],
    ['sv', 'mellan 500 och 800 kronor', 'price_min 50000 SEK', 'price_max 80000 SEK'],
    ['sv', 'inte över 1.500 kr', 'price_max 150000 SEK'],
    ['sv', 'minst 300 kr', 'price_min 30000 SEK'],
    ['sv', 'tvåhundrafemtio kronor', 'price_max 25000 SEK'],
    ['fi', '300–400 euroa', 'price_min 30000 EUR', 'price_max 40000 EUR'],
    ['fi', 'alle 300 e', 'price_max 30000 EUR'],
    ['fi', 'kaksisataaviisikymmentä euroa', 'price_max 25000 EUR'],
    ['fi', 'enintään 49,90 €', 'price_max 4990 EUR'],
    ['fi', 'yli 100 euroa', 'price_min 10000 EUR'],
    ['is', 'ekki yfir 20 þúsund', 'price_max 20000 ISK'],
    ['is', 'undir 5.000 kr', 'price_max 5000 ISK'],
    ['is', 'á bilinu 10 til 15 þúsund krónur', 'price_min 10000 ISK', 'price_max 15000 ISK'],
    ['hu', 'max 15 ezer Ft', 'price_max 1500000 HUF'],
    ['hu', '20-30 ezer forint között', 'price_min 2000000 HUF', 'price_max 3000000 HUF'],
    ['hu', '500 forintig', 'price_max 50000 HUF'],
    ['hu', '5000 Ft-ig', 'price_max 500000 HUF'],
    ['hu', 'legfeljebb húszezer forintért', 'price_max 2000000 HUF'],
    ['hu', 'kétszázötven forint alatt', 'price_max 25000 HUF'],
  ]
  test.each(rows)('%s: "%s"', (tag, text, ...wanted) => expect(found(tag, text)).toEqual(wanted))
})

describe('counts and places', () => {
  const rows: Row[] = [
    ['en', 'half a dozen of the second one', 'quantity 6', 'position 2'],
    ['en', 'make it two', 'quantity 2'],
    ['en', 'the last one', 'position -1'],
    ['sv', 'jag tar 3 st', 'quantity 3'],
    ['sv', 'den andra', 'position 2'],
    ['sv', 'två stycken', 'quantity 2'],
    ['fi', 'otan kaksi kappaletta', 'quantity 2'],
    ['fi', 'viimeinen niistä', 'position -1'],
    ['fi', 'mennään sillä toisella', 'position 2'],
    ['is', 'ég ætla að fá þrjú stykki', 'quantity 3'],
    ['is', 'þennan síðasta', 'position -1'],
    ['hu', 'két darab', 'quantity 2'],
    ['hu', 'a harmadikat kérem', 'position 3'],
    ['hu', 'legyen öt', 'quantity 5'],
  ]
  test.each(rows)('%s: "%s"', (tag, text, ...wanted) => expect(found(tag, text)).toEqual(wanted))

  test('a number grown together with a name counts nothing', () => {
    expect(found('en', 'a PS5 controller')).toEqual([])
    expect(found('en', 'a 500g bag')).not.toContain('quantity 500')
  })
})

describe('sizes', () => {
  const rows: Row[] = [
    ['en', 'size 42 please, or W32 L34', 'size 42', 'size W32 L34'],
    ['en', 'UK 8', 'size UK 8'],
    ['en', 'in size XL', 'size XL'],
    ['sv', 'storlek 38 i rött', 'size 38', 'colour red'],
    ['fi', 'kokoa 38', 'size 38'],
    ['is', 'stærð L í bláu', 'size L', 'colour blue'],
    ['hu', '42-es cipő fekete', 'size 42', 'colour black'],
  ]
  test.each(rows)('%s: "%s"', (tag, text, ...wanted) => expect(found(tag, text)).toEqual(wanted))

  test('a big table is not a table in L', () => {
    expect(found('en', 'a big table')).not.toContain('size L')
    expect(found('sv', 'en stor matta')).not.toContain('size L')
  })
})

describe('colours, materials and what is not wanted', () => {
  const rows: Row[] = [
    ['en', 'not leather', '-material leather'],
    ['sv', 'inte läder, hellre ek', '-material leather', 'material oak'],
    ['sv', 'ljusblå', 'colour blue'],
    ['fi', 'ei nahkaa', '-material leather'],
    ['fi', 'vaaleansininen nahkasohva', 'colour blue', 'material leather'],
    ['fi', 'tammesta', 'material oak'],
    ['is', 'ekki leður', '-material leather'],
    ['is', 'í rauðum lit', 'colour red'],
    ['hu', 'bőr nélkül', '-material leather'],
    ['hu', 'világoskék', 'colour blue'],
    ['en', 'a grean one', 'colour green'],
  ]
  test.each(rows)('%s: "%s"', (tag, text, ...wanted) => {
    expect(found(tag, text).filter((one) => !one.startsWith('quantity'))).toEqual(wanted)
  })
})

describe("the shop's own words", () => {
  const rows: Row[] = [
    ['en', 'cofee tabels', 'category coffee-tables'],
    ['sv', 'soffbordet i ek', 'category coffee-tables', 'material oak'],
    ['fi', 'sohvapöytää', 'category coffee-tables'],
    ['fi', 'sohva pöytä', 'category coffee-tables'],
    ['is', 'sófaborðið', 'category coffee-tables'],
    ['hu', 'Halla kanapéasztalt keresek', 'brand halla', 'category coffee-tables'],
    ['en', 'the zander crankbate please', 'product pike-lure'],
    ['hu', 'a hallás háromszemélyes kanapét', 'product sofa'],
  ]
  test.each(rows)('%s: "%s"', (tag, text, ...wanted) =>
    expect(found(tag, text)).toEqual(expect.arrayContaining(wanted)),
  )
})

describe('addresses, numbers and days', () => {
  const rows: Row[] = [
    ['en', 'order AB-12345, mail Anna.Berg@Example.com', 'order_number AB-12345', 'email anna.berg@example.com'],
    ['en', 'call +44 20 7946 0958', 'phone +442079460958'],
    ['sv', 'i övermorgon eller på fredag', 'date {"inDays":2}', 'date {"weekday":5}'],
    ['fi', 'ensi viikolla', 'date {"inDays":7}'],
    ['is', 'á föstudaginn', 'date {"weekday":5}'],
    ['hu', 'holnapután délután', 'date {"inDays":2}'],
    ['en', 'on 3 May', 'date {"day":3,"month":5}'],
  ]
  test.each(rows)('%s: "%s"', (tag, text, ...wanted) => expect(found(tag, text)).toEqual(wanted))

  test('a number is a code or a phone only where one is asked for', () => {
    expect(found('en', '123456', 'code')).toEqual(['code 123456'])
    expect(found('sv', '070-123 45 67', 'phone')).toEqual(['phone 0701234567'])
    expect(found('sv', '070-123 45 67').join()).not.toContain('phone')
  })
})
