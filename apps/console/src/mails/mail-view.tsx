import { SegmentedControl } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { fullMail } from '../api/schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { Fault, RowsComing } from '../shell/states.tsx'
import { exactTime } from '../words/times.ts'
import styles from './mails-page.module.css'

/** Nothing in a mail may run or fetch here, whoever wrote what stands in it. */
const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`

export function MailView({ mailId }: { mailId: string }) {
  const { api, shopId } = useDesk()
  const [shows, setShows] = useState<'html' | 'text'>('html')
  const { data, error, refetch } = useQuery({
    queryKey: ['mail', shopId, mailId],
    queryFn: ({ signal }) => api({ path: `/mails/${mailId}`, answer: fullMail, signal }),
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={5} />
  return (
    <div className={styles.view}>
      <header className={styles.viewHead}>
        <Link to="/mails" className={styles.back} aria-label="Back to the mails">
          <IconArrowLeft size={20} stroke={1.75} />
        </Link>
        <div className={styles.viewWords}>
          <h2>{data.subject}</h2>
          <p>
            To {data.to}, {exactTime(data.createdAt)}
            {data.orderId && (
              <>
                {', '}
                <Link to="/orders/$orderId" params={{ orderId: data.orderId }}>
                  order
                </Link>
              </>
            )}
          </p>
        </div>
        <SegmentedControl
          size="xs"
          value={shows}
          onChange={setShows}
          data={[
            { value: 'html', label: 'As seen' },
            { value: 'text', label: 'Plain text' },
          ]}
          aria-label="How to show the mail"
        />
      </header>
      {shows === 'html' && data.html ? (
        <iframe className={styles.frame} title={data.subject} sandbox="" srcDoc={`${policy}${data.html}`} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre className={styles.text} tabIndex={0}>
          {data.text}
        </pre>
      )}
    </div>
  )
}
