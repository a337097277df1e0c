import type { Cart, Money } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import type { Department, ShopFace, StorefrontParts, Visit } from './shop-port.ts'
import { type Say, wordsIn } from './words.ts'

/** Everything that pages need to know about who reads, and where. */
export interface Reader {
  shop: ShopFace
  language: string
  currency: string
  say: Say
  money(amount: Money): string
  /** The page that was asked for, without what only chose the language. */
  url: URL
  publicUrl: string
  widget: StorefrontParts['widget']
  departments: Department[]
  basket: Cart | null
}

/** Reads what every page shows. A visitor who has never put anything anywhere has no basket to look for. */
export async function readerOf(visit: Visit, parts: StorefrontParts, url: URL): Promise<Reader> {
  const { shop, language, currency } = visit
  const clean = new URL(url)
  for (const name of ['lang', 'currency']) clean.searchParams.delete(name)
  return {
    shop,
    language,
    currency,
    say: wordsIn(language),
    money: (amount) => formatMoney(amount, language),
    url: clean,
    publicUrl: parts.publicUrl,
    widget: parts.widget,
    departments: await visit.catalogue.categories(),
    basket: visit.known ? await visit.cart.view() : null,
  }
}

export function countOf(cart: Cart | null): number {
  return cart?.lines.reduce((sum, line) => sum + line.quantity, 0) ?? 0
}
