import type { WishesFacet } from '@parley/sdk'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, refuse } from '../../kernel/refusals.ts'
import { readProduct } from '../catalogue/index.ts'
import { deleteWish, readWishes, writeWish } from './wishes-store.ts'
import { inWishWords } from './wishes-texts.ts'

const mostWishes = 100

export interface WishesCall {
  tx: ShopTransaction
  language: string
  /** The browser she writes from; null where there is none, and then nothing can be kept. */
  visitorId: string | null
  /** Her other browsers, where she has proved who she is. */
  others: () => Promise<readonly string[]>
}

/** Things kept for later, by browser; a verified customer finds those of all her browsers. */
export function wishesFacet(call: WishesCall): WishesFacet {
  const { tx, visitorId } = call
  const visitors = async () => [...new Set([...(visitorId === null ? [] : [visitorId]), ...(await call.others())])]
  const list = async () => readWishes(tx, await visitors())
  return {
    list,
    save: async (productId, variantId) => {
      const product = await readProduct(tx, productId)
      const known = product?.status === 'published' && (variantId === null || hasVariant(product, variantId))
      if (!known || visitorId === null)
        return inWishWords(refuse('product.not_found', 'There is no such product.'), call.language)
      const kept = await list()
      if (kept.length >= mostWishes && !kept.some((wish) => wish.productId === productId))
        return inWishWords(
          refuse('wish.too_many', 'The list is full.', { values: { most: mostWishes } }),
          call.language,
        )
      await writeWish(tx, visitorId, { productId, variantId })
      return granted({ kept: (await list()).length })
    },
    remove: async (productId) => {
      const all = await visitors()
      if (all.length > 0) await deleteWish(tx, all, productId)
      return { kept: (await list()).length }
    },
  }
}

const hasVariant = (product: { variants: { id: string }[] }, variantId: string): boolean =>
  product.variants.some((variant) => variant.id === variantId)
