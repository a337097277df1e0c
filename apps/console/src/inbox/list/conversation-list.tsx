import { Button, CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import type { ViewFilter } from '@parley/contracts'
import { IconSearch } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useNow } from '../../live/now.ts'
import { useCommands } from '../../shell/commands.ts'
import { Empty, Fault, RowsComing } from '../../shell/states.tsx'
import { stepInList } from '../../shell/step-in-list.ts'
import styles from './conversation-list.module.css'
import { ConversationRow } from './conversation-row.tsx'
import { MadeLists, useMadeLists } from './made-lists.tsx'
import { SaidHits } from './said-hits.tsx'
import { openQuery, useDeskList } from './use-desk-list.ts'
import type { View } from './views.ts'

const views: readonly { view: View; label: string; counted?: 'waiting' | 'mine' }[] = [
  { view: 'waiting', label: 'Waiting', counted: 'waiting' },
  { view: 'mine', label: 'Mine', counted: 'mine' },
  { view: 'unassigned', label: 'Queue' },
  { view: 'bot', label: 'Bot' },
  { view: 'all', label: 'All' },
  { view: 'resolved', label: 'Resolved' },
]

const nothing: Record<View, { title: string; telling: string }> = {
  waiting: { title: 'Nobody is waiting.', telling: 'Whoever the bot hands over appears here at once.' },
  mine: { title: 'You have no open conversations.', telling: 'Take one with t, or simply reply.' },
  unassigned: { title: 'Everybody is with somebody.', telling: 'The queue is empty.' },
  snoozed: { title: 'Nothing is put off.', telling: 'Put an open conversation off until tomorrow with s.' },
  bot: { title: 'The bot talks to nobody now.', telling: 'New chats begin with it.' },
  all: { title: 'No conversations yet.', telling: 'Put the chat on a page: Settings has the line to copy.' },
  resolved: { title: 'Nothing is resolved yet.', telling: 'Resolve an open conversation with e.' },
}

export function ConversationList({ openId }: { openId: string | undefined }) {
  const { view, search, list } = useSearch({ from: '/desk/inbox' })
  const { views: made } = useMadeLists()
  const filter = made.find(({ id }) => id === list)?.filter
  const navigate = useNavigate()
  const listRef = useRef<HTMLUListElement>(null)
  const go = (to: View) => void navigate({ to: '.', search: (before) => ({ ...before, view: to, list: undefined }) })
  const step = (by: 1 | -1) => listRef.current && stepInList(listRef.current, by)
  useCommands([
    { id: 'next', label: 'Next conversation', group: 'List', key: 'j', run: () => step(1) },
    { id: 'previous', label: 'Previous conversation', group: 'List', key: 'k', run: () => step(-1) },
    ...views.map((each) => ({
      id: `view ${each.view}`,
      label: `List: ${each.label.toLowerCase()}`,
      group: 'List',
      run: () => go(each.view),
    })),
  ])
  return (
    <div className={styles.pane}>
      <header className={styles.head}>
        <SearchField key={view} search={search} />
        <div className={styles.viewLine}>
          <ViewLinks view={list === undefined ? view : null} />
          <MadeLists chosen={list} />
        </div>
      </header>
      <Rows view={view} search={search} filter={filter} openId={openId} listRef={listRef} />
    </div>
  )
}

function ViewLinks({ view }: { view: View | null }) {
  const { counts } = useDeskList(openQuery)
  return (
    <nav className={styles.views} aria-label="Which conversations">
      {views.map((each) => (
        <Link
          key={each.view}
          to="/inbox"
          search={(before) => ({ view: each.view, search: before.search ?? '' })}
          className={styles.view}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={each.view === view ? 'page' : undefined}
        >
          {each.label}
          {each.counted && counts[each.counted] > 0 && <span className={styles.count}>{counts[each.counted]}</span>}
        </Link>
      ))}
    </nav>
  )
}

function SearchField({ search }: { search: string }) {
  const [text, setText] = useState(search)
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const write = useDebouncedCallback((value: string) => {
    void navigate({ to: '.', search: (before) => ({ ...before, search: value.trim() }), replace: true })
  }, 250)
  const change = (value: string) => {
    setText(value)
    write(value)
  }
  useCommands([
    { id: 'search', label: 'Search conversations', group: 'List', key: '/', run: () => field.current?.select() },
  ])
  useEffect(() => setText((before) => (before.trim() === search ? before : search)), [search])
  return (
    <TextInput
      ref={field}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        change('')
        field.current?.blur()
      }}
      placeholder="Search name, e-mail, words"
      aria-label="Search conversations"
      leftSection={<IconSearch size={16} stroke={1.75} />}
      rightSection={
        text ? <CloseButton size="sm" aria-label="Clear the search" onClick={() => change('')} /> : <kbd>/</kbd>
      }
    />
  )
}

interface RowsProps {
  view: View
  search: string
  filter: ViewFilter | undefined
  openId: string | undefined
  listRef: React.RefObject<HTMLUListElement | null>
}

function Rows({ view, search, filter, openId, listRef }: RowsProps) {
  const { conversations, isPending, isError, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useDeskList({ view, search, filter })
  const now = useNow()
  if (isPending) return <RowsComing rows={16} />
  if (isError && conversations.length === 0) return <Fault fault={error} onRetry={() => void refetch()} />
  if (conversations.length === 0 && search)
    return (
      <div className={styles.scroll}>
        <SaidHits search={search} openId={openId} none />
      </div>
    )
  if (conversations.length === 0 && filter) return <Empty title="Nothing in this list now." />
  if (conversations.length === 0) return <Empty title={nothing[view].title}>{nothing[view].telling}</Empty>
  return (
    <div className={styles.scroll}>
      <ul ref={listRef}>
        {conversations.map((conversation) => (
          <ConversationRow
            key={conversation.id}
            conversation={conversation}
            isOpen={conversation.id === openId}
            now={now}
          />
        ))}
      </ul>
      {search && <SaidHits search={search} openId={openId} none={false} />}
      {hasNextPage && view !== 'waiting' && (
        <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Older conversations
        </Button>
      )}
    </div>
  )
}
