import { ActionIcon, Button, Menu, Modal, Select, TextInput } from '@mantine/core'
import { type Room, type RoomEntry, room as roomSchema } from '@parley/contracts'
import { IconArrowLeft, IconDots } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { ApiRefusal } from '../api/problem.ts'
import { useDesk } from '../live/desk-context.tsx'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { doUnlessUndone, tellDone, tellFault } from '../shell/tell.tsx'
import { clockTime, exactTime } from '../words/times.ts'
import { PinProduct } from './pin-product.tsx'
import styles from './rooms.module.css'
import { stateWords } from './rooms-page.tsx'
import { useRoom } from './use-room.ts'

const anything = z.looseObject({})
const slow = [
  { value: '0', label: 'As often as they like' },
  { value: '5', label: 'Every 5 seconds' },
  { value: '10', label: 'Every 10 seconds' },
  { value: '30', label: 'Every 30 seconds' },
  { value: '120', label: 'Every 2 minutes' },
]

/** One room as the shop's people watch over it. */
export function RoomPage() {
  const { roomId } = useParams({ from: '/desk/rooms/$roomId' })
  const { room, entries, error } = useRoom(roomId)
  if (error instanceof ApiRefusal && error.status === 404) return <Empty title="There is no such room." />
  if (error) return <Fault fault={error} />
  if (!room) return <RowsComing rows={8} />
  return (
    <div className={styles.room}>
      <RoomHead room={room} />
      <div className={styles.columns}>
        <Log room={room} entries={entries} />
        <Side room={room} />
      </div>
    </div>
  )
}

function useRoomCalls(room: Room) {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const call = async (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<boolean> => {
    try {
      await api({ method, path: `/rooms/${room.id}${path}`, ...(body === undefined ? {} : { body }), answer: anything })
      await client.invalidateQueries({ queryKey: ['room', shopId, room.id] })
      return true
    } catch (fault) {
      tellFault(fault)
      return false
    }
  }
  const change = async (part: object) => {
    try {
      const body = part
      const changed = await api({ method: 'PATCH', path: `/rooms/${room.id}`, body, answer: roomSchema })
      client.setQueryData(['room', shopId, room.id], changed)
    } catch (fault) {
      tellFault(fault)
    }
  }
  return { call, change }
}

function RoomHead({ room }: { room: Room }) {
  const { change } = useRoomCalls(room)
  return (
    <header className={styles.head}>
      <Link to="/rooms" className={styles.back} aria-label="Back to the rooms">
        <IconArrowLeft size={20} stroke={1.75} />
      </Link>
      <h1 className={table.title}>{room.title}</h1>
      <span className={styles.state} data-state={room.status}>
        {stateWords(room)}
      </span>
      <span className={styles.gap} />
      <a href={`/rooms/${room.id}`} target="_blank" rel="noreferrer" className={styles.link}>
        What shoppers see
      </a>
      {room.status === 'open' ? (
        <Button size="compact-md" h={32} variant="default" onClick={() => void change({ status: 'closed' })}>
          Close the room
        </Button>
      ) : (
        <Button size="compact-md" h={32} onClick={() => void change({ status: 'open' })}>
          {room.status === 'closed' ? 'Open it again' : 'Open the room'}
        </Button>
      )}
    </header>
  )
}

function Log({ room, entries }: { room: Room; entries: ReadonlyMap<number, RoomEntry> }) {
  const { call } = useRoomCalls(room)
  const [text, setText] = useState('')
  const [aside, setAside] = useState<RoomEntry | null>(null)
  const log = useRef<HTMLDivElement>(null)
  const shown = [...entries.values()].sort((one, other) => one.number - other.number)
  const count = shown.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new is at the end
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight })
  }, [count])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const said = text.trim()
    if (said === '') return
    setText('')
    void call('POST', '/messages', { text: said, clientId: crypto.randomUUID() }).then((done) => done || setText(said))
  }
  return (
    <section className={styles.log} aria-label="What is said">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={log} className={styles.said} role="log" aria-label="Messages" tabIndex={0}>
        {count === 0 && <p className={styles.soft}>Nobody has said anything yet.</p>}
        {shown.map((entry) => (
          <Entry key={entry.number} entry={entry} room={room} onAside={() => setAside(entry)} />
        ))}
      </div>
      <form onSubmit={submit} className={styles.say}>
        <TextInput
          aria-label="Say something to everybody"
          placeholder="Say something to everybody"
          value={text}
          maxLength={500}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button type="submit" h={36} disabled={text.trim() === ''}>
          Send
        </Button>
      </form>
      <Modal
        opened={aside !== null}
        onClose={() => setAside(null)}
        title={`Aside with ${aside?.from?.name ?? ''}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {aside && <AsideForm room={room} entry={aside} />}
      </Modal>
    </section>
  )
}

const events: Readonly<Record<string, (entry: RoomEntry) => string>> = {
  opened: () => 'The room was opened.',
  closed: () => 'The room was closed.',
  pinned: ({ text }) => `Pinned: ${text}`,
  slow: ({ text }) =>
    text === '0' ? 'Everybody may write as often as she likes.' : `One message every ${text} seconds.`,
}

function Entry({ entry, room, onAside }: { entry: RoomEntry; room: Room; onAside: () => void }) {
  const { call } = useRoomCalls(room)
  const [hiding, setHiding] = useState(false)
  const { number, from, text, isHidden } = entry
  if (entry.kind !== 'said') {
    const words = events[entry.kind]?.(entry)
    return words ? <p className={styles.event}>{words}</p> : null
  }
  if (hiding) return null
  const hide = () => {
    setHiding(true)
    doUnlessUndone(
      'Hidden from everybody.',
      () => void call('POST', `/entries/${number}/hide`).then(() => setHiding(false)),
      () => setHiding(false),
    )
  }
  const ban = (on: boolean) =>
    void call('POST', `/entries/${number}/ban`, { on }).then(
      (done) =>
        done &&
        tellDone(
          on ? `${from?.name} writes no more.` : `${from?.name} may write again.`,
          on ? () => ban(false) : undefined,
        ),
    )
  return (
    <div className={styles.entry} data-from={from?.kind}>
      <span className={styles.words}>
        <b>{from?.name}</b>{' '}
        <time dateTime={entry.at} title={exactTime(entry.at)}>
          {clockTime(entry.at)}
        </time>
        <span className={isHidden ? styles.hidden : styles.text}>{isHidden ? 'Hidden.' : text}</span>
      </span>
      {!isHidden && (
        <Menu position="bottom-end" width={230}>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              size={32}
              aria-label={`Do something with what ${from?.name} said: ${text.slice(0, 40)}`}
            >
              <IconDots size={16} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void call('POST', '/pins', { number })}>Pin it</Menu.Item>
            {from?.kind === 'shopper' && <Menu.Item onClick={onAside}>Take her aside …</Menu.Item>}
            <Menu.Item onClick={hide}>Hide it</Menu.Item>
            {from?.kind === 'shopper' && <Menu.Item onClick={() => ban(true)}>Let her write no more</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}

function AsideForm({ room, entry }: { room: Room; entry: RoomEntry }) {
  const { api } = useDesk()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const path = `/rooms/${room.id}/entries/${entry.number}/aside`
    api({ method: 'POST', path, body: { text }, answer: z.object({ conversationId: z.string() }) })
      .then(({ conversationId }) => navigate({ to: '/inbox/$conversationId', params: { conversationId } }))
      .catch(tellFault)
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <p className={styles.soft}>It begins in her own chat. The room hears nothing of it.</p>
      <TextInput
        label="First words"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" disabled={text.trim() === ''}>
        Send
      </Button>
    </form>
  )
}

function Side({ room }: { room: Room }) {
  const { call, change } = useRoomCalls(room)
  const [picks, setPicks] = useState(false)
  return (
    <aside className={styles.side} aria-label="What is shown, and how fast they write">
      <h2>Shown now</h2>
      {room.pins.length === 0 && <p className={styles.soft}>Nothing is pinned.</p>}
      <ul>
        {room.pins.map((pin) => (
          <li key={pin.number} className={styles.pin}>
            <span>{pin.text}</span>
            <Button size="compact-sm" variant="default" onClick={() => void call('DELETE', `/pins/${pin.number}`)}>
              Take down<span className={styles.unseen}>: {pin.text}</span>
            </Button>
          </li>
        ))}
      </ul>
      <Button size="compact-sm" variant="default" onClick={() => setPicks(true)}>
        Pin a product
      </Button>
      <PinProduct
        language={room.language}
        opened={picks}
        onClose={() => setPicks(false)}
        onPick={(variantId) => void call('POST', '/pins', { variantId }).then((done) => done && setPicks(false))}
      />
      <Select
        mt={16}
        label="Everybody may write"
        data={slow}
        value={String(room.slowSeconds)}
        onChange={(value) => void change({ slowSeconds: Number(value ?? 0) })}
        allowDeselect={false}
      />
    </aside>
  )
}
