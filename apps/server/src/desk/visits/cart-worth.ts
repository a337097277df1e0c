import { cartFacet } from '../../commerce/cart/index.ts'
import type { ShopTransaction } from '../../db/database.ts'
import { readShop } from '../../identity/index.ts'
import { sellingTerms } from '../../kernel/shop-settings.ts'

interface Worth {
  version: number
  items: number
  total: { amount: number; currency: string }
}

/** Reckoned anew where a basket has another version; the oldest are forgotten first. */
const reckoned = new Map<string, Worth>()
const mostReckoned = 2_000

/** How much is in a basket, and what it costs today. */
export async function cartWorth(tx: ShopTransaction, cart: { id: string; version: number }): Promise<Worth | null> {
  const key = `${tx.shopId} ${cart.id}`
  const known = reckoned.get(key)
  if (known?.version === cart.version) return known
  const { settings } = await readShop(tx)
  const language = settings.defaultLanguage
  const view = await cartFacet({
    tx,
    owner: { cartId: cart.id },
    language,
    currency: settings.defaultCurrencyByLanguage[language] ?? 'EUR',
    actor: { kind: 'system' },
    terms: sellingTerms(settings),
  }).view()
  const items = view.lines.reduce((sum, line) => sum + line.quantity, 0)
  const worth = { version: cart.version, items, total: view.totals.total }
  reckoned.delete(key)
  reckoned.set(key, worth)
  const [oldest] = reckoned.keys()
  if (reckoned.size > mostReckoned && oldest !== undefined) reckoned.delete(oldest)
  return worth
}
