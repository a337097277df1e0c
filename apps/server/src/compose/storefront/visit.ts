import type { Actor } from '@parley/contracts'
import type { ShopFace, Visit, VisitRequest } from '../../../../storefront/src/shop-port.ts'
import { cartFacet } from '../../commerce/cart/index.ts'
import { placingOf } from '../../commerce/payments/index.ts'
import type { ShopTransaction } from '../../db/database.ts'
import { readShop, type Shop } from '../../identity/index.ts'
import { countryName, sellingTerms } from '../../kernel/shop-settings.ts'
import { readArticleBySlug, readArticles } from '../../knowledge/index.ts'
import { openVisitor, readVisitor, visitorOfToken } from '../../people/index.ts'
import type { WebParts } from '../open-web.ts'
import { visitCatalogue } from './visit-catalogue.ts'
import { type CheckoutCall, checkoutCall } from './visit-checkout.ts'
import { visitQuotes } from './visit-quotes.ts'
import { visitOrders } from './visit-returns.ts'
import { visitReviews } from './visit-reviews.ts'
import { visitRooms } from './visit-rooms.ts'

/** One reader's look at the shop, in one transaction. */
export async function openVisit<T>(
  parts: WebParts,
  shopId: string,
  given: VisitRequest,
  work: (visit: Visit) => Promise<T>,
): Promise<T> {
  const known = given.visitorToken ? await visitorOfToken(parts.db, given.visitorToken) : null
  const visitorId = known?.shopId === shopId ? known.visitorId : null
  return parts.db.inShop(shopId, async (tx) => work(await visitIn(tx, parts, given, visitorId)))
}

async function visitIn(
  tx: ShopTransaction,
  parts: WebParts,
  given: VisitRequest,
  visitorId: string | null,
): Promise<Visit> {
  const shop = await readShop(tx)
  const visitor = visitorId ? await readVisitor(tx, visitorId) : null
  const { language, currency } = choose(shop, given)
  let opened = visitor && given.visitorToken ? { id: visitor.id, token: given.visitorToken } : null
  const open = async () => {
    if (!opened) {
      const made = await openVisitor(tx, { language, currency })
      opened = { id: made.visitor.id, token: made.token }
    }
    return opened
  }
  /** The cart as it is asked for: until there is a visitor it belongs to nobody and is empty. */
  const call = (): CheckoutCall => {
    const actor: Actor = { kind: 'shopper', ...(opened ? { id: opened.id } : {}) }
    return {
      tx,
      language,
      currency,
      actor,
      owner: { visitorId: opened?.id ?? null, personId: visitor?.personId ?? null },
      terms: sellingTerms(shop.settings),
      conversationId: null,
      placing: placingOf(parts.payments, { id: shop.id, orderPrefix: shop.settings.orderPrefix }),
    }
  }
  return {
    shop: faceOf(shop, language),
    language,
    currency,
    known: visitor !== null,
    visitorToken: async () => (await open()).token,
    catalogue: visitCatalogue({ tx, search: parts.search, shop, language, currency }),
    cart: {
      view: () => cartFacet(call()).view(),
      add: async (variantId, quantity) => {
        await open()
        return cartFacet(call()).add(variantId, quantity)
      },
      setQuantity: (lineId, quantity, version) => cartFacet(call()).setQuantity(lineId, quantity, version),
      remove: (lineId, version) => cartFacet(call()).remove(lineId, version),
      undo: () => cartFacet(call()).undo(),
      applyCode: (code) => cartFacet(call()).applyCode(code),
      removeCode: (code) => cartFacet(call()).removeCode(code),
    },
    checkout: checkoutCall(call),
    ...visitOrders({ tx, payments: parts.payments, shop, language }),
    ...visitQuotes({ tx, language, secret: parts.payments.links.secret, open, checkout: call }),
    rooms: visitRooms({ tx, language, visitorId: () => opened?.id ?? null, open }),
    reviews: visitReviews({
      tx,
      language,
      currency,
      secret: parts.payments.links.secret,
      visitorId: () => opened?.id ?? null,
    }),
    articles: {
      list: async () =>
        (await readArticles(tx, language)).map(({ id, slug, title, topic }) => ({
          id,
          slug,
          title,
          topic: topic ?? '',
        })),
      read: async (slug) => {
        const found = await readArticleBySlug(tx, slug, [language, shop.settings.defaultLanguage, 'en'])
        return (
          found && { id: found.id, slug: found.slug, title: found.title, topic: found.topic ?? '', text: found.body }
        )
      },
    },
  }
}

function choose(shop: Shop, given: VisitRequest): { language: string; currency: string } {
  const { languages, defaultLanguage, currencies, defaultCurrencyByLanguage } = shop.settings
  const wished = given.languages.map((tag) => tag.toLowerCase().split('-')[0] ?? '')
  const language = wished.find((tag) => languages.includes(tag)) ?? defaultLanguage
  const asked = given.currency?.toUpperCase() ?? ''
  return {
    language,
    currency: currencies.includes(asked) ? asked : (defaultCurrencyByLanguage[language] ?? currencies[0] ?? 'EUR'),
  }
}

function faceOf(shop: Shop, language: string): ShopFace {
  const { settings } = shop
  const { street, postalCode, city } = settings.address
  return {
    id: shop.id,
    name: shop.name,
    languages: settings.languages,
    currencies: settings.currencies,
    defaultLanguage: settings.defaultLanguage,
    accent: settings.accent,
    tagline: settings.tagline,
    home: settings.home,
    email: settings.email,
    phone: settings.phone,
    address: [street, `${postalCode} ${city}`.trim()].filter(Boolean).join(', '),
    countries: sellingTerms(settings).countries.map((code) => ({ code, name: countryName(code, language) })),
    returnDays: settings.returnPolicy.days,
    hours: settings.openingHours.week,
  }
}
