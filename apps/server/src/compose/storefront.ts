import { Hono } from 'hono'
import type { WebParts } from './open-web.ts'

export async function storefrontPages(_parts: WebParts): Promise<Hono> {
  return new Hono().get('/', (c) => c.text('The storefront has not been built: npm run build', 503))
}
