import type { ProductView, VariantView } from '@parley/contracts'
import { safeAddress } from '@parley/ui'
import type { Door } from '../doors/door.ts'
import { ProductCards } from '../frame/product-cards.tsx'
import type { Card, DeliveryPromise } from '../shop-port.ts'
import { openOption } from './options.tsx'
import { Product } from './product.tsx'
import { productData } from './product-data.ts'

/** One product. Which of its variants stands in the address, so that each can be linked to and chosen without JavaScript. */
export const productDoor: Door = {
  method: 'GET',
  path: /^\/products\/(?<handle>[^/]+)$/,
  async open({ visit, url, names, part, reader }) {
    const product = await visit.catalogue.product(decoded(names.handle ?? ''))
    if (!product) return { kind: 'missing' }
    const { variant, isOpen } = choiceOf(product, url.searchParams)
    const delivery: DeliveryPromise[] = variant ? await visit.catalogue.delivery(variant.id) : []
    const who = await reader()
    const shown = <Product product={product} variant={variant} isOpen={isOpen} delivery={delivery} reader={who} />
    if (part === 'product') return { kind: 'part', body: shown }
    const similar: Card[] = await visit.catalogue.similar(product.id, 4)
    const body = (
      <>
        {shown}
        {similar.length > 0 && (
          <section class="band" aria-labelledby="similar">
            <h2 id="similar">{who.say('product.similar')}</h2>
            <ProductCards cards={similar} reader={who} />
          </section>
        )}
      </>
    )
    const picture = safeAddress((variant?.picture ?? product.picture)?.url)
    const data = productData(product, who)
    const description = product.tagline ?? product.description
    return { kind: 'page', reader: who, page: { title: product.name, description, body, data, picture } }
  },
}

/**
 * The variant that was asked for, else the first that can be bought. Nobody is given a size she did not choose: until then it stays open,
 * and `shown` only says which one to look at.
 */
function choiceOf(
  product: ProductView,
  search: URLSearchParams,
): { variant: VariantView | undefined; isOpen: boolean } {
  const { variants } = product
  const asked = variants.find(({ id }) => id === search.get('variant'))
  if (asked) return { variant: asked, isOpen: false }
  const shown =
    variants.find(({ id }) => id === search.get('shown')) ??
    variants.find(({ price, stock }) => price !== null && stock !== 'out') ??
    variants[0]
  return { variant: shown, isOpen: openOption(product) !== undefined }
}

function decoded(handle: string): string {
  try {
    return decodeURIComponent(handle)
  } catch {
    return handle
  }
}
