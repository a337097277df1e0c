import { Button } from '@mantine/core'
import { type Company, companyApproval, company as companySchema, priceList } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { Trail } from '../forms/trail.tsx'
import { useDesk } from '../live/desk-context.tsx'
import styles from '../orders/order-page.module.css'
import { QuoteState } from '../quotes/quote-state.tsx'
import { quotesAnswer } from '../quotes/quotes-page.tsx'
import { Part } from '../shell/part.tsx'
import { Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { countryName } from '../words/names.ts'
import { dateOf } from '../words/times.ts'
import { CompanyDialogue } from './company-dialogue.tsx'
import { MembersPart } from './members-part.tsx'

const money = (amount: Company['owed']) => formatMoney(amount, navigator.language)

/** A company that buys: who for it, on how much credit, at which prices, and what waits for a colleague's yes. */
export function CompanyPage() {
  const { companyId } = useParams({ from: '/desk/companies/$companyId' })
  const { api, shopId, role } = useDesk()
  const [isEdited, setIsEdited] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['company', shopId, companyId],
    queryFn: ({ signal }) => api({ path: `/companies/${companyId}`, answer: companySchema, signal }),
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={8} />
  const mayWrite = role !== 'viewer'
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/companies" className={styles.back} aria-label="Back to the companies">
          <IconArrowLeft size={20} stroke={1.75} />
        </Link>
        <h1 className={table.title}>{data.name}</h1>
        {data.status === 'closed' && <span className={styles.soft}>Closed</span>}
        {mayWrite && (
          <div className={styles.actions}>
            <Button onClick={() => setIsEdited(true)}>Edit</Button>
          </div>
        )}
      </header>
      <div className={styles.columns}>
        <div>
          <MembersPart company={data} mayWrite={mayWrite} />
          <Quotes companyId={data.id} />
          <Approvals companyId={data.id} />
          <section className={styles.section}>
            <h2>Changed by hand</h2>
            <Trail subject={data.id} />
          </section>
        </div>
        <Facts company={data} />
      </div>
      {isEdited && <CompanyDialogue company={data} onClose={() => setIsEdited(false)} />}
    </div>
  )
}

function Quotes({ companyId }: { companyId: string }) {
  const { api, shopId } = useDesk()
  const { data } = useQuery({
    queryKey: ['quotes', shopId, 'company', companyId],
    queryFn: async ({ signal }) =>
      (await api({ path: '/quotes', query: { companyId, limit: 50 }, answer: quotesAnswer, signal })).quotes,
  })
  return (
    <section className={styles.section}>
      <h2>Quotes</h2>
      {!data ? <RowsComing rows={2} /> : data.length === 0 && <p className={styles.soft}>None yet.</p>}
      <ul>
        {data?.map((quote) => (
          <li key={quote.id}>
            <span>
              <Link to="/quotes/$quoteId" params={{ quoteId: quote.id }}>
                {quote.number}
              </Link>
              <span className={styles.soft}>
                {quote.lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(', ')}
              </span>
            </span>
            <span>
              <QuoteState quote={quote} /> {quote.total && money(quote.total)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const approvalsAnswer = z.object({ approvals: z.array(companyApproval) })
const approvalWords = { asked: 'Waits for a colleague', approved: 'Approved', refused: 'Refused' } as const

/** Only a colleague of theirs decides; the desk sees what waits. */
function Approvals({ companyId }: { companyId: string }) {
  const { api, shopId } = useDesk()
  const { data } = useQuery({
    queryKey: ['company', shopId, companyId, 'approvals'],
    queryFn: async ({ signal }) =>
      (await api({ path: `/companies/${companyId}/approvals`, answer: approvalsAnswer, signal })).approvals,
  })
  return (
    <section className={styles.section}>
      <h2>Orders that need a colleague’s yes</h2>
      {!data ? <RowsComing rows={1} /> : data.length === 0 && <p className={styles.soft}>None yet.</p>}
      <ul>
        {data?.map(({ proposalId, askedBy, askedAt, status, total }) => (
          <li key={proposalId}>
            <span>
              <b>{askedBy ?? 'A customer'}</b>
              <span className={styles.soft}>{dateOf(askedAt)}</span>
            </span>
            <span>
              {approvalWords[status]} {total && money(total)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const listsAnswer = z.object({ priceLists: z.array(priceList) })

function Facts({ company }: { company: Company }) {
  const { api, shopId } = useDesk()
  const { data: lists = [] } = useQuery({
    queryKey: ['price-lists', shopId],
    queryFn: async ({ signal }) => (await api({ path: '/price-lists', answer: listsAnswer, signal })).priceLists,
  })
  const own = lists.filter(({ companies }) => companies.includes(company.id))
  const { vatNumber, country, currency, creditLimit, owed, approvalAbove } = company
  return (
    <div className={styles.facts}>
      <Part title="Company">
        <span>{countryName(country)}</span>
        <span>{vatNumber ? `VAT ${vatNumber}` : <span className={styles.soft}>No VAT number</span>}</span>
        <span>Counts in {currency}</span>
      </Part>
      <Part title="On account">
        {creditLimit ? (
          <>
            <span>
              Owes {money(owed)} of at most {money(creditLimit)}
            </span>
            <span className={styles.soft}>
              {money({ ...owed, amount: Math.max(0, creditLimit.amount - owed.amount) })} left
            </span>
          </>
        ) : (
          <span>Nothing is sold to it on account.</span>
        )}
      </Part>
      <Part title="A colleague’s yes">
        <span>{approvalAbove ? `Above ${money(approvalAbove)}` : 'Never needed'}</span>
      </Part>
      <Part title="Prices of its own">
        {own.length === 0 && <span className={styles.soft}>It pays what everybody pays.</span>}
        {own.map(({ id, name, entries, endsAt }) => (
          <span key={id}>
            <Link to="/catalogue/price-lists/$priceListId" params={{ priceListId: id }}>
              {name}
            </Link>{' '}
            <span className={styles.soft}>{`${entries} prices${endsAt ? `, until ${dateOf(endsAt)}` : ''}`}</span>
          </span>
        ))}
      </Part>
    </div>
  )
}
