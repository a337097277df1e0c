import type { Texts } from '@parley/contracts'
import {
  type CategoryTree,
  categoryTree,
  lockCatalogue,
  type Product,
  readCategories,
  readProductsOfFeed,
  type StockLevel,
  saveCategories,
  saveProducts,
  type Variant,
} from '../commerce/catalogue/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import { shopSettings } from '../kernel/shop-settings.ts'
import { saveArticles } from '../knowledge/index.ts'
import { drawingOf, loadTorget, type Torget, type TorgetProduct, type TorgetVariant } from './torget.ts'

/**
 * Fills a shop with Torget's goods, articles and settings, in one transaction. Doing it again changes nothing that stands;
 * stock is set only for what is new.
 */
export async function seedTorget(db: Database, shopId: string): Promise<{ products: number; articles: number }> {
  const torget = loadTorget()
  return db.inShop(shopId, async (tx) => {
    await lockCatalogue(tx)
    await tx.sql
      .updateTable('shop')
      .set({ name: torget.shop.name, settings: JSON.stringify(settingsOf(torget.shop)) })
      .where('shop_id', '=', shopId)
      .execute()
    await seedCategories(tx, torget)
    const articles = await saveArticles(
      tx,
      torget.articles.map(({ slug, language, title, topic, keywords, body }) => ({
        slug,
        language,
        title,
        topic,
        keywords,
        body,
      })),
    )
    return { products: await seedProducts(tx, torget), articles }
  })
}

async function seedCategories(tx: ShopTransaction, torget: Torget): Promise<void> {
  const tree = await readCategories(tx)
  const categories = categoriesOf(torget)
  await saveCategories(
    tx,
    categories.filter((category) => JSON.stringify(tree.byId.get(category.id)) !== JSON.stringify(category)),
  )
}

/** The demo's goods and categories as its catalogue holds them, each under the id it has in the files. */
export function torgetCatalogue(): { products: Product[]; tree: CategoryTree } {
  const torget = loadTorget()
  let variants = 0
  const ids = { id: () => `var_${++variants}` }
  const products = torget.products.map((given) => ({ ...productOf(ids, torget, given, undefined, []), id: given.id }))
  return { products, tree: categoryTree(categoriesOf(torget)) }
}

const categoriesOf = (torget: Torget) =>
  torget.categories.map(({ id, parent, names, order }) => ({ id, parentId: parent, names, position: order }))

/** Products that are new or differ from what stands. */
async function seedProducts(tx: ShopTransaction, torget: Torget): Promise<number> {
  const known = new Map(
    (
      await readProductsOfFeed(
        tx,
        torget.products.map((product) => product.id),
      )
    ).map((product) => [product.feedId, product]),
  )
  const stock: StockLevel[] = []
  const products = torget.products.flatMap((given) => {
    const old = known.get(given.id)
    const product = productOf(tx, torget, given, old, stock)
    return old && sameContent(old, product) ? [] : [product]
  })
  if (products.length > 0 || stock.length > 0) await saveProducts(tx, products, stock)
  return products.length
}

const sameContent = (one: Product, other: Product): boolean => canonical(one) === canonical(other)

/** JSON with keys in order: Postgres keeps its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )

function productOf(
  tx: { id(prefix: 'prd' | 'var'): string },
  torget: Torget,
  given: TorgetProduct,
  old: Product | undefined,
  stock: StockLevel[],
): Product {
  const { drawing } = given
  const variants = given.variants.map((variant, position): Variant => {
    const before = old?.variants.find((one) => one.sku === variant.sku)
    const id = before?.id ?? tx.id('var')
    if (!before) stock.push({ variantId: id, onHand: variant.stock })
    return { ...variantOf(torget, given, variant), id, position, available: before?.available ?? variant.stock }
  })
  const [first] = given.variants
  const drawn = first ? drawingOf(torget, given, first) : null
  return {
    id: old?.id ?? tx.id('prd'),
    handle: given.id,
    feedId: given.id,
    texts: given.texts,
    brand: given.brand,
    categories: given.categories,
    options: given.options.map((code) => ({ code, names: namesOf(torget, code) })),
    attributes: Object.entries(given.attributes).map(([code, values]) => ({
      code,
      names: namesOf(torget, code),
      values: values.map((value) => valueNames(torget, code, value)),
    })),
    dimensions: given.dimensions,
    images: [],
    drawing: drawn && {
      kind: drawing.kind,
      params: drawing.params,
      material: drawn.material,
      colour: drawn.colour,
      colours: Object.fromEntries(
        given.variants.map((variant) => [variant.sku, drawingOf(torget, given, variant).colour]),
      ),
    },
    vatClass: given.vatClass,
    freight: given.freight ?? false,
    popularity: given.popularity,
    status: 'published',
    revision: old?.revision ?? 0,
    variants,
  }
}

function variantOf(
  torget: Torget,
  product: TorgetProduct,
  variant: TorgetVariant,
): Omit<Variant, 'id' | 'position' | 'available'> {
  return {
    sku: variant.sku,
    feedId: variant.sku,
    gtin: variant.gtin ?? null,
    options: Object.fromEntries(
      Object.entries(variant.options).map(([code, value]) => [code, valueNames(torget, code, value)]),
    ),
    swatch: variant.options.colour ? drawingOf(torget, product, variant).colour.hex : null,
    images: [],
    status: 'published',
    soldAs: 'stock',
    source: {},
    prices: Object.fromEntries(
      Object.entries(variant.prices).map(([currency, amount]) => [
        currency,
        { amount, compareAt: Object.entries(variant.compareAt ?? {}).find(([code]) => code === currency)?.[1] ?? null },
      ]),
    ),
  }
}

function namesOf(torget: Torget, code: string): Texts {
  const entry = torget.vocabulary[code]
  if (!entry) throw new Error(`Torget's vocabulary has no "${code}"`)
  return entry.names
}

function valueNames(torget: Torget, code: string, value: string): Texts {
  const entry = torget.vocabulary[code]?.values[value]
  if (!entry) throw new Error(`Torget's vocabulary has no ${code} "${value}"`)
  return entry.names
}

function settingsOf(shop: Torget['shop']): unknown {
  const { weekdays, exceptions } = shop.openingHours
  const days = [
    weekdays.monday,
    weekdays.tuesday,
    weekdays.wednesday,
    weekdays.thursday,
    weekdays.friday,
    weekdays.saturday,
    weekdays.sunday,
  ]
  const settings = {
    languages: shop.languages,
    defaultLanguage: shop.defaultLanguage,
    currencies: shop.currencies,
    defaultCurrencyByLanguage: shop.defaultCurrencyByLanguage,
    timeZone: shop.timeZone,
    accent: shop.accentColour,
    legalName: shop.legalName,
    organisationNumber: shop.organisationNumber,
    email: shop.email,
    phone: shop.phone,
    address: {
      street: shop.address.street,
      postalCode: shop.address.postcode,
      city: shop.address.city,
      country: shop.address.country,
    },
    countries: shop.countries.map(({ code, vatPercent }) => ({ code, vat: { standard: vatPercent } })),
    openingHours: {
      week: Object.fromEntries(days.map((spans, at) => [at + 1, spans])),
      exceptions: exceptions.map(({ date, hours, names }) => ({ date, spans: hours, names })),
    },
    deliveryMethods: shop.deliveryMethods.map(({ id, texts, prices, freeAbove, days, countries, forFreightOnly }) => ({
      id,
      names: eachText(texts, (text) => text.name),
      descriptions: eachText(texts, (text) => text.description),
      prices,
      freeAbove,
      days,
      countries,
      needsAddress: id !== 'store-pickup',
      forFreightOnly: forFreightOnly ?? false,
    })),
    returnPolicy: shop.returnPolicy,
    tagline: shop.tagline,
    home: shop.home,
    asks: shop.asked,
    orderPrefix: 'T',
  }
  // What does not fit is found here and not by the first shopper.
  shopSettings.parse(settings)
  return settings
}

const eachText = <Text>(texts: Record<string, Text>, pick: (text: Text) => string): Texts =>
  Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, pick(text)]))
