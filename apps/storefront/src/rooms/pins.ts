import type { ProductView, Room, RoomPin } from '@parley/contracts'
import type { Visit } from '../shop-port.ts'

/** What is pinned, as this reader sees it: with today's price in her currency. */
export interface SeenPin {
  pin: RoomPin
  product: ProductView | null
  variant: ProductView['variants'][number] | null
}

export async function readPins(visit: Visit, room: Room): Promise<SeenPin[]> {
  const seen: SeenPin[] = []
  for (const pin of room.pins) {
    const product = pin.productId ? await visit.catalogue.product(pin.productId) : null
    const variant = product?.variants.find(({ id }) => id === pin.variantId) ?? null
    seen.push({ pin, product, variant })
  }
  return seen
}
