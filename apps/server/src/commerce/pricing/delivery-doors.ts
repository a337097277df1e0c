import { createHash } from 'node:crypto'
import { deliverySettings } from '@parley/contracts'
import { z } from 'zod'
import { type Door, door } from '../../db/door.ts'
import { audit, changeSettings, readShop } from '../../identity/index.ts'
import { granted, refuse } from '../../kernel/refusals.ts'
import type { ShopSettings } from '../../kernel/shop-settings.ts'

const tag = 'delivery'
const answer = z.object({ version: z.string(), delivery: deliverySettings })

/** How the shop delivers, as data: zones, ways, prices by weight or value, hours until which it is sent the same day, places to fetch it. */
export const deliveryDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/delivery',
    tag,
    summary: 'Read how the shop delivers',
    access: { scope: 'catalogue:read' },
    answer,
    handle: async (tx) => granted(deliveryOf((await readShop(tx)).settings)),
  }),
  door({
    method: 'put',
    path: '/delivery',
    tag,
    summary: 'Say how the shop delivers',
    description:
      'All of it at once. `version` is that of what was read; where somebody changed it since, the call is refused. Open proposals are looked at again when they are confirmed.',
    access: { scope: 'settings' },
    body: z.strictObject({ version: z.string(), delivery: deliverySettings }),
    example: {
      version: 'that of what was read',
      delivery: {
        zones: [
          {
            id: 'north',
            names: { en: 'The north' },
            countries: ['SE'],
            postalCodes: [{ from: '800 00', to: '989 99' }],
          },
        ],
        methods: [
          {
            id: 'parcel',
            names: { en: 'To your door', sv: 'Hem till dörren' },
            prices: { SEK: 5900 },
            rates: [{ zone: 'north', by: 'weight', steps: [{ fromGrams: 0, prices: { SEK: 7900 } }] }],
            freeAbove: { SEK: 79_900 },
            days: { min: 1, max: 2 },
            cutOff: { time: '14:00' },
          },
        ],
      },
    },
    answer,
    handle: async (tx, { body, principal }) => {
      const { zones, methods } = body.delivery
      const changed = await changeSettings(tx, (settings) =>
        deliveryOf(settings).version === body.version
          ? granted({ deliveryZones: zones, deliveryMethods: methods.map((method) => everywhere(method, settings)) })
          : refuse('delivery.changed', 'It was changed meanwhile.', { path: 'version' }),
      )
      if (!changed.ok) return changed
      await audit(tx, principal, 'delivery.changed', tx.shopId, { methods: methods.map((method) => method.id) })
      return granted(deliveryOf(changed.value))
    },
  }),
]

/** What goes to all that the shop sells to also goes to what it sells to later. */
function everywhere<Method extends { countries?: string[] | undefined }>(method: Method, { countries }: ShopSettings) {
  const { countries: named, ...others } = method
  return named === undefined || countries.every(({ code }) => named.includes(code)) ? others : method
}

function deliveryOf({ deliveryZones, deliveryMethods }: ShopSettings): z.infer<typeof answer> {
  const delivery = deliverySettings.parse({ zones: deliveryZones, methods: deliveryMethods })
  return { version: createHash('sha256').update(JSON.stringify(delivery)).digest('base64url').slice(0, 16), delivery }
}
