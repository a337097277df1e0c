import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { personsAnswer } from '../api/schemas.ts'
import { PagedList } from '../shell/paged-list.tsx'
import { SearchField } from '../shell/search-field.tsx'
import table from '../shell/table.module.css'

export function PersonsPage() {
  const { who } = useSearch({ from: '/desk/persons' })
  const navigate = useNavigate({ from: '/persons' })
  return (
    <div className={table.page}>
      <header className={table.head}>
        <h1 className={table.title}>Persons</h1>
        <div className={table.filters}>
          <SearchField
            label="Search persons"
            group="Persons"
            placeholder="Name, e-mail or phone"
            value={who ?? ''}
            onSearch={(said) => void navigate({ search: { who: said }, replace: true })}
          />
        </div>
      </header>
      <PagedList
        one="person"
        many="persons"
        queryKey="persons"
        path="/persons"
        query={{ search: who }}
        answer={personsAnswer}
        items={(page) => page.persons}
        empty={{
          title: who ? 'Nobody of that name or address.' : 'Nobody is known yet.',
          telling: who ? 'Try a part of it.' : 'Whoever orders, or tells her name in a talk, appears here.',
        }}
        head={
          <>
            <th>Name</th>
            <th>E-mail</th>
            <th data-minor>Phone</th>
          </>
        }
        row={({ id, name, email, phone }) => (
          <tr key={id}>
            <td>
              <Link to="/persons/$personId" params={{ personId: id }} className={table.opener}>
                {name || email || 'A customer'}
              </Link>
            </td>
            <td className={table.long}>{email}</td>
            <td data-minor>{phone}</td>
          </tr>
        )}
      />
    </div>
  )
}
