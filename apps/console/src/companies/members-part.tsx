import { Button, NativeSelect, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type Company, type CompanyMember, companyRole, company as companySchema } from '@parley/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { personsAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import styles from '../orders/order-page.module.css'
import { tellDone, tellFault } from '../shell/tell.tsx'

const roles = [
  { value: 'buyer', label: 'Buys' },
  { value: 'approver', label: 'Buys and says yes to colleagues' },
]

/** Who buys for the company. Somebody buys for one company at a time. */
export function MembersPart({ company, mayWrite }: { company: Company; mayWrite: boolean }) {
  const change = useChange(company)
  return (
    <section className={styles.section}>
      <h2>People</h2>
      {company.members.length === 0 && <p className={styles.soft}>Nobody buys for it yet.</p>}
      <ul>
        {company.members.map((member) => (
          <li key={member.personId}>
            <span>
              <Link to="/persons/$personId" params={{ personId: member.personId }}>
                {nameOf(member)}
              </Link>
              {member.name && <span className={styles.soft}>{member.email}</span>}
            </span>
            {mayWrite ? (
              <span style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
                <NativeSelect
                  aria-label={`What ${nameOf(member)} does`}
                  data={roles}
                  value={member.role}
                  onChange={({ currentTarget }) => {
                    const role = companyRole.safeParse(currentTarget.value)
                    if (role.success) change.mutate({ personId: member.personId, role: role.data })
                  }}
                />
                <Button
                  variant="default"
                  aria-label={`Take out ${nameOf(member)}`}
                  onClick={() => change.mutate({ personId: member.personId, role: null, before: member })}
                >
                  Take out
                </Button>
              </span>
            ) : (
              <span>{roles.find(({ value }) => value === member.role)?.label}</span>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && <AddMember company={company} onAdd={(personId) => change.mutate({ personId, role: 'buyer' })} />}
    </section>
  )
}

interface Change {
  personId: string
  /** Null where she buys for it no longer. */
  role: CompanyMember['role'] | null
  /** What she was, so that it can be taken back. */
  before?: CompanyMember
}

function useChange({ id }: Company) {
  const { api } = useDesk()
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: ({ personId, role }: Change) =>
      role === null
        ? api({ method: 'DELETE', path: `/companies/${id}/members/${personId}`, answer: companySchema })
        : api({ method: 'PUT', path: `/companies/${id}/members/${personId}`, body: { role }, answer: companySchema }),
    onSuccess: (_, { personId, role, before }) => {
      for (const name of ['companies', 'company', 'audit']) void client.invalidateQueries({ queryKey: [name] })
      if (role === null && before)
        tellDone(`${nameOf(before)} buys for it no longer.`, () => change.mutate({ personId, role: before.role }))
      else tellDone('Saved.')
    },
    onError: tellFault,
  })
  return change
}

function AddMember({ company, onAdd }: { company: Company; onAdd: (personId: string) => void }) {
  const { api, shopId } = useDesk()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text, 250)
  const { data: found = [] } = useQuery({
    queryKey: ['persons', shopId, 'member', search],
    queryFn: async ({ signal }) =>
      (await api({ path: '/persons', query: { search, limit: 20 }, answer: personsAnswer, signal })).persons,
    placeholderData: (before) => before,
  })
  const choices = found.filter(({ id }) => !company.members.some(({ personId }) => personId === id))
  return (
    <Select
      mt={12}
      maw={420}
      label="Let somebody buy for it"
      placeholder="Name, e-mail or phone"
      searchable
      searchValue={text}
      onSearchChange={setText}
      value={null}
      onChange={(personId) => {
        if (personId) onAdd(personId)
        setText('')
      }}
      filter={({ options }) => options}
      data={choices.map(({ id, name, email }) => ({
        value: id,
        label: [name, email].filter(Boolean).join(', ') || id,
      }))}
      nothingFoundMessage="Nobody of that name is known. Whoever has written or ordered is."
    />
  )
}

const nameOf = ({ name, email }: CompanyMember): string => name || email || 'A customer'
