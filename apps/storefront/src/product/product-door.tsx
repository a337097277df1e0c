import type { ProductView, Refusal, VariantView } from '@parley/contracts'
import { safeAddress } from '@parley/ui'
import type { Answer, Call, Door } from '../doors/door.ts'
import { ProductCards } from '../frame/product-cards.tsx'
import type { Card, DeliveryPromise } from '../shop-port.ts'
import { openOption } from './options.tsx'
import { Product } from './product.tsx'
import { productData } from './product-data.ts'
import { Voices } from './voices.tsx'

/** One product. Which of its variants stands in the address, so that each can be linked to and chosen without JavaScript. */
const lookDoor: Door = {
  method: 'GET',
  path: /^\/products\/(?<handle>[^/]+)$/,
  async open(call) {
    const product = await productOf(call)
    if (!product) return { kind: 'missing' }
    if (call.part === 'product') return { kind: 'part', body: (await lookAt(call, product)).shown }
    const isTaken = call.url.searchParams.has('asked')
    return productPage(call, product, isTaken ? { isTaken, text: '', refusals: [] } : null)
  },
}

/** A question about it, which stands beside it once the shop has answered. */
const askDoor: Door = {
  method: 'POST',
  path: /^\/products\/(?<handle>[^/]+)\/questions$/,
  async open(call) {
    const product = await productOf(call)
    if (!product) return { kind: 'missing' }
    const text = call.form.text('text')
    await call.visit.visitorToken()
    const asked = await call.visit.reviews.ask(product.id, text)
    if (asked.ok) return { kind: 'elsewhere', to: `/products/${encodeURIComponent(product.handle)}?asked=1#questions` }
    return productPage(call, product, { isTaken: false, text, refusals: asked.refusals })
  },
}

export const productDoors: Door[] = [lookDoor, askDoor]

const productOf = ({ visit, names }: Call) => visit.catalogue.product(decoded(names.handle ?? ''))

async function lookAt({ visit, url, reader }: Call, product: ProductView) {
  const { variant, isOpen } = choiceOf(product, url.searchParams)
  const delivery: DeliveryPromise[] = variant ? await visit.catalogue.delivery(variant.id) : []
  const voices = await visit.reviews.of(product.id, url.searchParams.get('reviews') === 'all' ? 100 : 6)
  const who = await reader()
  const parts = { product, variant, isOpen, delivery, reader: who, summary: voices.summary }
  return { who, variant, voices, shown: <Product {...parts} /> }
}

async function productPage(
  call: Call,
  product: ProductView,
  asked: { isTaken: boolean; text: string; refusals: readonly Refusal[] } | null,
): Promise<Answer> {
  const { who, variant, voices, shown } = await lookAt(call, product)
  const similar: Card[] = await call.visit.catalogue.similar(product.id, 4)
  const body = (
    <>
      {shown}
      <Voices handle={product.handle} voices={voices} asked={asked} reader={who} />
      {similar.length > 0 && (
        <section class="band" aria-labelledby="similar">
          <h2 id="similar">{who.say('product.similar')}</h2>
          <ProductCards cards={similar} reader={who} />
        </section>
      )}
    </>
  )
  const picture = safeAddress((variant?.picture ?? product.picture)?.url)
  const data = productData(product, who, voices)
  const description = product.tagline ?? product.description
  const isWrong = asked !== null && !asked.isTaken
  const page = { title: product.name, description, body, data, picture }
  return { kind: 'page', reader: who, page, ...(isWrong ? { status: 422 } : {}) }
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
