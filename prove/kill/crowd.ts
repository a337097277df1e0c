import type { Errand } from './errand.ts'
import { type Random, seeded } from './random.ts'
import { runErrand, type Shop } from './shopper.ts'

const shoppers = 6

/** Several shoppers, each with one errand after the other until the doors are closed; then each finishes the one in hand. */
export function openDoors(shop: Shop, random: Random): { close: () => Promise<Errand[]> } {
  const errands: Errand[] = []
  let open = true
  const shopping = Array.from({ length: shoppers }, async () => {
    const own = seeded(random.between(0, 2 ** 31))
    while (open) errands.push(await runErrand(shop, `e-${crypto.randomUUID()}@prove.example`, own))
  })
  return {
    async close() {
      open = false
      await Promise.all(shopping)
      return errands
    },
  }
}
