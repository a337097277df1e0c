import { type Door, door } from '../../db/door.ts'
import { audit, changeSettings, readShop } from '../../identity/index.ts'
import { granted } from '../../kernel/refusals.ts'
import { returnPolicy } from '../../kernel/shop-settings.ts'

const tag = 'returns'

/** What may come back, for how long, why and at what cost, as data. What shoppers hear when it may not names the rule. */
export const returnPolicyDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/return-policy',
    tag,
    summary: 'What may come back',
    access: { scope: 'orders:read' },
    answer: returnPolicy,
    handle: async (tx) => granted((await readShop(tx)).settings.returnPolicy),
  }),
  door({
    method: 'put',
    path: '/return-policy',
    tag,
    summary: 'Say what may come back',
    description:
      'Days from when it arrived, categories that are sold for good, reasons (`isFault` ones are complaints: longer, and from any category), what the way back costs and what is kept. Offers that were made under the old policy are looked at again when they are confirmed.',
    access: { scope: 'settings' },
    body: returnPolicy,
    example: { days: 30, finalSale: ['earrings'], labelCost: { SEK: 5900 }, restockingPercent: 0 },
    answer: returnPolicy,
    handle: async (tx, { body, principal }) => {
      const changed = await changeSettings(tx, () => granted({ returnPolicy: body }))
      if (!changed.ok) return changed
      await audit(tx, principal, 'return_policy.changed', tx.shopId, { days: body.days, finalSale: body.finalSale })
      return granted(changed.value.returnPolicy)
    },
  }),
]
