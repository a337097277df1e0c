import { describe, expect, test } from 'vitest'
import { drawings } from './drawings/draw-product.ts'
import { drawingOf, loadTorget, torgetCurrencies, torgetLanguages } from './torget.ts'

const torget = loadTorget()
const { shop, vocabulary, categories, products, articles } = torget
const variants = products.flatMap((product) => product.variants.map((variant) => ({ product, variant })))

/** Words that are rightly the same in English: measures and sizes, terms of the trade, names that travel. */
const sameEverywhere = new Set(
  'XS, S, M, L, XL, XXL, E14, E27, USB-C, 45 W USB-C, Bluetooth, Wi-Fi, Material, aluminium, denim, hall, normal, Jeans, Sneakers, Vegan, Eau de parfum'.split(
    ', ',
  ),
)
const isMeasure = (text: string) => !/\p{L}{3}/u.test(text)

/** Every group of texts by language anywhere in the shop, with the way to it. */
function groupsOf(value: unknown, way: string): { way: string; texts: Record<string, unknown> }[] {
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value)
  const isGroup = torgetLanguages.every((tag) => tag in value) && !way.endsWith('defaultCurrencyByLanguage')
  if (isGroup) return [{ way, texts: Object.fromEntries(entries) }]
  return entries.flatMap(([key, inner]) => groupsOf(inner, `${way}/${key}`))
}

/** The strings in a text, whether it is one, a list or a small object of them. */
const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : []

const groups = groupsOf({ shop, vocabulary, categories, products }, 'torget')

describe('what Torget says', () => {
  test('is said in all five languages, and nothing is left empty', () => {
    expect(groups.length).toBeGreaterThan(products.length + categories.length)
    for (const { way, texts } of groups) {
      const english = stringsIn(texts.en)
      for (const tag of torgetLanguages) {
        const said = stringsIn(texts[tag])
        expect(said, `${way} in ${tag}`).toHaveLength(english.length)
        expect(
          said.filter((text) => text.trim() === ''),
          `${way} in ${tag}`,
        ).toEqual([])
      }
    }
  })

  test('is never English in another language', () => {
    const leftInEnglish = groups.flatMap(({ way, texts }) => {
      const english = stringsIn(texts.en)
      return torgetLanguages
        .slice(1)
        .flatMap((tag) =>
          stringsIn(texts[tag]).flatMap((text, at) =>
            text === english[at] && !sameEverywhere.has(text) && !isMeasure(text) ? [`${way} ${tag}: ${text}`] : [],
          ),
        )
    })
    expect(leftInEnglish).toEqual([])
  })

  test('carries no markup, no straight quotation marks and no double spaces', () => {
    const spoken = groups.flatMap(({ way, texts }) => stringsIn(texts).map((text) => ({ way, text })))
    expect(spoken.filter(({ text }) => /[<>"]| {2}|\s$/.test(text))).toEqual([])
  })

  test('promises a first look at the shop in every language', () => {
    for (const tag of torgetLanguages) expect(new Set(shop.asked[tag]).size).toBe(3)
  })
})

describe("Torget's shelves", () => {
  test('hold more than sixty products over four departments', () => {
    expect(products.length).toBeGreaterThanOrEqual(64)
    expect(new Set(products.map((product) => product.id)).size).toBe(products.length)
    const departments = new Set(products.map((product) => product.categories[0]?.split('/')[0]))
    expect([...departments].sort()).toEqual(['beauty', 'clothing', 'electronics', 'home', 'shoes'])
  })

  test('name every code in the vocabulary', () => {
    const unknown = products.flatMap((product) => [
      ...Object.entries(product.attributes).flatMap(([code, values]) =>
        values.filter((value) => !vocabulary[code]?.values[value]).map((value) => `${product.id}: ${code} ${value}`),
      ),
      ...product.variants.flatMap(({ sku, options }) =>
        Object.entries(options)
          .filter(([code, value]) => !vocabulary[code]?.values[value])
          .map(([code, value]) => `${sku}: ${code} ${value}`),
      ),
    ])
    expect(unknown).toEqual([])
  })

  test('tell the variants of a product apart by its options and nothing else', () => {
    for (const { id, options, variants: own } of products) {
      for (const variant of own) expect(Object.keys(variant.options).sort(), variant.sku).toEqual([...options].sort())
      expect(new Set(own.map((variant) => JSON.stringify(variant.options))).size, id).toBe(own.length)
    }
  })

  test('give each variant a number of its own', () => {
    const skus = variants.map(({ variant }) => variant.sku)
    const gtins = variants.flatMap(({ variant }) => variant.gtin ?? [])
    expect(new Set(skus).size).toBe(skus.length)
    expect(new Set(gtins).size).toBe(gtins.length)
    expect(gtins.length).toBeGreaterThan(100)
  })

  test('carry bar codes that a till would accept', () => {
    const checkDigit = (gtin: string) =>
      (10 - ([...gtin.slice(0, 12)].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 ? 3 : 1), 0) % 10)) % 10
    const wrong = variants.filter(
      ({ variant }) => variant.gtin !== undefined && checkDigit(variant.gtin) !== Number(variant.gtin.at(-1)),
    )
    expect(wrong.map(({ variant }) => variant.sku)).toEqual([])
    expect(checkDigit('4006381333931')).toBe(1)
  })

  test('are priced in four currencies, and a former price is higher in each', () => {
    for (const { variant } of variants) {
      for (const currency of torgetCurrencies) {
        expect(variant.prices[currency], `${variant.sku} in ${currency}`).toBeGreaterThan(0)
        if (variant.compareAt)
          expect(variant.compareAt[currency], `${variant.sku} in ${currency}`).toBeGreaterThan(variant.prices[currency])
      }
      // Forint are stored with two decimals that nobody has seen since 1999.
      expect(variant.prices.HUF % 1000, variant.sku).toBe(0)
    }
  })

  test('have something sold out, something nearly gone and plenty of the rest', () => {
    const stock = variants.map(({ variant }) => variant.stock)
    expect(stock.filter((count) => count === 0).length).toBeGreaterThan(10)
    expect(stock.filter((count) => count > 0 && count <= 3).length).toBeGreaterThan(10)
    expect(stock.filter((count) => count > 3).length).toBeGreaterThan(stock.length / 2)
    for (const product of products)
      expect(
        product.variants.some((variant) => variant.stock > 0),
        product.id,
      ).toBe(true)
  })

  test('stand in categories that exist, and every category leads to a parent', () => {
    const known = new Set(categories.map((category) => category.id))
    expect(products.flatMap((product) => product.categories).filter((id) => !known.has(id))).toEqual([])
    expect(categories.filter((category) => category.parent !== null && !known.has(category.parent))).toEqual([])
    expect(shop.returnPolicy.finalSale.filter((id) => !known.has(id))).toEqual([])
  })

  test('leave no shelf at the end of the tree empty', () => {
    const parents = new Set(categories.map((category) => category.parent))
    const filled = new Set(products.flatMap((product) => product.categories))
    expect(categories.filter(({ id }) => !parents.has(id) && !filled.has(id)).map(({ id }) => id)).toEqual([])
  })

  test('know how each thing is drawn and in which colour', () => {
    expect(
      products.filter((product) => !drawings[product.drawing.kind]).map((product) => product.drawing.kind),
    ).toEqual([])
    for (const { product, variant } of variants)
      expect(drawingOf(torget, product, variant).colour.hex).toMatch(/^#[0-9a-f]{6}$/)
  })
})

describe("Torget's help articles", () => {
  const slugs = [...new Set(articles.map((article) => article.slug))]

  test('are fifteen, each in all five languages', () => {
    expect(slugs).toHaveLength(15)
    for (const slug of slugs) {
      const own = articles.filter((article) => article.slug === slug)
      expect(own.map((article) => article.language).sort(), slug).toEqual([...torgetLanguages].sort())
      expect(new Set(own.map((article) => article.topic)).size, slug).toBe(1)
      expect(new Set(own.map((article) => article.body)).size, slug).toBe(torgetLanguages.length)
    }
  })

  test('are short enough to read while standing', () => {
    for (const { slug, language, body } of articles) {
      const words = body.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length
      expect(words, `${slug}.${language}`).toBeGreaterThanOrEqual(70)
      expect(words, `${slug}.${language}`).toBeLessThanOrEqual(200)
    }
  })

  test('quote the delivery prices and days that the shop charges', () => {
    for (const tag of torgetLanguages) {
      const currency = shop.defaultCurrencyByLanguage[tag]
      const body = bodyOf('delivery', tag).replaceAll(/[\s.,]/g, '')
      for (const { id, prices, freeAbove, days } of shop.deliveryMethods.filter(
        (method) => method.id !== 'store-pickup',
      )) {
        for (const amount of [prices[currency], freeAbove[currency]])
          expect(body, `${id} in ${tag}`).toContain(digitsOf(amount, currency))
        expect(body.replaceAll('to', '–'), `${id} in ${tag}`).toContain(`${days.min}–${days.max}`)
      }
    }
  })

  test('give the days for returns, the hours and the address that the shop has', () => {
    for (const tag of torgetLanguages) {
      expect(bodyOf('returns', tag)).toContain(String(shop.returnPolicy.days))
      expect(shop.returnPolicy.texts[tag]).toContain(String(shop.returnPolicy.days))
      const contact = bodyOf('contact', tag)
      for (const said of [shop.email, shop.address.street, shop.phone.slice(-10), '10–18', '10–20', '11–16'])
        expect(contact, tag).toContain(said)
      expect(bodyOf('invoices', tag)).toContain(shop.organisationNumber)
    }
    expect(shop.openingHours.weekdays.thursday).toEqual([{ from: '10:00', to: '20:00' }])
    expect(shop.openingHours.weekdays.sunday).toEqual([])
  })

  function bodyOf(slug: string, tag: string): string {
    return articles.find((article) => article.slug === slug && article.language === tag)?.body ?? ''
  }

  /** The digits as an article prints them, separators left out: 390 for €3.90, 49 for €49, 1290 for 1 290 Ft. */
  function digitsOf(amount: number, currency: string): string {
    if (currency === 'ISK') return String(amount)
    return amount % 100 === 0 ? String(amount / 100) : String(amount)
  }
})
