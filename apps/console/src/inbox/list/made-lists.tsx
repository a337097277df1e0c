import { ActionIcon, Button, Checkbox, Menu, Modal, Select, TextInput } from '@mantine/core'
import { type SavedView, savedView, type ViewFilter } from '@parley/contracts'
import { IconFilter } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../../api/problem.ts'
import { useTeams } from '../../desk/use-people.ts'
import { useDesk } from '../../live/desk-context.tsx'
import { useCommands } from '../../shell/commands.ts'
import { tellDone, tellFault } from '../../shell/tell.tsx'
import { priorities } from '../talk/handling/priority.tsx'
import styles from './conversation-list.module.css'

const answer = z.object({ views: z.array(savedView) })
const none: readonly SavedView[] = []

/** Lists that she, her team or anybody for all has made. */
export function useMadeLists() {
  const { api, shopId } = useDesk()
  const { data } = useQuery({
    queryKey: ['views', shopId],
    queryFn: ({ signal }) => api({ path: '/desk/views', answer, signal }),
    retry: false,
  })
  return { views: data?.views ?? none }
}

export function MadeLists({ chosen }: { chosen: string | undefined }) {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { views } = useMadeLists()
  const [makes, setMakes] = useState(false)
  const go = (list: string | undefined) =>
    void navigate({ to: '.', search: (before) => ({ ...before, list, view: before.view ?? 'all' }) })
  const refresh = () => client.invalidateQueries({ queryKey: ['views', shopId] })
  const remove = ({ id, name }: SavedView) => {
    api({ method: 'DELETE', path: `/desk/views/${id}`, answer: z.unknown() })
      .then(() => {
        if (chosen === id) go(undefined)
        tellDone(`The list “${name}” is gone.`)
        return refresh()
      })
      .catch(tellFault)
  }
  useCommands([
    ...views.map(({ id, name }) => ({ id: `list ${id}`, label: `List: ${name}`, group: 'List', run: () => go(id) })),
    { id: 'new list', label: 'Make a list of your own', group: 'List', run: () => setMakes(true) },
  ])
  const mine = views.find(({ id, isMine }) => id === chosen && isMine)
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon
            variant={chosen ? 'default' : 'subtle'}
            size={36}
            aria-label={chosen ? `List: ${views.find(({ id }) => id === chosen)?.name ?? ''}` : 'More lists'}
          >
            <IconFilter size={17} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map(({ id, name }) => (
            <Menu.Item
              key={id}
              aria-current={id === chosen ? 'true' : undefined}
              fw={id === chosen ? 650 : undefined}
              onClick={() => go(id === chosen ? undefined : id)}
            >
              {name}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => void navigate({ to: '.', search: { view: 'snoozed', search: '' } })}>
            Put off
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setMakes(true)}>New list …</Menu.Item>
          {mine && <Menu.Item onClick={() => remove(mine)}>Throw “{mine.name}” away</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={makes}
        onClose={() => setMakes(false)}
        title="New list"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <NewList
          onMade={(id) => {
            setMakes(false)
            void refresh().then(() => go(id))
          }}
        />
      </Modal>
    </>
  )
}

const statuses = [
  { value: 'open', label: 'Open' },
  { value: 'snoozed', label: 'Put off' },
  { value: 'resolved', label: 'Resolved' },
] as const
const owners = [
  { value: 'queue', label: 'Nobody yet' },
  { value: 'agent', label: 'A person' },
  { value: 'bot', label: 'The bot' },
] as const

function NewList({ onMade }: { onMade: (id: string) => void }) {
  const { api } = useDesk()
  const { data: teams = [] } = useTeams()
  const [name, setName] = useState('')
  const [forAll, setForAll] = useState(false)
  const [filter, setFilter] = useState<ViewFilter>({ status: 'open' })
  const narrow = (part: ViewFilter) => setFilter((before) => ({ ...before, ...part }))
  const making = useMutation({
    mutationFn: () => api({ method: 'POST', path: '/desk/views', body: { name, forAll, filter }, answer: savedView }),
    onSuccess: ({ id }) => onMade(id),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    making.mutate()
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <TextInput
        label="Name"
        required
        withAsterisk={false}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        data-autofocus
      />
      <Select
        label="Status"
        placeholder="Any"
        clearable
        data={[...statuses]}
        value={filter.status ?? null}
        onChange={(value) => narrow({ status: statuses.find((each) => each.value === value)?.value })}
      />
      <Select
        label="With"
        placeholder="Anybody"
        clearable
        data={[...owners]}
        value={filter.owner ?? null}
        onChange={(value) => narrow({ owner: owners.find((each) => each.value === value)?.value })}
      />
      <Select
        label="Team"
        placeholder="Any"
        clearable
        data={teams.map(({ id, name: label }) => ({ value: id, label }))}
        value={filter.teamId ?? null}
        onChange={(value) => narrow({ teamId: value ?? undefined })}
      />
      <Select
        label="At least"
        placeholder="Any priority"
        clearable
        data={priorities.map(({ value, label }) => ({ value: String(value), label }))}
        value={filter.minPriority === undefined ? null : String(filter.minPriority)}
        onChange={(value) => narrow({ minPriority: value === null ? undefined : Number(value) })}
      />
      <TextInput
        label="Tag"
        value={filter.tag ?? ''}
        onChange={({ currentTarget }) => narrow({ tag: currentTarget.value.trim().toLowerCase() || undefined })}
      />
      <TextInput
        label="Language, such as fi"
        value={filter.language ?? ''}
        onChange={({ currentTarget }) => narrow({ language: currentTarget.value.trim().toLowerCase() || undefined })}
      />
      <Checkbox
        label="Only what is late"
        checked={filter.late ?? false}
        onChange={({ currentTarget }) => narrow({ late: currentTarget.checked || undefined })}
      />
      <Checkbox
        label="For all colleagues"
        checked={forAll}
        onChange={({ currentTarget }) => setForAll(currentTarget.checked)}
      />
      {making.error && <p role="alert">{sayFault(making.error)}</p>}
      <Button type="submit" loading={making.isPending} disabled={name.trim() === ''}>
        Make the list
      </Button>
    </form>
  )
}
