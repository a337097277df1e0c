import { type Door, door } from '../../db/door.ts'
import { audit, changeSettings, readShop } from '../../identity/index.ts'
import { granted } from '../../kernel/refusals.ts'
import { orderRules } from '../../kernel/shop-settings.ts'

const tag = 'orders'

/** Until when shoppers may cancel an order or change its address themselves, as data. What they hear when it is too late names the rule. */
export const orderRulesDoors: readonly Door[] = [
  door({
    method: 'get',
    path: '/order-rules',
    tag,
    summary: 'What shoppers may change about an order themselves',
    access: { scope: 'orders:read' },
    answer: orderRules,
    handle: async (tx) => granted((await readShop(tx)).settings.orderRules),
  }),
  door({
    method: 'put',
    path: '/order-rules',
    tag,
    summary: 'Say what shoppers may change about an order themselves',
    description:
      'Until an order is `packed` or `shipped`, and within so many hours of ordering: `null` is no such limit, `0` is never. Offers that were made under the old rule are looked at again when they are confirmed.',
    access: { scope: 'settings' },
    body: orderRules,
    example: { cancel: { before: 'packed', withinHours: 24 }, address: { before: 'shipped', withinHours: null } },
    answer: orderRules,
    handle: async (tx, { body, principal }) => {
      const changed = await changeSettings(tx, () => granted({ orderRules: body }))
      if (!changed.ok) return changed
      await audit(tx, principal, 'order_rules.changed', tx.shopId, body)
      return granted(changed.value.orderRules)
    },
  }),
]
