import type { ProductView, ReviewSummary, VariantView } from '@parley/contracts'
import { Portrait, StockTag } from '../frame/product-cards.tsx'
import type { Reader } from '../reader.ts'
import type { DeliveryPromise } from '../shop-port.ts'
import { Options, openOption } from './options.tsx'
import { decimal, Stars } from './voices.tsx'

export interface ProductProps {
  product: ProductView
  variant: VariantView | undefined
  /** Something is still to be chosen, a size. */
  isOpen: boolean
  delivery: DeliveryPromise[]
  reader: Reader
}

export function Product({
  product,
  variant,
  isOpen,
  delivery,
  summary,
  reader,
}: ProductProps & { summary: ReviewSummary }) {
  const place = placeOf(product, reader)
  return (
    <article class="product" data-product>
      <div class="product-picture">
        <Portrait picture={variant?.picture ?? product.picture} alt={altOf(product, variant)} eager />
      </div>
      <div class="product-words">
        {place && (
          <p class="crumb">
            <a href={`/products?category=${encodeURIComponent(place.id)}`}>{place.name}</a>
          </p>
        )}
        <h1>{product.name}</h1>
        {product.tagline && <p class="lead">{product.tagline}</p>}
        <Rating summary={summary} reader={reader} />
        <Price variant={variant} reader={reader} />
        <Options product={product} variant={variant} isOpen={isOpen} reader={reader} />
        <Buy product={product} variant={variant} isOpen={isOpen} reader={reader} />
        <Delivery delivery={delivery} variant={variant} reader={reader} />
        <ul class="facts">
          {product.facts.map((fact) => (
            <li>{fact}</li>
          ))}
        </ul>
      </div>
      <div class="product-more">
        <p class="description">{product.description}</p>
        <Details product={product} variant={isOpen ? undefined : variant} reader={reader} />
      </div>
    </article>
  )
}

/** How buyers like it, where any has said so; leads to what they said. */
function Rating({ summary, reader }: { summary: ReviewSummary; reader: Reader }) {
  if (summary.count === 0) return null
  return (
    <a class="rating" href="#reviews">
      <Stars stars={summary.average} reader={reader} />
      <span>
        {decimal(summary.average, reader)} · {reader.say('voices.count', { count: summary.count })}
      </span>
    </a>
  )
}

function Price({ variant, reader }: { variant: VariantView | undefined; reader: Reader }) {
  const { say, money } = reader
  if (!variant?.price) return <p class="price big-price">{say('product.no_price')}</p>
  return (
    <p class="price big-price">
      <b>{money(variant.price)}</b>
      {variant.compareAt && (
        <s>
          <span class="unseen">{say('price.before')} </span>
          {money(variant.compareAt)}
        </s>
      )}
      <span class="soft vat">{say('price.with_vat')}</span>
    </p>
  )
}

function Buy({ product, variant, isOpen, reader }: Omit<ProductProps, 'delivery'>) {
  const { say } = reader
  if (!variant?.price) return null
  if (isOpen) {
    return (
      <p class="buy">
        <a class="button quiet wide" href="#options">
          {say('product.choose_first', { option: openOption(product)?.name ?? '' })}
        </a>
      </p>
    )
  }
  const isGone = variant.stock === 'out'
  return (
    <form class="buy" method="post" action="/cart/add" data-basket-form>
      <input type="hidden" name="variant" value={variant.id} />
      <input type="hidden" name="back" value={`/products/${product.handle}?variant=${variant.id}`} />
      <p class="stock-line" role="status">
        <StockTag stock={variant.stock} reader={reader} />
        {variant.stock === 'low' && variant.available !== undefined && (
          <span class="soft">{say('product.left', { count: variant.available })}</span>
        )}
      </p>
      <button type="submit" class="button wide" disabled={isGone}>
        {isGone ? say('stock.out') : say('product.add')}
      </button>
    </form>
  )
}

/** What it costs to get it, before anything is asked. */
function Delivery({ delivery, variant, reader }: Omit<ProductProps, 'product' | 'isOpen'>) {
  const { say, money } = reader
  if (!variant?.price || delivery.length === 0) return null
  const price = variant.price.amount
  return (
    <dl class="delivery">
      {delivery.slice(0, 3).map((way) => {
        const isFree = way.price.amount === 0 || (way.freeAbove !== null && price >= way.freeAbove.amount)
        return (
          <div>
            <dt>
              {way.name}
              <span class="soft"> {daysIn(way.days, reader)}</span>
            </dt>
            <dd>
              {isFree ? say('delivery.free') : money(way.price)}
              {!isFree && way.freeAbove && (
                <span class="soft">{say('delivery.free_from', { amount: money(way.freeAbove) })}</span>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** "2–4 working days"; nothing is promised for today that comes tomorrow. */
export function daysIn({ min, max }: { min: number; max: number }, { say }: Reader): string {
  if (max === 0) return say('delivery.today')
  if (min === 0) return say('delivery.days_within', { count: max })
  return min === max ? say('delivery.days', { count: max }) : say('delivery.days_span', { min, max, count: max })
}

function Details({ product, variant, reader }: Omit<ProductProps, 'delivery' | 'isOpen'>) {
  const { say } = reader
  const size = sizeOf(product, reader)
  return (
    <dl class="details">
      {product.attributes.map(({ name, values }) => (
        <div>
          <dt>{name}</dt>
          <dd>{values.join(', ')}</dd>
        </div>
      ))}
      {size && (
        <div>
          <dt>{say('product.dimensions')}</dt>
          <dd>{size}</dd>
        </div>
      )}
      {product.dimensions?.weightG && (
        <div>
          <dt>{say('product.weight')}</dt>
          <dd>{weightIn(product.dimensions.weightG, reader.language)}</dd>
        </div>
      )}
      {product.brand && (
        <div>
          <dt>{say('product.brand')}</dt>
          <dd>{product.brand}</dd>
        </div>
      )}
      {variant && (
        <div>
          <dt>{say('product.number')}</dt>
          <dd>{variant.sku}</dd>
        </div>
      )}
    </dl>
  )
}

/** "204 × 90 × 82 cm", in the order of width, depth, height. */
function sizeOf({ dimensions }: ProductView, { language, say }: Reader): string | null {
  const { widthMm, depthMm, heightMm } = dimensions ?? {}
  if (!widthMm || !depthMm || !heightMm) return null
  const centimetres = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const [width, depth, height] = [widthMm, depthMm, heightMm].map((mm) => centimetres.format(mm / 10))
  return say('product.size', { width: width ?? '', depth: depth ?? '', height: height ?? '' })
}

function weightIn(grams: number, language: string): string {
  const unit = grams < 1000 ? 'gram' : 'kilogram'
  const value = grams < 1000 ? grams : grams / 1000
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
}

const altOf = (product: ProductView, variant: VariantView | undefined) =>
  [product.name, ...Object.values(variant?.options ?? {})].join(', ')

/** The narrowest category that the site shows. */
function placeOf(product: ProductView, { departments }: Reader) {
  const shown = departments.flatMap((one) => [...one.children, one])
  return shown.find(({ id }) => product.categories.some((one) => one.id === id || one.id.startsWith(`${id}/`)))
}
