import { Hono } from 'hono'
import { fakeOrder } from './fake-people.ts'
import { fakeOrderLog } from './fake-records.ts'

const returnStates = ['asked', 'approved', 'received', 'refunded', 'exchanged', 'rejected', 'withdrawn'] as const

/** Orders with all that hangs on them: parcels, payments, papers, what comes back, and proposals that change nothing. */
export function fakeOrders(now: () => number): Hono {
  const app = new Hono()
  const orderOf = (id: string) => fakeOrder(Number(id.slice(4)), now())
  const ago = (hours: number) => new Date(now() - hours * 3_600_000).toISOString()

  app.get('/orders', (context) => {
    const { status, search } = context.req.query()
    const all = Array.from({ length: 40 }, (_, place) => fakeOrder(place, now()))
    const found = all
      .filter((order) => !status || order.status === status)
      .filter((order) => !search || JSON.stringify(order).toLowerCase().includes(search.toLowerCase()))
    return context.json({ orders: found, next: null })
  })
  app.get('/orders/:id/log', (context) => context.json({ log: fakeOrderLog(now()) }))
  app.get('/orders/:id', (context) => context.json(orderOf(context.req.param('id'))))
  app.get('/orders/:id/fulfilments', (context) => {
    const order = orderOf(context.req.param('id'))
    const isSent = order.status === 'shipped' || order.status === 'delivered'
    const isPacked = isSent || order.status === 'packed'
    const parcel = {
      id: 'ful_1',
      orderId: order.id,
      status: order.status === 'delivered' ? 'delivered' : isSent ? 'shipped' : 'packed',
      tracking: isSent ? { carrier: 'Pósturinn', number: 'RR 123 456 789 IS', url: 'https://track.example/1' } : null,
      lines: [{ lineId: 'lin_1', quantity: isSent ? 2 : 1 }],
      packedAt: ago(20),
      shippedAt: isSent ? ago(3) : null,
      deliveredAt: null,
    }
    return context.json({ fulfilments: isPacked ? [parcel] : [] })
  })
  app.get('/orders/:id/documents', (context) => {
    const { totals } = orderOf(context.req.param('id'))
    const paper = { id: 'doc_1', kind: 'invoice', number: 1042, total: totals.total, vat: totals.vat }
    return context.json({ documents: [{ ...paper, issuedAt: ago(20), url: '/papers/doc_1.pdf?t=x' }] })
  })
  app.get('/orders/:id/returns', (context) => {
    const place = Number(context.req.param('id').slice(4))
    return context.json({ returns: place % 5 === 3 ? [returned(place)] : [] })
  })
  app.get('/payments', (context) => {
    const { orderId, unsettled, disputed: isDisputed } = context.req.query()
    const places = orderId ? [Number(orderId.slice(4))] : Array.from({ length: 12 }, (_, place) => place)
    const payments = places
      .map(paymentOf)
      .filter(
        ({ lookAt, disputed }) => (!unsettled || lookAt || disputed.amount > 0) && (!isDisputed || disputed.amount > 0),
      )
    return context.json({ payments, next: null })
  })
  app.post('/orders/:id/:name{refund-proposal|cancel-proposal|address-proposal|items-proposal}', async (context) => {
    const order = orderOf(context.req.param('id'))
    const { amount, reason } = await context.req.json()
    const total = { amount: amount ?? order.totals.total.amount, currency: order.currency }
    const summary = [
      { label: 'Order', value: order.number },
      { label: 'Back to Invoice', value: 'as it was paid', amount: total },
      { label: 'Reason', value: reason ?? '' },
    ]
    return context.json(proposalOf('refund', summary, `Do it to ${order.number}`), 201)
  })
  app.get('/return-policy', (context) => {
    const names = { en: 'It is broken' }
    return context.json({ exchanges: true, reasons: [{ id: 'damaged', names, shopPays: true, isFault: true }] })
  })
  app.post('/return-proposals', async (context) => {
    const { orderId, wish, reason, lines } = await context.req.json()
    const summary = [
      { label: 'Order', value: orderOf(orderId).number },
      { label: wish, value: `${lines[0].quantity} × ${lines[0].lineId}` },
      { label: 'Reason', value: reason },
    ]
    return context.json(proposalOf('return', summary, `Exchange from order ${orderOf(orderId).number}`), 201)
  })
  app.post('/return-proposals/:id/confirm', (context) => context.json(returned(3)))
  app.post('/returns/:id/settle-proposal', (context) => {
    const { number, total, lines } = returned(Number(context.req.param('id').slice(4)))
    const summary = [
      { label: 'Return', value: number },
      { label: 'Taken back', value: `2 × ${lines[0]?.title}` },
      { label: 'Paid back', value: 'the way it was paid', amount: total },
    ]
    return context.json(proposalOf('settle-return', summary, `Settle return ${number}`), 201)
  })
  app.get('/reconciliations', (context) => {
    const found = { paymentId: 'pay_4', orderId: 'ord_4', orderNumber: 'T-10004', provider: 'stripe' }
    const mended = [{ ...found, from: 'pending', to: 'captured' }]
    const faults = [{ rule: 'no refund was refused', ids: ['ref_9'] }]
    const runs = [
      { id: 'rec_3', asked: true, at: ago(1), looked: 214, mended: [], faults: [] },
      { id: 'rec_2', asked: false, at: ago(9), looked: 211, mended, faults: [] },
      { id: 'rec_1', asked: false, at: ago(33), looked: 204, mended: [], faults },
    ]
    return context.json({ reconciliations: runs })
  })
  app.get('/returns', (context) => {
    const { status } = context.req.query()
    const all = Array.from({ length: 14 }, (_, place) => returned(place))
    return context.json({ returns: all.filter((each) => !status || each.status === status), next: null })
  })
  app.get('/returns/:id', (context) => {
    const found = returned(Number(context.req.param('id').slice(4)))
    const first = { from: null, to: 'asked', reason: null, by: 'shopper', byName: null, at: ago(40) }
    const then = { from: 'asked', to: found.status, reason: null, by: 'agent', byName: 'Anna Virtanen', at: ago(4) }
    return context.json({ ...found, log: found.status === 'asked' ? [first] : [first, then] })
  })
  return app

  function paymentOf(place: number) {
    const order = fakeOrder(place, now())
    const { amount, currency } = order.totals.total
    const of = (part: number) => ({ amount: part, currency })
    const isTaken = order.payment?.status === 'captured'
    const refund = { id: `ref_${place}`, amount: of(Math.round(amount / 4)), reason: 'Damaged', at: ago(2) }
    const status = (['done', 'asked', 'pending', 'refused'] as const)[place % 4] ?? 'done'
    return {
      id: `pay_${place}`,
      orderId: order.id,
      orderNumber: order.number,
      provider: ['invoice', 'stripe', 'swish'][place % 3] ?? 'invoice',
      status: order.payment?.status ?? 'pending',
      amount: of(amount),
      authorised: of(amount),
      captured: of(isTaken ? amount : 0),
      refunded: of(0),
      disputed: of(place === 4 ? amount : 0),
      providerReference: `ref ${place}`,
      lookAt: place % 4 === 1 ? ago(-1) : null,
      refunds: isTaken && place % 3 === 0 ? [{ ...refund, status }] : [],
      createdAt: order.placedAt,
    }
  }

  function returned(place: number) {
    const order = fakeOrder(place, now())
    const [line] = order.lines
    const { goods } = order.totals
    const isExchange = place % 3 === 1
    return {
      id: `ret_${place}`,
      number: `R-${1001 + place}`,
      orderId: order.id,
      orderNumber: order.number,
      kind: ['return', 'exchange', 'complaint'][place % 3],
      wish: isExchange ? 'exchange' : place % 4 === 2 ? 'credit' : 'refund',
      status: returnStates[place % returnStates.length] ?? 'asked',
      reason: ['changed_mind', 'wrong_size', 'damaged'][place % 3],
      note: place % 2 === 0 ? 'Liturinn er annar en á myndinni.' : null,
      photos: place % 3 === 2 ? ['/pictures/3d5a80'] : [],
      label: place % 2 === 1 ? { carrier: 'Pósturinn', number: 'RR 987 654 321 IS' } : null,
      lines: [
        {
          lineId: 'lin_1',
          variantId: 'var_1',
          title: line?.title ?? '',
          options: line?.options ?? '',
          quantity: 2,
          amount: goods,
          instead: isExchange ? { variantId: 'var_2' } : null,
          accepted: null,
          restocked: null,
        },
      ],
      goods,
      delivery: { ...goods, amount: 0 },
      cost: { ...goods, amount: 490 },
      total: { ...goods, amount: goods.amount - 490 },
      refunded: { ...goods, amount: 0 },
      creditLastFour: null,
      replacementId: isExchange ? `ord_${place + 1}` : null,
      refusal: place % 7 === 5 ? 'worn' : null,
      createdAt: ago(40 + place * 9),
    }
  }
}

const proposalOf = (kind: string, summary: unknown[], action: string) => ({
  id: 'prp_1',
  kind,
  status: 'open',
  summary,
  total: null,
  action,
  versions: { order: 'ord_1' },
  expiresAt: '2099-01-01T00:00:00.000Z',
})
