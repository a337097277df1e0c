import type { OrdersFacet } from '@parley/sdk'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, refuse } from '../../kernel/refusals.ts'
import { tidyNumber } from './order.ts'
import { type CodeParts, requestCode, verifyCode } from './order-code.ts'
import { readOrders } from './order-store.ts'
import { type OrderReader, orderView } from './order-view.ts'
import { inOrderWords } from './orders-texts.ts'

export interface OrdersCall {
  tx: ShopTransaction
  reader: OrderReader
  conversationId: string | null
  /** The person of the conversation, and whether she has proved in it who she is. */
  person: { id: string; verified: boolean } | null
  /** The shop's `T` of `T-10042`. */
  orderPrefix: string
  codes: CodeParts
  /** Told when a code was right, in the same transaction. */
  onVerified?: (proof: { email: string; orderId: string }) => Promise<void>
}

/** Orders as one conversation may see them: its own, those of a person who proved who she is, or one proved by a code sent to its address. */
export function ordersFacet(call: OrdersCall): OrdersFacet {
  const { tx, reader } = call
  const claimOf = async (orderNumber: string, email: string) => {
    const number = tidyNumber(orderNumber, call.orderPrefix)
    const [order] = await readOrders(tx, { number }, 1)
    return { number, email, order }
  }
  return {
    mine: async () => {
      if (!call.person?.verified) return []
      const rows = await readOrders(tx, { personId: call.person.id })
      return rows.map((row) => orderView(row, tx.shopId, reader))
    },
    placedHere: async () => {
      if (call.conversationId === null) return []
      const rows = await readOrders(tx, { conversationId: call.conversationId })
      return rows.map((row) => orderView(row, tx.shopId, reader))
    },
    requestCode: async (orderNumber, email) => {
      if (!/^\S+@\S+\.\S+$/.test(email.trim()))
        return inOrderWords(refuse('contact.email', 'This is no e-mail address.', { path: 'email' }), reader.language)
      await requestCode(tx, { ...(await claimOf(orderNumber, email)), language: reader.language }, call.codes)
      return granted({ sent: true })
    },
    verifyCode: async (orderNumber, email, code) => {
      const verified = await verifyCode(tx, { ...(await claimOf(orderNumber, email)), code }, call.codes)
      if (!verified.ok) return inOrderWords(verified, reader.language)
      await call.onVerified?.({ email: email.trim(), orderId: verified.value.order_id })
      return granted(orderView(verified.value, tx.shopId, reader))
    },
  }
}
