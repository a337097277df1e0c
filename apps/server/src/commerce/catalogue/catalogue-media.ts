import { Hono } from 'hono'
import type { Database } from '../../db/database.ts'
import type { Product, ProductDrawing, Variant } from './product.ts'
import { readProduct } from './product-store.ts'

/** What a picture is drawn from; the same always gives the same picture. */
export interface DrawingOrder {
  kind: string
  params: ProductDrawing['params']
  dimensions: { widthMm: number; heightMm: number; depthMm: number; weightG: number }
  colour: { hex: string; family: string }
  material: string
}

export interface MediaParts {
  db: Database
  draw: (order: DrawingOrder) => string
}

/** How a variant is drawn; null where its product is not drawn but photographed. */
function drawingOrder(product: Product, variant: Variant): DrawingOrder | null {
  const { drawing, dimensions } = product
  const colour = drawing?.colours[variant.sku] ?? drawing?.colour
  if (!drawing || !colour) return null
  const { widthMm = 400, heightMm = 400, depthMm = 400, weightG = 1000 } = dimensions ?? {}
  const { kind, params, material } = drawing
  return { kind, params, material, colour, dimensions: { widthMm, heightMm, depthMm, weightG } }
}

const mostKept = 500
const shopPattern = /^[a-z0-9_-]{1,64}$/

/** Pictures of products that are drawn: `/{shopId}/{productId}/{variantId}.svg`, below /media. Open to everybody, as a shop window is. */
export function mediaRoutes({ db, draw }: MediaParts): Hono {
  const drawn = new Map<string, string>()
  const app = new Hono()
  app.get('/:shopId/:productId/:file', async (c) => {
    const { shopId, productId, file } = c.req.param()
    const variantId = file.replace(/\.svg$/, '')
    if (!shopPattern.test(shopId) || !file.endsWith('.svg')) return c.notFound()
    const product = await db.inShop(shopId, (tx) => readProduct(tx, productId))
    const variant = product?.variants.find((one) => one.id === variantId)
    const order = product && variant && product.status !== 'draft' ? drawingOrder(product, variant) : null
    if (!order) return c.notFound()
    const key = JSON.stringify(order)
    const svg = drawn.get(key) ?? draw(order)
    if (drawn.size >= mostKept) drawn.clear()
    drawn.set(key, svg)
    return c.body(svg, 200, {
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      // The address does not change when the drawing does, so it is asked for again after a day.
      'cache-control': 'public, max-age=86400, stale-while-revalidate=604800',
    })
  })
  return app
}
