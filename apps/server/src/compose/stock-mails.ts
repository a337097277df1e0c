import { productView, readProductOfVariant, variantView } from '../commerce/catalogue/index.ts'
import type { Links } from '../commerce/orders/index.ts'
import { stopLink, takeBackInStock } from '../commerce/wishes/index.ts'
import type { Database, ShopTransaction } from '../db/database.ts'
import type { Consumer } from '../durable/index.ts'
import { readShop, type Shop } from '../identity/index.ts'
import { composeStockAlert, queueMail } from '../mail/index.ts'

/** Whatever may have put a thing back on the shelf. */
const mayBeBack = ['catalogue.changed', 'feed.imported', 'stock.released', 'order.cancelled']

const mostAtOnce = 100

/** Who waits for a thing hears once that it is back. Taking the alert and owing the mail are one transaction, so it is never both lost and ended. */
export function stockMails(db: Database, links: Links): Consumer {
  return {
    name: 'stock-alerts',
    types: mayBeBack,
    handle: (event) => db.inShop(event.shopId, (tx) => mailWhatIsBack(tx, links)),
  }
}

async function mailWhatIsBack(tx: ShopTransaction, links: Links): Promise<void> {
  const alerts = await takeBackInStock(tx, mostAtOnce)
  if (alerts.length === 0) return
  const shop = await readShop(tx)
  for (const alert of alerts) {
    const told = await titleOf(tx, shop, alert)
    await queueMail(tx, {
      kind: 'stock-alert',
      to: alert.email,
      language: alert.language,
      mail: composeStockAlert(
        { title: told.title, url: told.url, stopUrl: stopLink(links, tx.shopId, alert.id) },
        alert.language,
        shop.name,
      ),
      deliveryKey: `alert-${alert.id}`,
    })
  }
  // There were more than are taken at once.
  if (alerts.length === mostAtOnce) await mailWhatIsBack(tx, links)
}

/** The product's name with what tells this variant from its siblings, in the reader's language. */
async function titleOf(
  tx: ShopTransaction,
  shop: Shop,
  alert: { variantId: string; language: string },
): Promise<{ title: string; url: string | null }> {
  const product = await readProductOfVariant(tx, alert.variantId)
  const variant = product?.variants.find((each) => each.id === alert.variantId)
  if (!product || !variant) return { title: '', url: null }
  const reader = {
    shopId: tx.shopId,
    language: alert.language,
    currency: shop.settings.defaultCurrencyByLanguage[alert.language] ?? 'EUR',
  }
  const { name, url } = productView(product, reader)
  const options = Object.values(variantView(product, variant, reader).options).join(', ')
  return { title: options === '' ? name : `${name} (${options})`, url: url ?? null }
}
