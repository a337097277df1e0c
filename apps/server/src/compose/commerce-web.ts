import { join } from 'node:path'
import type { Hono } from 'hono'
import { cartDoors } from '../commerce/cart/index.ts'
import { catalogueDoors, feedOutDoors, feedPages, mediaRoutes, openPictureShelf } from '../commerce/catalogue/index.ts'
import { checkoutDoors } from '../commerce/checkout/index.ts'
import { companiesDoors } from '../commerce/companies/index.ts'
import { giftCardDoors } from '../commerce/gift-cards/index.ts'
import { keepingDoors } from '../commerce/keeping/index.ts'
import { documentDoors, documentPages, orderRulesDoors, ordersDoors, visibleOrder } from '../commerce/orders/index.ts'
import { orderReader, paymentPages, paymentsDoors, placingOf } from '../commerce/payments/index.ts'
import { deliveryDoors, taxDoors } from '../commerce/pricing/index.ts'
import { priceListDoors, promotionsDoors } from '../commerce/promotions/index.ts'
import { quotesDoors } from '../commerce/quotes/index.ts'
import { returnsDoors } from '../commerce/returns/index.ts'
import { reviewsDoors } from '../commerce/reviews/index.ts'
import { searchDoors, synonymsDoors } from '../commerce/search/index.ts'
import { stockDoors } from '../commerce/stock/index.ts'
import { stopPages } from '../commerce/wishes/index.ts'
import type { Door } from '../db/door.ts'
import { drawProduct } from '../demo/index.ts'
import { addressReader } from '../http/index.ts'
import { publicGet } from '../kernel/public-get.ts'
import { rateLimit } from '../kernel/rate-limit.ts'
import { knowledgeDoors } from '../knowledge/index.ts'
import { consentPages } from '../privacy/index.ts'
import { oneTimeCodes } from './codes.ts'
import type { WebParts } from './open-web.ts'

/** The doors of commerce, each handed what it needs of the others. */
export function commerceDoors(parts: WebParts): Door[] {
  const { clock, payments, search, config } = parts
  const connector = parts.extensions.connectors.find((one) => one.id === 'product-feed')
  return [
    ...(connector ? catalogueDoors({ clock, fetch: globalThis.fetch, connector }) : []),
    ...feedOutDoors({ publicUrl: config.publicUrl }),
    ...searchDoors({ search }),
    ...synonymsDoors,
    ...deliveryDoors,
    ...companiesDoors,
    ...quotesDoors,
    ...taxDoors,
    ...giftCardDoors,
    ...stockDoors,
    ...keepingDoors,
    ...priceListDoors,
    ...promotionsDoors,
    ...cartDoors,
    ...checkoutDoors({
      placing: (shop) => placingOf(payments, { id: shop.id, orderPrefix: shop.settings.orderPrefix }),
    }),
    ...ordersDoors({
      reader: (language) => orderReader(payments, language),
      codes: oneTimeCodes(config.secrets.signing),
    }),
    ...orderRulesDoors,
    ...paymentsDoors(payments),
    ...documentDoors({
      links: payments.links,
      visible: (tx, input) => visibleOrder(tx, input, config.secrets.signing),
    }),
    ...returnsDoors({ visible: (tx, input) => visibleOrder(tx, input, config.secrets.signing) }),
    ...reviewsDoors({ visible: (tx, input) => visibleOrder(tx, input, config.secrets.signing) }),
    ...knowledgeDoors(),
  ]
}

/** Its pages that are no API: pictures, paying, what providers call. */
export function commercePages(parts: WebParts): { path: string; app: Hono }[] {
  return [
    { path: '/media', app: mediaRoutes({ db: parts.db, draw: drawProduct, shelf: pictureShelf(parts) }) },
    {
      path: '/feeds',
      app: feedPages({
        db: parts.db,
        publicUrl: parts.config.publicUrl,
        clock: parts.clock,
        limit: rateLimit(30, 30),
        addressOf: addressReader(parts.config.trustedProxies),
      }),
    },
    { path: '/', app: documentPages({ db: parts.db, links: parts.payments.links }) },
    { path: '/', app: paymentPages({ db: parts.db, payments: parts.payments }) },
    { path: '/', app: stopPages({ db: parts.db, links: parts.payments.links }) },
    { path: '/', app: consentPages({ db: parts.db, links: parts.payments.links }) },
  ]
}

const largestPicture = 12_000_000
const pictureLimitMs = 15_000

const pictureShelf = ({ config, clock }: WebParts) =>
  openPictureShelf({
    folder: join(config.dataFolder, 'pictures'),
    clock,
    get: (url) => publicGet(url, { mostBytes: largestPicture, limitMs: pictureLimitMs }),
  })
