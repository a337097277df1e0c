import { createHash } from 'node:crypto'
import { taxSettings } from '@parley/contracts'
import { z } from 'zod'
import { type Door, door } from '../../db/door.ts'
import { audit, changeSettings, readShop } from '../../identity/index.ts'
import { granted, refuse } from '../../kernel/refusals.ts'
import type { ShopSettings } from '../../kernel/shop-settings.ts'

const tag = 'prices'
const answer = z.object({
  version: z.string(),
  /** Whose VAT a price that includes it holds. */
  home: z.string(),
  tax: taxSettings,
})

/** Where the shop sells to, and with what VAT, as data. */
export const taxDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/tax',
    tag,
    summary: 'Read where the shop sells to, and with what VAT',
    access: { scope: 'catalogue:read' },
    answer,
    handle: async (tx) => granted(taxOf((await readShop(tx)).settings)),
  }),
  door({
    method: 'put',
    path: '/tax',
    tag,
    summary: 'Say where the shop sells to, and with what VAT',
    description:
      'All of it at once. `version` is that of what was read; where somebody changed it since, the call is refused. The shop’s own country has to be among them. Open proposals are looked at again when they are confirmed; orders keep the VAT they were placed with.',
    access: { scope: 'settings' },
    body: z.strictObject({ version: z.string(), tax: taxSettings }),
    example: {
      version: 'that of what was read',
      tax: {
        include: 'vat',
        leastMargin: null,
        countries: [
          { code: 'SE', vat: { standard: 25, food: 12, books: 6 } },
          { code: 'FI', vat: { standard: 25.5 } },
        ],
      },
    },
    answer,
    handle: async (tx, { body, principal }) => {
      const { include, leastMargin, countries } = body.tax
      const changed = await changeSettings(tx, (settings) => {
        if (taxOf(settings).version !== body.version)
          return refuse('tax.changed', 'It was changed meanwhile.', { path: 'version' })
        const home = settings.address.country
        if (!countries.some(({ code }) => code === home))
          return refuse('tax.home_missing', 'The shop’s own country has to be among them.', {
            path: 'tax.countries',
            values: { country: home },
          })
        return granted({ countries, pricing: { include, leastMargin } })
      })
      if (!changed.ok) return changed
      await audit(tx, principal, 'tax.changed', tx.shopId, { include, leastMargin, countries })
      return granted(taxOf(changed.value))
    },
  }),
]

function taxOf({ pricing, countries, address }: ShopSettings): z.infer<typeof answer> {
  const tax = taxSettings.parse({
    ...pricing,
    // A country without a standard rate is one without VAT.
    countries: countries.map(({ code, vat }) => ({ code, vat: { standard: 0, ...vat } })),
  })
  const version = createHash('sha256').update(JSON.stringify(tax)).digest('base64url').slice(0, 16)
  return { version, home: address.country, tax }
}
