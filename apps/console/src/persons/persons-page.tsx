import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { personsAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { useCommands } from '../shell/commands.ts'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { stepInList } from '../shell/step-in-list.ts'
import table from '../shell/table.module.css'

export function PersonsPage() {
  const { who } = useSearch({ from: '/desk/persons' })
  const { api, shopId } = useDesk()
  const body = useRef<HTMLTableSectionElement>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['persons', shopId, who],
    queryFn: async ({ signal }) =>
      (await api({ path: '/persons', query: { search: who, limit: 100 }, answer: personsAnswer, signal })).persons,
    placeholderData: (before) => before,
  })
  const step = (by: 1 | -1) => body.current && stepInList(body.current, by)
  useCommands([
    { id: 'next', label: 'Next person', group: 'Persons', key: 'j', run: () => step(1) },
    { id: 'previous', label: 'Previous person', group: 'Persons', key: 'k', run: () => step(-1) },
  ])
  return (
    <div className={table.page}>
      <header className={table.head}>
        <h1 className={table.title}>Persons</h1>
        <Find who={who ?? ''} />
      </header>
      {error ? (
        <Fault fault={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <RowsComing rows={12} />
      ) : data.length === 0 ? (
        <Empty title={who ? 'Nobody of that name or address.' : 'Nobody is known yet.'}>
          {who ? 'Try a part of it.' : 'Whoever orders, or tells her name in a talk, appears here.'}
        </Empty>
      ) : (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>Name</th>
                <th>E-mail</th>
                <th data-minor>Phone</th>
              </tr>
            </thead>
            <tbody ref={body}>
              {data.map(({ id, name, email, phone }) => (
                <tr key={id}>
                  <td>
                    <Link to="/persons/$personId" params={{ personId: id }} className={table.opener}>
                      {name || email || 'A customer'}
                    </Link>
                  </td>
                  <td className={table.long}>{email}</td>
                  <td data-minor>{phone}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}

function Find({ who }: { who: string }) {
  const navigate = useNavigate({ from: '/persons' })
  const [text, setText] = useState(who)
  const field = useRef<HTMLInputElement>(null)
  const write = useDebouncedCallback((value: string) => {
    void navigate({ search: { who: value.trim() || undefined }, replace: true })
  }, 250)
  useCommands([
    { id: 'search', label: 'Search persons', group: 'Persons', key: '/', run: () => field.current?.select() },
  ])
  return (
    <div className={table.filters}>
      <TextInput
        ref={field}
        value={text}
        onChange={({ currentTarget: { value } }) => {
          setText(value)
          write(value)
        }}
        onKeyDown={(event) => event.key === 'Escape' && field.current?.blur()}
        placeholder="Name, e-mail or phone"
        aria-label="Search persons"
        leftSection={<IconSearch size={16} stroke={1.75} />}
        rightSection={text ? null : <kbd>/</kbd>}
      />
    </div>
  )
}
