import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core'
import { type Room, room as roomSchema } from '@parley/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../api/problem.ts'
import { shopAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { languageName } from '../words/names.ts'
import { clockTime, dateOf } from '../words/times.ts'
import styles from './rooms.module.css'
import { useRooms } from './use-room.ts'

const languages = z.object({ languages: z.array(z.string()).catch(['en']) })

/** Open chats: those that are on, those to come, those that can be read again. */
export function RoomsPage() {
  const { data: rooms, error, refetch } = useRooms()
  const [making, setMaking] = useState(false)
  return (
    <div className={styles.page}>
      <header className={table.head}>
        <h1 className={table.title}>Rooms</h1>
        <Button size="compact-md" h={32} onClick={() => setMaking(true)}>
          Make a room
        </Button>
      </header>
      {error && <Fault fault={error} onRetry={() => void refetch()} />}
      {!rooms && !error && <RowsComing rows={4} />}
      {rooms?.length === 0 && (
        <Empty title="No room yet.">
          In a room shoppers ask in public and you answer in public: for a launch, a live show, a question hour.
        </Empty>
      )}
      <ul>
        {rooms?.map((room) => (
          <li key={room.id}>
            <Link to="/rooms/$roomId" params={{ roomId: room.id }} className={styles.row}>
              <span>
                <b>{room.title}</b>
                <span className={styles.soft}>
                  {languageName(room.language)}, {room.members === 1 ? '1 person' : `${room.members} people`}
                </span>
              </span>
              <span className={styles.state} data-state={room.status}>
                {stateWords(room)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Modal
        opened={making}
        onClose={() => setMaking(false)}
        title="Make a room"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <RoomForm />
      </Modal>
    </div>
  )
}

export function stateWords({ status, startsAt }: Room): string {
  if (status === 'open') return 'Open now'
  if (status === 'closed') return 'Over'
  return startsAt ? `Opens ${dateOf(startsAt)}, ${clockTime(startsAt)}` : 'To come'
}

function RoomForm() {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: shop } = useQuery({
    queryKey: ['shop', shopId],
    queryFn: ({ signal }) => api({ path: '/shop', answer: shopAnswer, signal }),
  })
  const spoken = languages.parse(shop?.settings ?? {}).languages
  const [given, setGiven] = useState({ title: '', about: '', language: null as string | null, startsAt: '' })
  const set = (part: Partial<typeof given>) => setGiven((before) => ({ ...before, ...part }))
  const saving = useMutation({
    mutationFn: () =>
      api({
        method: 'POST',
        path: '/rooms',
        body: {
          title: given.title,
          about: given.about,
          language: given.language ?? spoken[0] ?? 'en',
          startsAt: given.startsAt === '' ? null : new Date(given.startsAt).toISOString(),
        },
        answer: roomSchema,
      }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['rooms'] })
      await navigate({ to: '/rooms/$roomId', params: { roomId: id } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <TextInput
        label="Title"
        value={given.title}
        maxLength={120}
        onChange={({ currentTarget }) => set({ title: currentTarget.value })}
        data-autofocus
      />
      <Textarea
        label="What it is about"
        autosize
        minRows={2}
        maxLength={1_000}
        value={given.about}
        onChange={({ currentTarget }) => set({ about: currentTarget.value })}
      />
      <Select
        label="Language"
        data={spoken.map((value) => ({ value, label: languageName(value) }))}
        value={given.language ?? spoken[0] ?? null}
        onChange={(language) => set({ language })}
      />
      <TextInput
        type="datetime-local"
        label="Opens"
        description="Told on its page. You open it by hand."
        value={given.startsAt}
        onChange={({ currentTarget }) => set({ startsAt: currentTarget.value })}
      />
      {saving.error && <p role="alert">{sayFault(saving.error)}</p>}
      <Button type="submit" loading={saving.isPending} disabled={given.title.trim() === ''}>
        Make it
      </Button>
    </form>
  )
}
