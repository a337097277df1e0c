import { z } from 'zod'
import type { Ledger } from '../../stories/support/ledger.ts'
import type { Errand } from './errand.ts'
import type { Delivered } from './mail-box.ts'

const messageRow = z.object({
  message_id: z.string(),
  seq: z.int(),
  sender_kind: z.string(),
  client_id: z.string().nullable(),
  turn_id: z.string().nullable(),
})
const turnRow = z.object({ turn_id: z.string(), from_seq: z.int(), to_seq: z.int(), outcome: z.string() })
const orderRow = z.object({
  order_id: z.string(),
  status: z.string(),
  provider: z.string(),
  payment: z.string(),
  units: z.int(),
  held: z.int(),
  committed: z.int(),
})

/** Holds what a shopper was told against what stands in the tables and what came by mail. Answers with everything that does not agree. */
export async function judgeErrand(ledger: Ledger, errand: Errand, delivered: readonly Delivered[]): Promise<string[]> {
  const wrong = [
    ...errand.faults,
    ...(await judgeTalk(ledger, errand)),
    ...judgeNumbers(errand),
    ...(await judgeGoods(ledger, errand, delivered)),
  ]
  return wrong.map((what) => `${errand.email} (${errand.conversationId}): ${what}`)
}

async function judgeTalk(ledger: Ledger, errand: Errand): Promise<string[]> {
  const wrong: string[] = []
  const conversations = await ledger.rows(
    z.object({ conversation_id: z.string(), owner: z.string() }),
    'select conversation_id, owner from conversation where visitor_id = $1',
    [errand.visitorId],
  )
  const heard = errand.said.some(({ acknowledged }) => acknowledged)
  if (conversations.length > 1 || (heard && conversations.length === 0))
    wrong.push(`${conversations.length} conversations`)
  const id = conversations[0]?.conversation_id ?? ''
  const messages = await ledger.rows(
    messageRow,
    'select message_id, seq, sender_kind, client_id, turn_id from message where conversation_id = $1 order by seq',
    [id],
  )
  const turns = await ledger.rows(
    turnRow,
    'select turn_id, from_seq, to_seq, outcome from bot_turn where conversation_id = $1 order by to_seq',
    [id],
  )
  if (messages.some(({ seq }, at) => seq !== at + 1)) wrong.push('messages are not numbered one after the other')
  for (const { clientId, acknowledged } of errand.said) {
    const rows = messages.filter((row) => row.client_id === clientId)
    if (rows.length > 1) wrong.push(`said once, stands ${rows.length} times`)
    if (acknowledged && rows[0]?.message_id !== acknowledged.messageId) wrong.push('an acknowledged message is lost')
    if (acknowledged && rows[0] && rows[0].seq !== acknowledged.seq)
      wrong.push('an acknowledged message stands elsewhere')
  }
  const known = new Set(errand.said.map(({ clientId }) => clientId))
  for (const row of messages.filter(({ sender_kind: kind }) => kind === 'shopper')) {
    if (!row.client_id || !known.has(row.client_id)) wrong.push('a message that nobody said')
    const covering = turns.filter(({ from_seq: from, to_seq: to }) => from <= row.seq && row.seq <= to)
    if (covering.length !== 1) wrong.push(`message ${row.seq} is answered by ${covering.length} turns`)
  }
  for (const turn of turns) {
    const replies = messages.filter((row) => row.turn_id === turn.turn_id)
    if (replies.length === 0) wrong.push(`a turn (${turn.outcome}) without a reply`)
    if (turn.outcome === 'fault') wrong.push('the bot gave up on a turn')
  }
  const spoke = new Set(turns.map((turn) => turn.turn_id))
  if (messages.some((row) => row.sender_kind === 'bot' && !spoke.has(row.turn_id ?? '')))
    wrong.push('a reply of no turn')
  const standing = new Set(messages.map((row) => row.message_id))
  if (errand.replies.some((reply) => !standing.has(reply))) wrong.push('a reply that she was given is gone')
  if (new Set(errand.replies).size !== errand.replies.length) wrong.push('a reply was given for two sayings')
  return wrong
}

/** Her socket was told every change once, in order, however often it broke. */
function judgeNumbers({ numbers }: Errand): string[] {
  return numbers.some((number, at) => number !== at + 1) ? [`changes came as ${numbers.join(' ')}`] : []
}

async function judgeGoods(ledger: Ledger, errand: Errand, delivered: readonly Delivered[]): Promise<string[]> {
  const wrong: string[] = []
  const orders = await ledger.rows(
    orderRow,
    `select o.order_id, o.status, p.provider, p.status as payment,
       (select coalesce(sum(quantity), 0) from order_line l where l.order_id = o.order_id)::int as units,
       (select coalesce(sum(quantity), 0) from reservation r where r.order_id = o.order_id and r.state = 'held')::int as held,
       (select coalesce(sum(quantity), 0) from reservation r where r.order_id = o.order_id and r.state = 'committed')::int as committed
     from orders o join payment p on p.order_id = o.order_id where o.visitor_id = $1`,
    [errand.visitorId],
  )
  const [{ n: inCart } = { n: 0 }] = await ledger.rows(
    z.object({ n: z.int() }),
    `select coalesce(sum(l.quantity), 0)::int as n from cart c join cart_line l on l.cart_id = c.cart_id
     where c.status = 'open' and (c.visitor_id = $1 or c.person_id = (select person_id from visitor where visitor_id = $1))`,
    [errand.visitorId],
  )
  const units = inCart + orders.reduce((sum, order) => sum + order.units, 0)
  const { least, most } = errand.units
  if (units < least || units > most) wrong.push(`${units} units stand where ${least} to ${most} were put in`)
  if (orders.length > 1) wrong.push(`${orders.length} orders`)
  if (orders.length > 0 && !errand.yes) wrong.push('an order without a yes')
  if (errand.yes?.orderId && orders[0]?.order_id !== errand.yes.orderId)
    wrong.push('the order she was told of is not there')
  for (const order of orders) {
    if (errand.yes && order.units !== errand.yes.units)
      wrong.push(`an order of ${order.units}, agreed were ${errand.yes.units}`)
    wrong.push(...judgePayment(order, errand))
  }
  return [...wrong, ...judgeMails(orders, errand, delivered)]
}

function judgePayment(order: z.infer<typeof orderRow>, { bank, payment }: Errand): string[] {
  const wrong: string[] = []
  if (order.provider !== payment) wrong.push(`paid by ${order.provider} instead of ${payment}`)
  const secured = payment === 'invoice' || order.status === 'paid'
  if (secured && (order.committed !== order.units || order.held !== 0))
    wrong.push('goods of a paid order are not set aside')
  if (!secured && (order.held !== order.units || order.committed !== 0))
    wrong.push('goods of an unpaid order are not held')
  if (bank?.acknowledged && bank.answer === 'approve' && order.status !== 'paid')
    wrong.push(`approved at the bank, and the order is ${order.status}, the payment ${order.payment}`)
  if (payment === 'sandbox' && bank?.answer !== 'approve' && order.status === 'paid') wrong.push('paid without money')
  return wrong
}

/** One confirmation for each order; a repeat carries the same key. */
function judgeMails(orders: { order_id: string }[], errand: Errand, delivered: readonly Delivered[]): string[] {
  const ids = new Set(delivered.filter(({ to }) => to === errand.email).map(({ messageId }) => messageId))
  const due = new Set(orders.map(({ order_id: id }) => `<order-${id}@localhost>`))
  const wrong = [...due].filter((id) => !ids.has(id)).map((id) => `no mail ${id}`)
  return [...wrong, ...[...ids].filter((id) => !due.has(id)).map((id) => `a mail ${id} for nothing`)]
}
