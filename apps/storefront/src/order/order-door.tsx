import type { Door } from '../doors/door.ts'
import { OrderPage } from './order-page.tsx'

/** The order's page, for whoever holds its signed link. Without a good one there is no such page. */
export const orderDoor: Door = {
  method: 'GET',
  path: /^\/orders\/(?<order>[\w-]{1,80})$/,
  async open({ visit, url, names, reader }) {
    const token = url.searchParams.get('t') ?? ''
    const order = await visit.orders.byLink(names.order ?? '', token)
    if (!order) return { kind: 'missing' }
    const returns = await visit.returns.of(order.id, token)
    const who = await reader()
    const title = who.say('order.title', { number: order.number })
    return {
      kind: 'page',
      reader: who,
      page: { title, body: <OrderPage {...{ order, token, returns }} reader={who} />, isPrivate: true },
    }
  },
}
