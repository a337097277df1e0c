import { Button, Modal, Textarea } from '@mantine/core'
import type { LiveVisitor } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'
import { useNow } from '../live/now.ts'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { tellFault } from '../shell/tell.tsx'
import { languageName } from '../words/names.ts'
import { exactTime, shortSpan } from '../words/times.ts'
import { useVisitors } from './use-visitors.ts'
import styles from './visitors.module.css'

const joined = z.object({ conversationId: z.string() })

/** Who is in the shop now: what she looks at, what is in her basket; and a word to her. */
export function VisitorsPage() {
  const { visitors, refused } = useVisitors()
  const [chosen, setChosen] = useState<LiveVisitor | null>(null)
  return (
    <div className={styles.page}>
      <header className={table.head}>
        <h1 className={table.title}>
          In the shop now {visitors && visitors.length > 0 && <span className={styles.count}>{visitors.length}</span>}
        </h1>
      </header>
      {refused && <Fault fault={refused} />}
      {!visitors && !refused && <RowsComing rows={6} />}
      {visitors?.length === 0 && (
        <Empty title="Nobody is in the shop just now.">
          Whoever opens a page of the shop appears here, and is gone a minute after she has left. Nothing of it is kept.
        </Empty>
      )}
      {visitors && visitors.length > 0 && (
        <ul className={styles.rows}>
          {visitors.map((visitor) => (
            <VisitorRow key={visitor.id} visitor={visitor} onJoin={() => setChosen(visitor)} />
          ))}
        </ul>
      )}
      <Modal
        opened={chosen !== null}
        onClose={() => setChosen(null)}
        title="Write to her"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {chosen && <JoinForm visitor={chosen} onClose={() => setChosen(null)} />}
      </Modal>
    </div>
  )
}

function VisitorRow({ visitor, onJoin }: { visitor: LiveVisitor; onJoin: () => void }) {
  const now = useNow()
  const { cart, conversationId } = visitor
  return (
    <li className={styles.row}>
      <span className={styles.who}>
        <b>{visitor.name ?? (visitor.isReturning ? 'Been here before' : 'New')}</b>
        <span>
          {visitor.name && (visitor.isReturning ? 'been here before, ' : 'new, ')}
          {languageName(visitor.language)}
        </span>
      </span>
      <span className={styles.where}>
        <code>{visitor.page}</code>
      </span>
      <span className={styles.cart}>
        {cart ? (
          <>
            <b>{formatMoney(cart.total, navigator.language)}</b>
            <span>{cart.items === 1 ? '1 thing' : `${cart.items} things`}</span>
          </>
        ) : (
          <span>Empty basket</span>
        )}
      </span>
      <time className={styles.since} dateTime={visitor.since} title={exactTime(visitor.since)}>
        {shortSpan(visitor.since, now)}
      </time>
      <span className={styles.act}>
        {conversationId ? (
          <Link to="/inbox/$conversationId" params={{ conversationId }} className={styles.link}>
            See the talk
          </Link>
        ) : (
          <Button size="compact-sm" variant="default" onClick={onJoin}>
            Write to her<span className={styles.unseen}> on {visitor.page}</span>
          </Button>
        )}
      </span>
    </li>
  )
}

function JoinForm({ visitor, onClose }: { visitor: LiveVisitor; onClose: () => void }) {
  const { api } = useDesk()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [clientId] = useState(() => crypto.randomUUID())
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      const path = `/desk/visitors/${visitor.id}/join`
      const { conversationId } = await api({ method: 'POST', path, body: { text, clientId }, answer: joined })
      onClose()
      await navigate({ to: '/inbox/$conversationId', params: { conversationId } })
    } catch (fault) {
      tellFault(fault)
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} className={styles.form}>
      <p className={styles.soft}>
        She is on <code>{visitor.page}</code> and reads {languageName(visitor.language)}. The chat opens on her page
        within half a minute.
      </p>
      <Textarea
        label="First words"
        lang={visitor.language}
        autosize
        minRows={3}
        maxLength={4_000}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" loading={busy} disabled={text.trim() === ''}>
        Send
      </Button>
    </form>
  )
}
