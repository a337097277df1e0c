import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import { useNow } from '../live/now.ts'
import panes from '../mails/mails-page.module.css'
import { useCommands } from '../shell/commands.ts'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { stepInList } from '../shell/step-in-list.ts'
import { exactTime, listTime } from '../words/times.ts'
import styles from './reviews-page.module.css'
import { VoiceView } from './voice-view.tsx'
import { questionsAnswer, reviewsAnswer, starsOf, statusWords, type Voice, type VoicesSearch } from './voices.ts'

const pageSize = 50

/** What buyers say and shoppers ask: what waits for somebody first. */
export function ReviewsPage() {
  const filter = useSearch({ from: '/desk/reviews' })
  const { voiceId } = useParams({ strict: false })
  const { api, shopId } = useDesk()
  const body = useRef<HTMLUListElement>(null)
  const isQuestions = filter.about === 'questions'
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['voices', shopId, filter],
    queryFn: ({ pageParam, signal }) => {
      const status = filter.status === 'all' ? undefined : (filter.status ?? 'pending')
      const query = { status, search: filter.search, after: pageParam, limit: pageSize }
      return isQuestions
        ? api({ path: '/questions', query, answer: questionsAnswer, signal })
        : api({ path: '/reviews', query, answer: reviewsAnswer, signal })
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const voices = data?.pages.flatMap((page) => page.voices) ?? []
  const open = voices.find(({ id }) => id === voiceId)
  const step = (by: 1 | -1) => body.current && stepInList(body.current, by)
  useCommands([
    { id: 'next', label: 'Next in the list', group: 'Reviews', key: 'j', run: () => step(1) },
    { id: 'previous', label: 'Previous in the list', group: 'Reviews', key: 'k', run: () => step(-1) },
  ])
  return (
    <div className={panes.page} data-open={open !== undefined}>
      <section className={panes.list} aria-label={isQuestions ? 'Questions' : 'Reviews'}>
        <Filters filter={filter} />
        {isPending ? (
          <RowsComing rows={10} />
        ) : error ? (
          <Fault fault={error} onRetry={() => void refetch()} />
        ) : voices.length === 0 ? (
          <Nothing filter={filter} />
        ) : (
          <>
            <ul ref={body} className={panes.rows}>
              {voices.map((voice) => (
                <VoiceRow key={voice.id} voice={voice} isOpen={voice.id === voiceId} />
              ))}
            </ul>
            {hasNextPage && (
              <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                Earlier ones
              </Button>
            )}
          </>
        )}
      </section>
      <section className={panes.mail} aria-label="What was said">
        {open ? (
          <VoiceView key={`${open.id} ${open.version}`} voice={open} onDone={() => void refetch()} />
        ) : (
          <Empty title="Nothing is open.">Choose one from the list: j and k step through it.</Empty>
        )}
      </section>
    </div>
  )
}

function Nothing({ filter }: { filter: VoicesSearch }) {
  if (filter.search || filter.status) return <Empty title="Nothing fits.">Take a filter away to see more.</Empty>
  return filter.about === 'questions' ? (
    <Empty title="No question waits.">What shoppers ask on a product’s page appears here.</Empty>
  ) : (
    <Empty title="No review waits.">
      Buyers are asked some days after delivery, where they agreed to mail; what they write waits here until you have
      read it.
    </Empty>
  )
}

function Filters({ filter }: { filter: VoicesSearch }) {
  const navigate = useNavigate({ from: '/reviews' })
  const [typed, setTyped] = useState(filter.search ?? '')
  const change = (next: VoicesSearch) =>
    void navigate({ to: '/reviews', search: { ...filter, ...next }, replace: true })
  const search = useDebouncedCallback((text: string) => change({ search: text.trim() || undefined }), 250)
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <h1 className={styles.title}>Reviews</h1>
        <SegmentedControl
          size="xs"
          value={filter.about ?? 'reviews'}
          onChange={(about) => change({ about: about === 'questions' ? about : undefined })}
          data={[
            { value: 'reviews', label: 'Reviews' },
            { value: 'questions', label: 'Questions' },
          ]}
          aria-label="What to show"
        />
      </div>
      <div className={styles.line}>
        <TextInput
          className={styles.search}
          aria-label="Search"
          placeholder="Words, product"
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          value={typed}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value)
            search(value)
          }}
        />
        <NativeSelect
          aria-label="Status"
          value={filter.status ?? 'pending'}
          onChange={({ currentTarget: { value } }) =>
            change({ status: value === 'published' || value === 'refused' || value === 'all' ? value : undefined })
          }
          data={[
            { value: 'pending', label: 'Waiting' },
            { value: 'published', label: 'Published' },
            { value: 'refused', label: 'Refused' },
            { value: 'all', label: 'All' },
          ]}
        />
      </div>
    </header>
  )
}

function VoiceRow({ voice, isOpen }: { voice: Voice; isOpen: boolean }) {
  const now = useNow()
  return (
    <li>
      <Link
        to="/reviews/$voiceId"
        params={{ voiceId: voice.id }}
        search={true}
        className={panes.row}
        aria-current={isOpen ? 'true' : undefined}
      >
        <span className={panes.words}>
          <b>{voice.title || voice.text || 'Stars alone'}</b>
          <span>{voice.productName}</span>
        </span>
        <span className={panes.marks}>
          <time dateTime={voice.at} title={exactTime(voice.at)}>
            {listTime(voice.at, now)}
          </time>
          {voice.stars === null ? (
            <span>{statusWords[voice.status]}</span>
          ) : (
            <span role="img" aria-label={`${voice.stars} of 5 stars`}>
              {starsOf(voice.stars)}
            </span>
          )}
        </span>
      </Link>
    </li>
  )
}
