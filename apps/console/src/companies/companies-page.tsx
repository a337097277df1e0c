import { Button } from '@mantine/core'
import { type Company, company } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'
import { useCommands } from '../shell/commands.ts'
import { PagedList } from '../shell/paged-list.tsx'
import { SearchField } from '../shell/search-field.tsx'
import table from '../shell/table.module.css'
import { countryName } from '../words/names.ts'
import { CompaniesHead } from './companies-head.tsx'
import { CompanyDialogue } from './company-dialogue.tsx'

const companiesAnswer = z.object({ companies: z.array(company), next: z.string().nullable() })

/** Companies that buy, the latest first. */
export function CompaniesPage() {
  const { find } = useSearch({ from: '/desk/companies' })
  const navigate = useNavigate({ from: '/companies' })
  const { role } = useDesk()
  const mayWrite = role !== 'viewer'
  const [isNew, setIsNew] = useState(false)
  useCommands(
    mayWrite ? [{ id: 'new', label: 'New company', group: 'Companies', key: 'n', run: () => setIsNew(true) }] : [],
  )
  return (
    <div className={table.page}>
      <CompaniesHead title="Companies">
        <SearchField
          label="Search companies"
          group="Companies"
          placeholder="Name or VAT number"
          value={find ?? ''}
          onSearch={(said) => void navigate({ search: { find: said }, replace: true })}
        />
        {mayWrite && <Button onClick={() => setIsNew(true)}>New company</Button>}
      </CompaniesHead>
      <PagedList
        one="company"
        many="companies"
        queryKey="companies"
        path="/companies"
        query={{ search: find }}
        answer={companiesAnswer}
        items={(page) => page.companies}
        empty={{
          title: find ? 'No company fits.' : 'No company buys here yet.',
          telling: find ? 'Try a part of its name.' : 'Take one in: its people then buy on account and ask for quotes.',
        }}
        head={
          <>
            <th>Company</th>
            <th data-minor>VAT number</th>
            <th data-minor>Country</th>
            <th data-minor data-number>
              People
            </th>
            <th data-number>Owes</th>
            <th data-minor data-number>
              Of at most
            </th>
          </>
        }
        row={(each) => <Row key={each.id} company={each} />}
      />
      {isNew && (
        <CompanyDialogue
          company={null}
          onClose={() => setIsNew(false)}
          onDone={({ id }) => void navigate({ to: '/companies/$companyId', params: { companyId: id } })}
        />
      )}
    </div>
  )
}

function Row({ company: { id, name, status, vatNumber, country, members, owed, creditLimit } }: { company: Company }) {
  return (
    <tr>
      <td className={table.long}>
        <Link
          to="/companies/$companyId"
          params={{ companyId: id }}
          className={table.opener}
          style={{ whiteSpace: 'normal' }}
        >
          {name}
        </Link>
        {status === 'closed' && ' (closed)'}
      </td>
      <td data-minor>{vatNumber}</td>
      <td data-minor>{countryName(country)}</td>
      <td data-minor data-number>
        {members.length}
      </td>
      <td data-number>{formatMoney(owed, navigator.language)}</td>
      <td data-minor data-number>
        {creditLimit ? formatMoney(creditLimit, navigator.language) : 'Nothing on account'}
      </td>
    </tr>
  )
}
