import { NativeSelect } from '@mantine/core'
import { type Quote, quote, quoteStatus } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { CompaniesHead } from '../companies/companies-head.tsx'
import { useNow } from '../live/now.ts'
import { PagedList } from '../shell/paged-list.tsx'
import { SearchField } from '../shell/search-field.tsx'
import table from '../shell/table.module.css'
import { dateOf, exactTime, listTime } from '../words/times.ts'
import { QuoteState, quoteStatusWord } from './quote-state.tsx'

export const quotesAnswer = z.object({ quotes: z.array(quote), next: z.string().nullable() })

/** What companies ask a price for, the latest first. */
export function QuotesPage() {
  const { find, status } = useSearch({ from: '/desk/quotes' })
  const navigate = useNavigate({ from: '/quotes' })
  return (
    <div className={table.page}>
      <CompaniesHead title="Quotes">
        <SearchField
          label="Search quotes"
          group="Quotes"
          placeholder="Number or company"
          value={find ?? ''}
          onSearch={(said) => void navigate({ search: (before) => ({ ...before, find: said }), replace: true })}
        />
        <NativeSelect
          aria-label="Status"
          value={status ?? ''}
          onChange={({ currentTarget }) => {
            const chosen = quoteStatus.safeParse(currentTarget.value).data
            void navigate({ search: (before) => ({ ...before, status: chosen }) })
          }}
          data={[
            { value: '', label: 'Any status' },
            ...quoteStatus.options.map((value) => ({ value, label: quoteStatusWord(value) })),
          ]}
        />
      </CompaniesHead>
      <PagedList
        one="quote"
        many="quotes"
        queryKey="quotes"
        path="/quotes"
        query={{ search: find, status }}
        answer={quotesAnswer}
        items={(page) => page.quotes}
        empty={{
          title: find || status ? 'No quote fits.' : 'Nobody has asked for a price yet.',
          telling: 'Whoever buys for a company asks in the chat; it appears here at once.',
        }}
        head={
          <>
            <th>Quote</th>
            <th>Company</th>
            <th data-minor>What</th>
            <th>Status</th>
            <th data-minor data-number>
              Total
            </th>
            <th data-minor data-number>
              Holds until
            </th>
            <th data-minor data-number>
              Asked
            </th>
          </>
        }
        row={(each) => <Row key={each.id} quote={each} />}
      />
    </div>
  )
}

function Row({ quote }: { quote: Quote }) {
  const now = useNow()
  const { id, number, companyName, lines, total, validUntil, createdAt } = quote
  return (
    <tr>
      <td>
        <Link to="/quotes/$quoteId" params={{ quoteId: id }} className={table.opener}>
          {number}
        </Link>
      </td>
      <td className={table.long}>{companyName}</td>
      <td data-minor className={table.long}>
        {lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(', ')}
      </td>
      <td>
        <QuoteState quote={quote} />
      </td>
      <td data-minor data-number>
        {total && formatMoney(total, navigator.language)}
      </td>
      <td data-minor data-number>
        {validUntil && dateOf(validUntil)}
      </td>
      <td data-minor data-number title={exactTime(createdAt)}>
        {listTime(createdAt, now)}
      </td>
    </tr>
  )
}
