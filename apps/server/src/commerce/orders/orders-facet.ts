import type { OrdersFacet } from '@parley/sdk'
import type { ShopTransaction } from '../../db/database.ts'
import { granted, type Outcome, refuse } from '../../kernel/refusals.ts'
import { tidyNumber } from './order.ts'
import { type ChangeCall, confirmChange, proposeAddress, proposeCancel, whetherToChange } from './order-changes.ts'
import { type CodeParts, requestCode, verifyCode } from './order-code.ts'
import { readOrders } from './order-store.ts'
import { type OrderReader, type OrderRow, orderView } from './order-view.ts'
import { inOrderWords } from './orders-texts.ts'

export interface OrdersCall {
  tx: ShopTransaction
  reader: OrderReader
  conversationId: string | null
  /** The person of the conversation, and whether the shop's own site has signed her in. */
  person: { id: string; verified: boolean } | null
  /** Addresses that were proved in this conversation, in small letters. */
  emails?: readonly string[]
  /** The shop's `T` of `T-10042`. */
  orderPrefix: string
  codes: CodeParts
  /** Told when a code was right, in the same transaction. */
  onVerified?: (proof: { email: string; orderId: string }) => Promise<void>
  /** What changing and copying take; where there is no conversation nothing is changed. */
  changes?: Omit<ChangeCall, 'tx' | 'language' | 'conversationId'>
  /** Mails the papers of an order to the address it was ordered with. */
  mailCopy?: (tx: ShopTransaction, order: OrderRow) => Promise<Outcome<{ sent: true }>>
}

/** Orders as one conversation may see them: its own, those of a person who proved who she is, or one proved by a code sent to its address. */
export function ordersFacet(call: OrdersCall): OrdersFacet {
  const { tx, reader, mailCopy } = call
  const show = (rows: OrderRow[]) => rows.map((row) => orderView(row, tx.shopId, reader))
  const claimOf = async (orderNumber: string, email: string) => {
    const number = tidyNumber(orderNumber, call.orderPrefix)
    const [order] = await readOrders(tx, { number }, 1)
    return { number, email, order }
  }
  const visible = async (orderNumber: string): Promise<OrderRow | null> => {
    const number = tidyNumber(orderNumber, call.orderPrefix)
    const rows = [...(await placedHere(call)), ...(await ownOrders(call))]
    return rows.find((row) => row.number === number) ?? null
  }
  /** Does something with an order that may be seen here; any other is as if it were not there. */
  const withOrder = async <T>(
    orderNumber: string,
    work: (order: OrderRow, change: ChangeCall) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const change = changeCall(call)
    const order = change && (await visible(orderNumber))
    return inOrderWords(change && order ? await work(order, change) : missing(), reader.language)
  }
  return {
    mine: async () => show(await ownOrders(call)),
    placedHere: async () => show(await placedHere(call)),
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
    mayChange: (orderNumber, what) =>
      withOrder(orderNumber, async (order, change) => whetherToChange(change, order, what)),
    proposeCancel: (orderNumber) => withOrder(orderNumber, (order, change) => proposeCancel(change, order)),
    proposeAddress: (orderNumber, address) =>
      withOrder(orderNumber, (order, change) => proposeAddress(change, order, address)),
    confirm: async (proposalId) => {
      const change = changeCall(call)
      const done = change ? await confirmChange(change, proposalId) : missing()
      if (!done.ok) return inOrderWords(done, reader.language)
      const [row] = await readOrders(tx, { orderId: done.value }, 1)
      return row ? granted(orderView(row, tx.shopId, reader)) : missing()
    },
    mailCopy: (orderNumber) =>
      withOrder(orderNumber, async (order) => (mailCopy ? await mailCopy(tx, order) : missing())),
  }
}

const missing = () => refuse('order.not_found', 'There is no such order.')

async function placedHere({ tx, conversationId }: OrdersCall): Promise<OrderRow[]> {
  return conversationId === null ? [] : await readOrders(tx, { conversationId })
}

async function ownOrders({ tx, person, emails = [] }: OrdersCall): Promise<OrderRow[]> {
  const hers = person?.verified ? await readOrders(tx, { personId: person.id }) : []
  const proved = emails.length > 0 ? await readOrders(tx, { emails }) : []
  const all = [...hers, ...proved.filter((row) => !hers.some((each) => each.order_id === row.order_id))]
  return all.toSorted((one, other) => other.placed_at.getTime() - one.placed_at.getTime())
}

function changeCall({ tx, reader, conversationId, changes }: OrdersCall): ChangeCall | null {
  if (conversationId === null || !changes) return null
  return { ...changes, tx, language: reader.language, conversationId }
}
