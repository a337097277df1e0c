import { Button } from '@mantine/core'
import {
  type ReturnView as Returned,
  type ReturnWithLog as ReturnedWithLog,
  returnWithLog as returnedWithLog,
} from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import styles from '../orders/order-page.module.css'
import { ReturnState, returnStatusWord } from '../orders/order-state.tsx'
import { Part } from '../shell/part.tsx'
import { Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { dateOf, exactTime } from '../words/times.ts'
import { ReturnDialogue, type ReturnStep, stepsOf } from './return-dialogues.tsx'
import { kindWords, reasonWords, ruleOrWords, wishWords } from './return-words.ts'

const money = (amount: Returned['total']) => formatMoney(amount, navigator.language)

export function ReturnPage() {
  const { returnId } = useParams({ from: '/desk/returns/$returnId' })
  const { api, shopId, role } = useDesk()
  const [step, setStep] = useState<ReturnStep | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['return', shopId, returnId],
    queryFn: ({ signal }) => api({ path: `/returns/${returnId}`, answer: returnedWithLog, signal }),
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={8} />
  const steps = role === 'viewer' ? [] : stepsOf(data)
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/returns" className={styles.back} aria-label="Back to the returns">
          <IconArrowLeft size={20} stroke={1.75} />
        </Link>
        <h1 className={table.title}>{data.number}</h1>
        <ReturnState status={data.status} />
        <time className={styles.placed} dateTime={data.createdAt} title={exactTime(data.createdAt)}>
          {dateOf(data.createdAt)}
        </time>
        <div className={styles.actions}>
          {steps.map(({ kind, label, isNext }) => (
            <Button key={kind} variant={isNext ? 'filled' : 'default'} onClick={() => setStep(kind)}>
              {label}
            </Button>
          ))}
        </div>
      </header>
      <div className={styles.columns}>
        <div>
          {data.refusal && <p className={styles.cancelled}>Refused: {ruleOrWords(data.refusal)}.</p>}
          <Lines returned={data} />
          <Log returned={data} />
        </div>
        <Facts returned={data} />
      </div>
      <ReturnDialogue step={step} returned={data} onClose={() => setStep(null)} />
    </div>
  )
}

function Lines({ returned }: { returned: Returned }) {
  const { lines, goods, delivery, cost, total, refunded, wish, status } = returned
  const isInspected = lines.some(({ accepted }) => accepted !== null)
  return (
    <table className={styles.lines}>
      <thead>
        <tr>
          <th>Comes back</th>
          <th data-number>Quantity</th>
          <th data-number>{isInspected ? 'Taken back' : ''}</th>
          <th data-number>Cost her</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.lineId}>
            <td>
              <b>{line.title}</b>
              <span className={styles.soft}>{line.options}</span>
            </td>
            <td data-number>{line.quantity}</td>
            <td data-number>{line.accepted !== null && `${line.accepted}, ${line.restocked ?? 0} to the shelf`}</td>
            <td data-number>{money(line.amount)}</td>
          </tr>
        ))}
      </tbody>
      {wish !== 'exchange' && (
        <tfoot>
          <Sum label="Goods" value={money(goods)} />
          {delivery.amount > 0 && <Sum label="Delivery" value={money(delivery)} />}
          {cost.amount > 0 && <Sum label="Kept for the way back" value={`−${money(cost)}`} />}
          <Sum label={totalWord(status, wish)} value={money(status === 'refunded' ? refunded : total)} isTotal />
        </tfoot>
      )}
    </table>
  )
}

function totalWord(status: Returned['status'], wish: Returned['wish']): string {
  if (wish === 'credit') return status === 'refunded' ? 'Given as store credit' : 'To give as store credit'
  return status === 'refunded' ? 'Given back' : 'To give back'
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

function Log({ returned: { log } }: { returned: ReturnedWithLog }) {
  return (
    <section className={styles.log}>
      <h2>What happened</h2>
      <ol>
        {log.map(({ to, at, reason, by, byName }) => (
          <li key={`${at} ${to}`}>
            <time dateTime={at}>{exactTime(at)}</time>
            <span>
              {returnStatusWord(to)}
              {reason && <span className={styles.soft}> {ruleOrWords(reason)}</span>}
              <span className={styles.soft}> by {byName ?? (by === 'shopper' ? 'the customer' : by)}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Facts({ returned }: { returned: Returned }) {
  const { kind, wish, reason, note, photos, label, orderId, orderNumber, replacementId } = returned
  return (
    <div className={styles.facts}>
      <Part title="Order">
        <Link to="/orders/$orderId" params={{ orderId }}>
          {orderNumber}
        </Link>
      </Part>
      <Part title="Wished for">
        <b>{kindWords[kind]}</b>
        <span>{wishWords[wish]}</span>
        {returned.creditLastFour && <span>Its code ends in {returned.creditLastFour}</span>}
      </Part>
      <Part title="Reason">
        <span>{reasonWords(reason)}</span>
        {note && <span className={styles.soft}>“{note}”</span>}
      </Part>
      {photos.length > 0 && (
        <Part title="Pictures">
          {photos.filter(isPicture).map((photo, place) => (
            <a key={photo} href={photo} target="_blank" rel="noreferrer">
              Picture {place + 1}
            </a>
          ))}
        </Part>
      )}
      {label && (
        <Part title="Sent back by">
          <span>
            {label.carrier} {label.number}
          </span>
        </Part>
      )}
      {replacementId && (
        <Part title="Instead">
          <Link to="/orders/$orderId" params={{ orderId: replacementId }}>
            The order that goes out
          </Link>
        </Part>
      )}
    </div>
  )
}

const isPicture = (address: string): boolean => /^(https?:\/\/|\/)/.test(address)
