import type { Order } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import { Part } from '../shell/part.tsx'
import { Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { countryName } from '../words/names.ts'
import { dateOf, exactTime } from '../words/times.ts'
import { OrderActions, type OrderDeed, OrderDialogue } from './order-actions.tsx'
import { OrderLog } from './order-log.tsx'
import styles from './order-page.module.css'
import { PapersPart, ParcelsPart, PaymentsPart, ReturnsPart } from './order-parts.tsx'
import { OrderState } from './order-state.tsx'
import { OrderWay } from './order-way.tsx'
import { useOrder, useParcels, usePaymentsOf } from './use-order.ts'

const money = (amount: Order['totals']['total']) => formatMoney(amount, navigator.language)

export function OrderPage() {
  const { orderId } = useParams({ from: '/desk/orders/$orderId' })
  const { role } = useDesk()
  const { data, error, refetch } = useOrder(orderId)
  const { data: parcels } = useParcels(orderId)
  const { data: payments } = usePaymentsOf(orderId)
  const [deed, setDeed] = useState<OrderDeed | null>(null)
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={8} />
  const mayWrite = role !== 'viewer'
  const known = { order: data, parcels: parcels ?? [], payments: payments ?? [] }
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/orders" className={styles.back} aria-label="Back to the orders">
          <IconArrowLeft size={20} stroke={1.75} />
        </Link>
        <h1 className={table.title}>{data.number}</h1>
        <OrderState status={data.status} />
        <time className={styles.placed} dateTime={data.placedAt} title={exactTime(data.placedAt)}>
          {dateOf(data.placedAt)}
        </time>
        {mayWrite && parcels && payments && <OrderActions {...known} onDeed={setDeed} />}
      </header>
      <div className={styles.columns}>
        <div>
          <OrderWay status={data.status} />
          <Lines order={data} />
          <ParcelsPart
            {...known}
            mayWrite={mayWrite}
            onSend={(parcel) => setDeed({ kind: 'send', parcel })}
            onDelivered={(parcel) => setDeed({ kind: 'delivered', parcel })}
          />
          <PaymentsPart payments={known.payments} />
          <OrderLog orderId={data.id} />
        </div>
        <Facts order={data} />
      </div>
      <OrderDialogue {...known} deed={deed} onClose={() => setDeed(null)} />
    </div>
  )
}

function Lines({ order: { lines, totals, discounts = [] } }: { order: Order }) {
  const named = discounts.reduce((sum, { amount }) => sum + amount.amount, 0) === totals.discount.amount
  return (
    <table className={styles.lines}>
      <thead>
        <tr>
          <th>Item</th>
          <th data-number>Each</th>
          <th data-number>Quantity</th>
          <th data-number>Total</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>
              <b>{line.title}</b>
              <span className={styles.soft}>{[line.options, line.sku].filter((part) => part !== '').join(', ')}</span>
            </td>
            <td data-number>{money(line.unitPrice)}</td>
            <td data-number>{line.quantity}</td>
            <td data-number>{money(line.total)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <Sum label="Goods" value={money(totals.goods)} />
        {totals.discount.amount !== 0 &&
          (named ? discounts : [{ name: 'Discount', amount: totals.discount }]).map(({ name, amount }) => (
            <Sum key={name} label={name} value={`−${money(amount)}`} />
          ))}
        {totals.delivery && <Sum label="Delivery" value={money(totals.delivery)} />}
        <Sum label="Total" value={money(totals.total)} isTotal />
        <Sum label="of which VAT" value={money(totals.vat)} />
        {totals.giftCards && totals.toPay && (
          <>
            <Sum label="Gift card" value={`−${money(totals.giftCards)}`} />
            <Sum label="To pay" value={money(totals.toPay)} isTotal />
          </>
        )}
      </tfoot>
    </table>
  )
}

function Sum({ label, value, isTotal = false }: { label: string; value: string; isTotal?: boolean }) {
  return (
    <tr data-total={isTotal}>
      <th scope="row" colSpan={3}>
        {label}
      </th>
      <td data-number>{value}</td>
    </tr>
  )
}

function Facts({ order: { id, contact, address, delivery, payment, tracking, statusUrl } }: { order: Order }) {
  return (
    <div className={styles.facts}>
      {contact && (
        <Part title="Customer">
          <b>{contact.name}</b>
          <a href={`mailto:${contact.email}`}>{contact.email}</a>
          {contact.phone && <span>{contact.phone}</span>}
        </Part>
      )}
      {address && (
        <Part title="Delivered to">
          <span>{address.line1}</span>
          {address.line2 && <span>{address.line2}</span>}
          <span>
            {address.postalCode} {address.city}
          </span>
          <span>{countryName(address.country)}</span>
        </Part>
      )}
      {delivery && (
        <Part title="Delivery">
          <span>{delivery.name}</span>
          <span className={styles.soft}>
            {delivery.days.min === delivery.days.max
              ? `${delivery.days.min} days`
              : `${delivery.days.min} to ${delivery.days.max} days`}
          </span>
          {tracking && (
            <span>
              {tracking.carrier}{' '}
              {tracking.url?.startsWith('https://') ? <a href={tracking.url}>{tracking.number}</a> : tracking.number}
            </span>
          )}
        </Part>
      )}
      {payment && (payment.reference || payment.dueOn) && (
        <Part title="Payment">
          <span>
            {payment.name}, {money(payment.amount)}
          </span>
          {payment.reference && <span>Reference {payment.reference}</span>}
          {payment.dueOn && <span>Due {dateOf(payment.dueOn)}</span>}
        </Part>
      )}
      <PapersPart orderId={id} />
      <ReturnsPart orderId={id} />
      {statusUrl && /^(https?:\/\/|\/)/.test(statusUrl) && (
        <Part title="What the customer sees">
          <a href={statusUrl} target="_blank" rel="noreferrer">
            Order page
          </a>
        </Part>
      )}
    </div>
  )
}
