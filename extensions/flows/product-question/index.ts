import { defineFlow } from '@parley/sdk'
import { deliverySteps } from './delivery.ts'
import { factSteps } from './facts.ts'
import { priceSteps } from './price.ts'
import { productSlot, whichSteps } from './which.ts'

/** Answers questions about one product, or about getting it home, from what the catalogue holds at this moment. */
export default defineFlow({
  id: 'product-question',
  jobs: {
    ask_price: { step: 'price', question: true },
    ask_availability: { step: 'availability', question: true },
    ask_size_fit: { step: 'size', question: true },
    ask_material: { step: 'material', question: true },
    ask_delivery_time: { step: 'deliveryTime', question: true },
    ask_delivery_cost: { step: 'deliveryCost', question: true },
  },
  facets: ['catalogue', 'checkout', 'cart', 'knowledge', 'privacy', 'reviews'],
  slots: { product: productSlot },
  steps: { ...whichSteps, ...priceSteps, ...factSteps, ...deliverySteps },
  digressions: 'ends',
})
