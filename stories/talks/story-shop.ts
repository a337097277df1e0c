import type { ProductCard } from '@parley/contracts'
import type { Api } from '../../apps/server/test/talk.ts'
import type { Dice } from '../support/journey/dice.ts'
import { openGeneratedShop } from '../support/journey/generated-shop.ts'
import { type Tongue, tradesOfGoods } from '../support/journey/shopper.ts'
import demoGoods from './demo-goods.json' with { type: 'json' }

/** A shop as a story needs it: goods by their kind, and titles of what can be bought, in one language. */
export interface StoryShop {
  where: 'demo' | 'feed'
  api: Api
  currency: string
  goods: string
  other: string
  /** What there is, by title, at any price, in stock. */
  shelf: readonly ProductCard[]
}

const unitsOfEach = 900

/** A shop of another trade, filled by its feed, with enough of everything for every story. */
export async function openFeedShop(
  at: { url: string; serverUrl: string },
  tongue: Tongue,
  dice: Dice,
): Promise<StoryShop> {
  const shop = await openGeneratedShop(at, tongue, dice, unitsOfEach)
  const { wanted, trade } = shop.feed
  const other = (tradesOfGoods[trade] ?? []).map((kind) => kind[tongue]).find(({ named }) => named !== wanted.named)
  const goods = { goods: wanted.wanted, other: other?.wanted ?? wanted.wanted }
  return {
    where: 'feed',
    api: shop.api,
    currency: shop.currency,
    ...goods,
    shelf: await shelfOf(shop.api, tongue, shop.currency),
  }
}

const currencies: Record<Tongue, string> = { en: 'EUR', sv: 'SEK', fi: 'EUR', is: 'ISK', hu: 'HUF' }

export async function demoShopIn(api: Api, tongue: Tongue): Promise<StoryShop> {
  const currency = currencies[tongue]
  return { where: 'demo', api, currency, ...demoGoods[tongue], shelf: await shelfOf(api, tongue, currency) }
}

async function shelfOf(api: Api, tongue: Tongue, currency: string): Promise<ProductCard[]> {
  const path = `/products?limit=100&language=${tongue}&currency=${currency}`
  const { products } = (await api.call<{ products: ProductCard[] }>('GET', path)).body
  return products.filter(({ stock, price }) => stock === 'in_stock' && price !== null)
}
