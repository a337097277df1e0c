import type { Order, OrderStatus } from '@parley/contracts'
import { formatDate, safeAddress } from '@parley/ui'
import { Row, TotalRows } from '../cart/totals.tsx'
import { BoughtLines } from '../checkout/order-summary.tsx'
import { Sign } from '../frame/sign.tsx'
import type { Reader } from '../reader.ts'
import { OrderReturns } from '../returns/order-returns.tsx'
import type { ReturnShown } from '../shop-port.ts'

interface OrderProps {
  order: Order
  reader: Reader
}

export function OrderPage({ order, reader, token, returns }: OrderProps & { token: string; returns: ReturnShown[] }) {
  const { say } = reader
  const name = order.contact?.name
  return (
    <section class="order">
      <p class="soft">{say('order.title', { number: order.number })}</p>
      <h1>{say(`order.${order.status}_title`)}</h1>
      <p class="lead">
        {order.status === 'placed' && order.contact
          ? say('order.placed_words', { email: order.contact.email })
          : say('order.placed_on', { date: formatDate(new Date(order.placedAt), reader.language) })}
      </p>
      <Steps order={order} reader={reader} />
      <div class="order-parts">
        <div>
          <Payment order={order} reader={reader} />
          <section aria-labelledby="order-delivery">
            <h2 id="order-delivery">{say('checkout.delivery')}</h2>
            {order.delivery && <p>{order.delivery.name}</p>}
            {order.address && (
              <p class="soft">
                {name && (
                  <>
                    {name}
                    <br />
                  </>
                )}
                {order.address.line1}
                {order.address.line2 && <>, {order.address.line2}</>}
                <br />
                {order.address.postalCode} {order.address.city}
              </p>
            )}
            <Parcel order={order} reader={reader} />
          </section>
          <OrderReturns {...{ order, token, returns, reader }} />
        </div>
        <div class="summary">
          <BoughtLines lines={order.lines} reader={reader} />
          <TotalRows totals={order.totals} discounts={order.discounts} reader={reader}>
            <Row label={say('totals.vat')} value={reader.money(order.totals.vat)} kind="soft" />
          </TotalRows>
        </div>
      </div>
      {mayBeJudged.includes(order.status) && (
        <p>
          <a href={`/orders/${order.id}/reviews?t=${encodeURIComponent(token)}`}>{say('order.judge')}</a>
        </p>
      )}
      <p class="soft">
        {say('order.questions')} <a href={`mailto:${reader.shop.email}`}>{reader.shop.email}</a>
      </p>
    </section>
  )
}

/** What is paid for or on its way may be judged. */
const mayBeJudged: readonly OrderStatus[] = ['paid', 'shipped', 'delivered', 'closed']

/** On account the goods go before the money comes, so paying is no step of the way. */
const steps: readonly OrderStatus[] = ['placed', 'packed', 'shipped', 'delivered']
const reached: Readonly<Record<OrderStatus, number>> = {
  placed: 0,
  paid: 0,
  packed: 1,
  shipped: 2,
  delivered: 3,
  closed: 3,
  cancelled: -1,
}

function Steps({ order, reader }: OrderProps) {
  if (order.status === 'cancelled') return null
  const at = reached[order.status]
  return (
    <ol class="steps">
      {steps.map((step, index) => (
        <li class={index <= at ? 'done' : ''} aria-current={index === at ? 'step' : undefined}>
          <span class="dot">{index <= at && <Sign name="check" />}</span>
          {reader.say(`order.${step}`)}
        </li>
      ))}
    </ol>
  )
}

function Payment({ order, reader }: OrderProps) {
  const { say, money, language } = reader
  const { payment } = order
  if (!payment) return null
  const payUrl = safeAddress(payment.payUrl)
  const rows = [
    ...(order.contact?.purchaseOrder ? [[say('checkout.purchase_order'), order.contact.purchaseOrder]] : []),
    [say('order.payment_way'), payment.name],
    [say('order.amount'), money(payment.amount)],
    ...(payment.reference ? [[say('order.reference'), payment.reference]] : []),
    ...(payment.dueOn ? [[say('order.due'), formatDate(new Date(`${payment.dueOn}T12:00:00Z`), language, 'UTC')]] : []),
  ]
  return (
    <section aria-labelledby="order-payment">
      <h2 id="order-payment">{say('checkout.payment')}</h2>
      <p class={`stock payment-${payment.status}`}>{say(`payment.${payment.status}`)}</p>
      <dl class="details">
        {rows.map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {payUrl && order.status !== 'cancelled' && (
        <p>
          <a class="button" href={payUrl}>
            {say('order.pay', { amount: money(payment.amount) })}
          </a>
        </p>
      )}
    </section>
  )
}

function Parcel({ order, reader }: OrderProps) {
  const { tracking } = order
  if (!tracking) return null
  const address = safeAddress(tracking.url)
  const number = `${tracking.carrier} ${tracking.number}`
  return (
    <p>
      {reader.say('order.parcel')}:{' '}
      {address ? (
        <a href={address} rel="noreferrer">
          {number}
        </a>
      ) : (
        number
      )}
    </p>
  )
}
