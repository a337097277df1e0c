import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useRef } from 'react'
import { type Mail, mailsAnswer } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { useNow } from '../live/now.ts'
import { useCommands } from '../shell/commands.ts'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import { stepInList } from '../shell/step-in-list.ts'
import table from '../shell/table.module.css'
import { exactTime, listTime } from '../words/times.ts'
import { MailView } from './mail-view.tsx'
import styles from './mails-page.module.css'

const states: Readonly<Record<string, string>> = {
  owed: 'On its way',
  queued: 'On its way',
  sent: 'Sent',
  kept: 'Kept here',
  failed: 'Failed',
}

export function MailsPage() {
  const { mailId } = useParams({ strict: false })
  const { api, shopId } = useDesk()
  const body = useRef<HTMLUListElement>(null)
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['mails', shopId],
    queryFn: ({ signal }) => api({ path: '/mails', query: { limit: 200 }, answer: mailsAnswer, signal }),
    refetchInterval: 30_000,
  })
  const step = (by: 1 | -1) => body.current && stepInList(body.current, by)
  useCommands([
    { id: 'next', label: 'Next mail', group: 'Mails', key: 'j', run: () => step(1) },
    { id: 'previous', label: 'Previous mail', group: 'Mails', key: 'k', run: () => step(-1) },
  ])
  const mails = data?.mails ?? []
  return (
    <div className={styles.page} data-open={mailId !== undefined}>
      <section className={styles.list} aria-label="Mails">
        <header className={table.head}>
          <h1 className={table.title}>Mails</h1>
        </header>
        {isPending ? (
          <RowsComing rows={10} />
        ) : error ? (
          <Fault fault={error} onRetry={() => void refetch()} />
        ) : mails.length === 0 ? (
          <Empty title="No mail has been written yet.">Order confirmations and codes appear here.</Empty>
        ) : (
          <ul ref={body} className={styles.rows}>
            {mails.map((mail) => (
              <MailRow key={mail.id} mail={mail} isOpen={mail.id === mailId} />
            ))}
          </ul>
        )}
      </section>
      <section className={styles.mail} aria-label="Mail">
        {mailId ? <MailView key={mailId} mailId={mailId} /> : <Empty title="No mail is open." />}
      </section>
    </div>
  )
}

function MailRow({ mail, isOpen }: { mail: Mail; isOpen: boolean }) {
  const now = useNow()
  return (
    <li>
      <Link
        to="/mails/$mailId"
        params={{ mailId: mail.id }}
        className={styles.row}
        aria-current={isOpen ? 'true' : undefined}
      >
        <span className={styles.words}>
          <b>{mail.subject}</b>
          <span>{mail.to}</span>
        </span>
        <span className={styles.marks}>
          <time dateTime={mail.createdAt} title={exactTime(mail.createdAt)}>
            {listTime(mail.createdAt, now)}
          </time>
          <span data-failed={mail.state === 'failed'}>{states[mail.state] ?? mail.state}</span>
        </span>
      </Link>
    </li>
  )
}
