import { type Context, Hono } from 'hono'
import type { Database } from '../../db/database.ts'
import { outsidePicture, versionOf } from './pictures/picture-address.ts'
import { type PictureShelf, widths } from './pictures/picture-shelf.ts'
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
  shelf: PictureShelf
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
const filePattern = /^(\w{1,64})\.(svg|jpg)$/

/** Pictures of products below /media, as `/{shopId}/{productId}/{variantId}.svg` where they are drawn and `….jpg` where they were photographed. Open to everybody, as a shop window is. */
export function mediaRoutes({ db, draw, shelf }: MediaParts): Hono {
  const drawn = new Map<string, string>()
  const app = new Hono()
  app.get('/:shopId/:productId/:file', async (c) => {
    const { shopId, productId, file } = c.req.param()
    const [, variantId = '', kind] = filePattern.exec(file) ?? []
    if (!shopPattern.test(shopId) || !/^\w{1,64}$/.test(productId) || !kind) return c.notFound()
    const product = await db.inShop(shopId, (tx) => readProduct(tx, productId))
    if (!product || product.status === 'draft') return c.notFound()
    const variant = product.variants.find((one) => one.id === variantId)
    return kind === 'svg' ? showDrawn(c, product, variant) : showPhotographed(c, shopId, product, variant)
  })
  return app

  function showDrawn(c: Context, product: Product, variant: Variant | undefined): Response | Promise<Response> {
    const order = variant && drawingOrder(product, variant)
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
  }

  async function showPhotographed(
    c: Context,
    shopId: string,
    product: Product,
    variant: Variant | undefined,
  ): Promise<Response> {
    const url = outsidePicture(product, variant)
    if (!url) return c.notFound()
    const asked = Number(c.req.query('w') ?? usualWidth)
    const width = widths.find((one) => one >= asked) ?? usualWidth
    const format = /image\/webp/.test(c.req.header('accept') ?? '') ? 'webp' : 'jpeg'
    const bytes = await shelf.picture({ shopId, url, width, format })
    // What the shop can't have, her browser may: a picture on the shopkeeper's own network, or one in a format of its own.
    if (!bytes) return c.redirect(url, 302)
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': `image/${format}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      vary: 'accept',
      'cache-control':
        c.req.query('v') === versionOf(url) ? 'public, max-age=31536000, immutable' : 'public, max-age=86400',
    })
  }
}

const usualWidth = 960
