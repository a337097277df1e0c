import type { StorefrontParts, Visit, VisitRequest } from '../src/shop-port.ts'
import { cartDoor, type Kept, newVisitor } from './fake-basket.ts'
import {
  type Currency,
  cardOf,
  deliveryOf,
  departments,
  type FakeReader,
  type Language,
  list,
  picks,
  torget,
  viewOf,
} from './fake-catalogue.ts'
import { checkoutDoor } from './fake-checkout.ts'
import { approvalsDoor, quotesDoor } from './fake-quotes.ts'
import { type FakeReturns, noReturns, returnsDoor } from './fake-returns.ts'
import { reviewsDoor } from './fake-reviews.ts'

export interface FakeShop {
  parts: StorefrontParts
  visitors: Map<string, Kept>
  returns: FakeReturns
  /** What pages failed of. */
  faults: unknown[]
}

/** The demo shop in memory, behind the same port that the server fills. */
export function fakeShop(changed: (kept: Kept) => void = () => {}): FakeShop {
  const visitors = new Map<string, Kept>()
  const returns = noReturns()
  const faults: unknown[] = []
  const parts: StorefrontParts = {
    widget: { loaderUrl: '/widget/loader.js', key: 'pk_test' },
    secure: false,
    publicUrl: 'http://localhost',
    onFault: (error) => faults.push(error),
    visit: (given, work) => work(visitOf(given, { visitors, returns }, changed)),
  }
  return { parts, visitors, returns, faults }
}

function visitOf(
  given: VisitRequest,
  { visitors, returns }: Pick<FakeShop, 'visitors' | 'returns'>,
  changed: (kept: Kept) => void,
): Visit {
  const { shop } = torget
  const language: Language =
    shop.languages.find((tag) => given.languages.find((one) => shop.languages.some((x) => x === one)) === tag) ?? 'en'
  const currency: Currency =
    shop.currencies.find((code) => code === given.currency) ?? shop.defaultCurrencyByLanguage[language]
  const reader: FakeReader = { language, currency }
  const found = visitors.get(given.visitorToken ?? '')
  const kept = found ?? newVisitor(`v${visitors.size + 1}`)
  const orderOf = (id: string, token: string) => {
    const orders = [...visitors.values()].flatMap((one) => [...one.orders.values()])
    return token === 'good' ? (orders.find((order) => order.id === id) ?? null) : null
  }
  const articles = torget.articles.filter((one) => one.language === language)
  const head = ({ slug, title, topic }: (typeof articles)[number]) => ({ id: slug, slug, title, topic })
  return {
    shop: {
      id: 'shop',
      name: shop.name,
      languages: shop.languages,
      currencies: shop.currencies,
      defaultLanguage: shop.defaultLanguage,
      accent: shop.accentColour,
      tagline: shop.tagline,
      home: shop.home,
      email: shop.email,
      phone: shop.phone,
      address: `${shop.address.street}, ${shop.address.postcode} ${shop.address.city}`,
      countries: shop.countries.map(({ code }) => ({
        code,
        name: new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code,
      })),
      returnDays: shop.returnPolicy.days,
      hours: Object.fromEntries(Object.values(shop.openingHours.weekdays).map((spans, at) => [at + 1, spans])),
    },
    language,
    currency,
    known: found !== undefined,
    visitorToken: async () => {
      visitors.set(kept.token, kept)
      return kept.token
    },
    catalogue: {
      list: async (query) => list(query, reader),
      picks: async (limit) => picks(limit, reader),
      product: async (id) => {
        const product = torget.products.find((one) => one.id === id)
        return product ? viewOf(product, reader) : null
      },
      similar: async (id, limit) => {
        const category = torget.products.find((one) => one.id === id)?.categories[0]
        const near = torget.products.filter(
          (one) => one.id !== id && one.categories[0]?.split('/')[0] === category?.split('/')[0],
        )
        return near.slice(0, limit).map((product) => cardOf(product, reader))
      },
      categories: async () => departments(reader),
      delivery: async (sku) => deliveryOf(sku, reader),
    },
    cart: cartDoor(kept, reader, changed),
    checkout: checkoutDoor(kept, reader),
    orders: {
      byLink: async (id, token) => orderOf(id, token),
    },
    returns: returnsDoor(returns, (id, token) => orderOf(id, token)),
    // Rooms are talked in with a server behind them.
    rooms: {
      list: async () => [],
      read: async () => null,
      enter: async () => ({ ok: false, refusals: [] }),
      say: async () => ({ ok: false, refusals: [] }),
      remind: async () => ({ ok: false, refusals: [] }),
    },
    quotes: quotesDoor(currency),
    approvals: approvalsDoor(currency),
    reviews: reviewsDoor(visitors),
    articles: {
      list: async () => articles.map(head),
      read: async (slug) => {
        const article = articles.find((one) => one.slug === slug)
        return article ? { ...head(article), text: article.body } : null
      },
    },
  }
}
