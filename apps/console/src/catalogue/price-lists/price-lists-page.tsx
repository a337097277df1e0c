import { type PriceList, priceList } from '@parley/contracts'
import { Link } from '@tanstack/react-router'
import { z } from 'zod'
import { LinkButton } from '../../forms/link-button.tsx'
import { useNow } from '../../live/now.ts'
import state from '../../orders/order-state.module.css'
import { PagedList } from '../../shell/paged-list.tsx'
import table from '../../shell/table.module.css'
import { dateOf } from '../../words/times.ts'
import styles from '../catalogue.module.css'
import { CatalogueHead } from '../catalogue-head.tsx'
import { useMayWrite } from '../may-write.ts'

const answer = z.object({ priceLists: z.array(priceList), next: z.string().nullish() })

/** Prices beside the catalogue's: sales, prices for groups and companies, prices from so many on. */
export function PriceListsPage() {
  const mayWrite = useMayWrite()
  return (
    <div className={styles.page}>
      <CatalogueHead
        title="Price lists"
        tools={
          mayWrite && (
            <LinkButton
              to="/catalogue/price-lists/$priceListId"
              params={{ priceListId: 'new' }}
              label="New price list"
            />
          )
        }
      />
      <PagedList
        one="price list"
        many="price lists"
        queryKey="price-lists"
        path="/price-lists"
        query={{}}
        answer={answer}
        items={(page) => page.priceLists}
        empty={{
          title: 'No price lists yet.',
          telling: 'A sale that begins and ends by itself, prices for a company, cheaper from ten on: make one here.',
        }}
        head={
          <>
            <th>Price list</th>
            <th>State</th>
            <th data-minor>For</th>
            <th data-minor>Currency</th>
            <th data-number>Prices</th>
            <th data-minor data-number>
              Until
            </th>
          </>
        }
        row={(list) => <Row key={list.id} list={list} />}
      />
    </div>
  )
}

function Row({ list }: { list: PriceList }) {
  const [word, tone] = standing(list, useNow())
  return (
    <tr>
      <td className={table.long}>
        <Link
          to="/catalogue/price-lists/$priceListId"
          params={{ priceListId: list.id }}
          className={table.opener}
          style={{ whiteSpace: 'normal' }}
        >
          {list.name}
        </Link>
      </td>
      <td>
        <span className={state.state} data-tone={tone}>
          {word}
        </span>
      </td>
      <td data-minor>{whom(list)}</td>
      <td data-minor>{list.currency}</td>
      <td data-number>{list.entries}</td>
      <td data-minor data-number>
        {list.endsAt && dateOf(list.endsAt)}
      </td>
    </tr>
  )
}

function standing({ startsAt, endsAt }: PriceList, now: number): readonly [string, string] {
  if (endsAt && Date.parse(endsAt) <= now) return ['Ended', 'plain']
  if (startsAt && Date.parse(startsAt) > now) return [`From ${dateOf(startsAt)}`, 'warn']
  return ['Holds now', 'good']
}

function whom({ groups, companies }: PriceList): string {
  const parts = [
    groups.length > 0 ? groups.join(', ') : '',
    companies.length === 1 ? 'one company' : companies.length > 1 ? `${companies.length} companies` : '',
  ]
  return parts.filter(Boolean).join(', ') || 'Everybody'
}
