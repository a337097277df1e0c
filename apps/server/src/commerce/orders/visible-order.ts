import { z } from 'zod'
import type { ShopTransaction } from '../../db/database.ts'
import type { AnyInput } from '../../db/door.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { readVisitor } from '../../people/index.ts'
import { shopOfToken } from './order-links.ts'
import { readOrders } from './order-store.ts'
import type { OrderRow } from './order-view.ts'

const orderParams = z.object({ orderId: z.string() })

/** A shopper sees what she ordered in this browser or as this person, or what a signed link (`t`) shows her; a key or account any order of the shop. */
export async function visibleOrder(tx: ShopTransaction, input: AnyInput, secret: string): Promise<Outcome<OrderRow>> {
  const { orderId } = orderParams.parse(input.params)
  const [row] = await readOrders(tx, { orderId }, 1)
  if (!row) return notFound()
  if (input.principal.kind !== 'visitor' || row.visitor_id === input.principal.visitorId) return granted(row)
  if (shopOfToken(secret, 'order', orderId, input.query?.t) === tx.shopId) return granted(row)
  const visitor = row.person_id ? await readVisitor(tx, input.principal.visitorId) : null
  return visitor?.personId && visitor.personId === row.person_id ? granted(row) : notFound()
}

const notFound = () => refuse('order.not_found', 'There is no such order.')
