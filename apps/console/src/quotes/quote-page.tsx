import { Button } from '@mantine/core'
import { type Quote, quote as quoteSchema } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Trail } from '../forms/trail.tsx'
import { useDesk } from '../live/desk-context.tsx'
import styles from '../orders/order-page.module.css'
import { Part } from '../shell/part.tsx'
import { Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { doUnlessUndone, tellFault } from '../shell/tell.tsx'
import { dateOf, exactTime } from '../words/times.ts'
import { PriceForm } from './price-form.tsx'
import { QuoteState } from './quote-state.tsx'

const money = (amount: NonNullable<Quote['total']>) => formatMoney(amount, navigator.language)

/** What a company asked a price for: an agent names it here, and sends it. */
export function QuotePage() {
  const { quoteId } = useParams({ from: '/desk/quotes/$quoteId' })
  const { api, shopId, role } = useDesk()
  const { data, error, refetch } = useQuery({
    queryKey: ['quote', shopId, quoteId],
    queryFn: ({ signal }) => api({ path: `/quotes/${quoteId}`, answer: quoteSchema, signal }),
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={8} />
  const isOpen = data.status === 'asked' || data.status === 'priced'
  const mayWrite = role !== 'viewer' && isOpen
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/quotes" className={styles.back} aria-label="Back to the quotes">
          <IconArrowLeft size={20} stroke={1.75} />
        </Link>
        <h1 className={table.title}>{data.number}</h1>
        <QuoteState quote={data} />
        <time className={styles.placed} dateTime={data.createdAt} title={exactTime(data.createdAt)}>
          {dateOf(data.createdAt)}
        </time>
        {mayWrite && <Decline quote={data} />}
      </header>
      <div className={styles.columns}>
        <div>
          {mayWrite ? <PriceForm key={data.version} quote={data} /> : <Lines quote={data} />}
          <section className={styles.section}>
            <h2>Changed by hand</h2>
            <Trail subject={data.id} />
          </section>
        </div>
        <div className={styles.facts}>
          <Part title="Asked by">
            <Link to="/companies/$companyId" params={{ companyId: data.companyId }}>
              {data.companyName}
            </Link>
            <Link to="/persons/$personId" params={{ personId: data.personId }}>
              {data.personName ?? 'A customer'}
            </Link>
          </Part>
          {data.note && (
            <Part title="In her words">
              <span>{data.note}</span>
            </Part>
          )}
          {data.validUntil && (
            <Part title="Holds until">
              <span>{exactTime(data.validUntil)}</span>
            </Part>
          )}
        </div>
      </div>
    </div>
  )
}

function Decline({ quote }: { quote: Quote }) {
  const { api } = useDesk()
  const client = useQueryClient()
  const refresh = () => {
    for (const name of ['quote', 'quotes']) void client.invalidateQueries({ queryKey: [name] })
  }
  const declining = useMutation({
    mutationFn: () =>
      api({ method: 'POST', path: `/quotes/${quote.id}/decline`, answer: quoteSchema, keepalive: true }),
    onSuccess: refresh,
    onError: tellFault,
  })
  return (
    <div className={styles.actions}>
      <Button
        variant="default"
        loading={declining.isPending}
        onClick={() => doUnlessUndone(`${quote.number} is declined.`, () => declining.mutate(), refresh)}
      >
        Decline
      </Button>
    </div>
  )
}

function Lines({ quote: { lines, total } }: { quote: Quote }) {
  return (
    <table className={styles.lines}>
      <thead>
        <tr>
          <th>Thing</th>
          <th data-number>Quantity</th>
          <th data-number>Usually</th>
          <th data-number>Each</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.variantId}>
            <td>
              <b>{line.title}</b>
              <span className={styles.soft}>{line.options}</span>
            </td>
            <td data-number>{line.quantity}</td>
            <td data-number>{line.listPrice && money(line.listPrice)}</td>
            <td data-number>{line.unitPrice && money(line.unitPrice)}</td>
          </tr>
        ))}
      </tbody>
      {total && (
        <tfoot>
          <tr data-total>
            <th scope="row" colSpan={3}>
              Together
            </th>
            <td data-number>{money(total)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}
