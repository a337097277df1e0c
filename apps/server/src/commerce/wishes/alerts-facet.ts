import type { AlertsFacet } from '@parley/sdk'
import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { readProductOfVariant } from '../catalogue/index.ts'
import { countAlerts, endAlerts, writeAlert } from './alerts-store.ts'
import { inWishWords } from './wishes-texts.ts'

const mostAlerts = 20

/** Word by mail when a thing can be bought again. Anybody may ask; what comes of it is one mail, with a link that ends it. */
export function alertsFacet(call: { tx: ShopTransaction; language: string; visitorId: string | null }): AlertsFacet {
  const { tx, language, visitorId } = call
  const ask = async (variantId: string, given: string): Promise<Outcome<{ waiting: true }>> => {
    const email = given.trim().toLowerCase()
    if (!z.email().max(254).safeParse(email).success)
      return refuse('contact.email', 'This is no e-mail address.', { path: 'email' })
    const product = await readProductOfVariant(tx, variantId)
    const variant = product?.variants.find((each) => each.id === variantId)
    if (product?.status !== 'published' || variant?.status !== 'published')
      return refuse('product.not_found', 'There is no such product.')
    if (variant.available > 0) return refuse('alert.in_stock', 'It can be bought now.')
    if ((await countAlerts(tx, { email, visitorId })) >= mostAlerts)
      return refuse('alert.too_many', 'Too many alerts.', { values: { most: mostAlerts } })
    await writeAlert(tx, { variantId, visitorId, email, language })
    return granted({ waiting: true })
  }
  return {
    ask: async (variantId, email) => inWishWords(await ask(variantId, email), language),
    stop: (email) => endAlerts(tx, { email: email?.trim().toLowerCase() ?? null, visitorId }),
  }
}
