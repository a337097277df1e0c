import type { Checkout, Refusal } from '@parley/contracts'
import { daysIn } from '../product/product.tsx'
import type { Reader } from '../reader.ts'
import type { Entered } from './checkout-form.ts'
import { Way, Wrong } from './field.tsx'

export interface PartProps {
  checkout: Checkout
  values: Entered
  refusals: readonly Refusal[]
  reader: Reader
}

/** The ways of delivery to the country that is chosen, each with its price. */
export function DeliveryChoice({ checkout, values, refusals, reader }: PartProps) {
  const { say, money } = reader
  const errors = refusals.filter(({ path }) => path === 'delivery')
  return (
    <div class="ways-to-choose" data-delivery-choice role="radiogroup" aria-label={say('checkout.delivery')}>
      {checkout.deliveryOptions.map((way) => (
        <Way
          key={way.id}
          name="delivery"
          value={way.id}
          isChosen={values.delivery === way.id}
          title={way.name}
          text={`${sentence(daysIn(way.days, reader))}. ${way.description}`}
          aside={way.price.amount === 0 ? say('delivery.free') : money(way.price)}
          needsNoAddress={!way.needsAddress}
        />
      ))}
      {checkout.deliveryOptions.length === 0 && <p>{say('checkout.no_delivery')}</p>}
      <Wrong name="delivery" errors={errors} />
    </div>
  )
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
