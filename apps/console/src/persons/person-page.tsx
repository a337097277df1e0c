import { Button, Menu } from '@mantine/core'
import { deskConversation } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { IconArrowLeft, IconDots } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import { returnsAnswer } from '../api/commerce-schemas.ts'
import { ordersAnswer, type Person, personAnswer } from '../api/schemas.ts'
import { TimelinePart } from '../inbox/person/timeline-part.tsx'
import { useDesk } from '../live/desk-context.tsx'
import styles from '../orders/order-page.module.css'
import { OrderState, ReturnState } from '../orders/order-state.tsx'
import { Part } from '../shell/part.tsx'
import { Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { countryName, languageName, plainWords } from '../words/names.ts'
import { dateOf } from '../words/times.ts'
import { EditDialogue, MergeDialogue } from './person-dialogues.tsx'
import { EraseDialogue, ExportDialogue } from './privacy-dialogues.tsx'

/** Everything that is known of one customer, over all channels. */
export function PersonPage() {
  const { personId } = useParams({ from: '/desk/persons/$personId' })
  const { api, shopId, role } = useDesk()
  const [opened, setOpened] = useState<'edit' | 'merge' | 'export' | 'erase' | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['person', shopId, personId],
    queryFn: async ({ signal }) => (await api({ path: `/persons/${personId}`, answer: personAnswer, signal })).person,
  })
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={8} />
  const close = () => setOpened(null)
  // What she may ask the shop for by law is for owners and admins to do.
  const mayDecide = role === 'owner' || role === 'admin'
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/persons" className={styles.back} aria-label="Back to the persons">
          <IconArrowLeft size={20} stroke={1.75} />
        </Link>
        <h1 className={table.title}>{data.name || data.email || 'A customer'}</h1>
        {role !== 'viewer' && (
          <div className={styles.actions}>
            <Button variant="default" onClick={() => setOpened('merge')}>
              Join with another
            </Button>
            <Button onClick={() => setOpened('edit')}>Edit</Button>
            {mayDecide && (
              <Menu position="bottom-end" width={230}>
                <Menu.Target>
                  <Button variant="default" aria-label="More for this person" px={10}>
                    <IconDots size={18} stroke={1.75} />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setOpened('export')}>Save all that is known</Menu.Item>
                  <Menu.Divider />
                  <Menu.Item color="bad" onClick={() => setOpened('erase')}>
                    Erase the person
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </div>
        )}
      </header>
      <div className={styles.columns}>
        <div>
          <Orders personId={data.id} />
          <Returns personId={data.id} />
          <Conversations personId={data.id} />
          <div className={styles.section}>
            <TimelinePart personId={data.id} freshness={0} />
          </div>
        </div>
        <Facts person={data} />
      </div>
      {opened === 'edit' && <EditDialogue person={data} onClose={close} />}
      {opened === 'export' && <ExportDialogue person={data} onClose={close} />}
      {opened === 'erase' && <EraseDialogue person={data} onClose={close} />}
      {opened === 'merge' && <MergeDialogue person={data} onClose={close} />}
    </div>
  )
}

function Orders({ personId }: { personId: string }) {
  const { api, shopId } = useDesk()
  const { data } = useQuery({
    queryKey: ['orders', shopId, 'person', personId],
    queryFn: async ({ signal }) =>
      (await api({ path: '/orders', query: { personId, limit: 50 }, answer: ordersAnswer, signal })).orders,
  })
  return (
    <Section title="Orders" count={data?.length}>
      {data?.map((order) => (
        <li key={order.id}>
          <span>
            <Link to="/orders/$orderId" params={{ orderId: order.id }}>
              {order.number}
            </Link>
            <span className={styles.soft}>
              {order.lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(', ')}
            </span>
          </span>
          <span>
            <OrderState status={order.status} /> {formatMoney(order.totals.total, navigator.language)},{' '}
            {dateOf(order.placedAt)}
          </span>
        </li>
      ))}
    </Section>
  )
}

function Returns({ personId }: { personId: string }) {
  const { api, shopId } = useDesk()
  const { data } = useQuery({
    queryKey: ['returns', shopId, 'person', personId],
    queryFn: async ({ signal }) =>
      (await api({ path: '/returns', query: { personId, limit: 50 }, answer: returnsAnswer, signal })).returns,
  })
  return (
    <Section title="Returns" count={data?.length}>
      {data?.map((each) => (
        <li key={each.id}>
          <span>
            <Link to="/returns/$returnId" params={{ returnId: each.id }}>
              {each.number}
            </Link>
            <span className={styles.soft}>
              {each.lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(', ')}
            </span>
          </span>
          <span>
            <ReturnState status={each.status} /> {dateOf(each.createdAt)}
          </span>
        </li>
      ))}
    </Section>
  )
}

const talksAnswer = z.object({ conversations: z.array(deskConversation) })

function Conversations({ personId }: { personId: string }) {
  const { api, shopId } = useDesk()
  const { data } = useQuery({
    queryKey: ['talks', shopId, 'person', personId],
    queryFn: async ({ signal }) =>
      (await api({ path: '/desk/conversations', query: { personId, limit: 50 }, answer: talksAnswer, signal }))
        .conversations,
  })
  return (
    <Section title="Conversations" count={data?.length}>
      {data?.map((talk) => (
        <li key={talk.id}>
          <span>
            <Link to="/inbox/$conversationId" params={{ conversationId: talk.id }} search={{ view: 'all', search: '' }}>
              {talk.inbox.name}
            </Link>
            <span className={styles.soft}>{talk.lastText}</span>
          </span>
          <span>
            {plainWords(talk.status)}, {dateOf(talk.createdAt)}
          </span>
        </li>
      ))}
    </Section>
  )
}

function Section({ title, count, children }: { title: string; count: number | undefined; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {count === undefined ? <RowsComing rows={2} /> : count === 0 ? <p className={styles.soft}>None yet.</p> : null}
      <ul>{children}</ul>
    </section>
  )
}

function Facts({ person }: { person: Person }) {
  const { email, phone, address, language, createdAt, identities, consents } = person
  return (
    <div className={styles.facts}>
      <Part title="Reached by">
        {email && <a href={`mailto:${email}`}>{email}</a>}
        {phone && <span>{phone}</span>}
        {!email && !phone && <span className={styles.soft}>No address is known.</span>}
      </Part>
      {address && (
        <Part title="Address">
          <span>{address.line1}</span>
          {address.line2 && <span>{address.line2}</span>}
          <span>
            {address.postalCode} {address.city}
          </span>
          <span>{countryName(address.country)}</span>
        </Part>
      )}
      {language && (
        <Part title="Language">
          <span>{languageName(language)}</span>
        </Part>
      )}
      <Part title="Known as">
        {identities.length === 0 && <span className={styles.soft}>On no channel yet.</span>}
        {identities.map(({ kind, address, verified }) => (
          <span key={`${kind} ${address}`}>
            {plainWords(kind)}: {address} {verified && <span className={styles.soft}>(verified)</span>}
          </span>
        ))}
      </Part>
      <Part title="Agreed to">
        {consents.length === 0 && <span className={styles.soft}>Nothing was asked; nothing said is no.</span>}
        {consents.map(({ purpose, channel, granted, at }) => (
          <span key={`${purpose} ${channel}`}>
            {plainWords(purpose)}: {granted ? 'yes' : 'no'}{' '}
            <span className={styles.soft}>
              ({plainWords(channel)}, {dateOf(at)})
            </span>
          </span>
        ))}
      </Part>
      {createdAt && (
        <Part title="Since">
          <span>{dateOf(createdAt)}</span>
        </Part>
      )}
    </div>
  )
}
