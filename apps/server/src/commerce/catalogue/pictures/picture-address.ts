import { createHash } from 'node:crypto'
import type { Product, Variant } from '../product.ts'
import type { Width } from './picture-shelf.ts'

/** Where a picture that stands elsewhere was found: the variant's own, else the product's. */
export const outsidePicture = (
  product: Pick<Product, 'images'>,
  variant: Pick<Variant, 'images'> | undefined,
): string | null => {
  const url = variant?.images[0] ?? product.images[0]
  return url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null
}

/** The same picture as the shop itself shows it, at most so wide. Another picture has another address, so that browsers may keep each for good. */
export function pictureAddress(of: {
  shopId: string
  productId: string
  variantId: string | undefined
  url: string
  width: Width
}): string {
  return `/media/${of.shopId}/${of.productId}/${of.variantId ?? of.productId}.jpg?v=${versionOf(of.url)}&w=${of.width}`
}

export const versionOf = (url: string): string => createHash('sha256').update(url).digest('base64url').slice(0, 10)
