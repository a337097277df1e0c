import { decimalsOf, type Money, type PaymentDefinition } from '@parley/sdk'
import { describe, expect, test } from 'vitest'
import { checkMoney } from './check-money.ts'
import { checkWebhooks } from './check-webhooks.ts'
import { homeWorld, type PaymentWorld } from './home-world.ts'

export interface PaymentHarness<Settings> {
  settings: Settings
  /** A new provider with no payments, for each test. A provider that lives in Parley itself needs none. */
  openWorld?: (settings: Settings) => PaymentWorld<Settings>
}

export interface Payment<Settings> {
  definition: PaymentDefinition<Settings>
  open: () => PaymentWorld<Settings>
}

/**
 * What every way of paying must keep: the same key charges once, a no is a refusal, partial refunds add up, and webhooks that are forged,
 * stale, repeated, out of order or missing do no harm. In currencies with no, two and three decimals.
 *
 * @example checkPayment(invoice, { settings: { dueDays: 14 } })
 */
export function checkPayment<Settings>(
  definition: PaymentDefinition<Settings>,
  harness: PaymentHarness<Settings>,
): void {
  const settings = definition.settings.parse(harness.settings)
  const open = () => (harness.openWorld ?? ((given) => homeWorld(definition, given)))(settings)
  describe(`paying by ${definition.id}`, () => {
    test('it can be named to a shopper, and names its secrets', () => {
      expect(definition.id).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(definition.names.en).toBeTruthy()
      expect(definition.descriptions.en).toBeTruthy()
      for (const secret of definition.secrets) expect(settings).toHaveProperty(secret)
    })
    for (const amount of amountsFor(definition)) {
      describe(`in ${amount.currency}, with ${decimalsOf(amount.currency)} decimals`, () => {
        checkMoney({ definition, open }, amount)
      })
    }
    const [amount] = amountsFor(definition)
    if (definition.webhook && amount) checkWebhooks({ definition, open }, amount)
  })
}

/** One currency each of no, two and three decimals, as far as the provider takes them. */
function amountsFor({ currencies }: Pick<PaymentDefinition, 'currencies'>): Money[] {
  const usual = [
    { amount: 129_003, currency: 'SEK' },
    { amount: 14_990, currency: 'ISK' },
    { amount: 12_345, currency: 'KWD' },
  ]
  if (!currencies) return usual
  const taken = usual.filter((amount) => currencies.includes(amount.currency))
  return taken.length > 0 ? taken : currencies.slice(0, 1).map((currency) => ({ amount: 12_345, currency }))
}
