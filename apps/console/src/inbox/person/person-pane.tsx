import { CloseButton, CopyButton, Skeleton, Tooltip, UnstyledButton } from '@mantine/core'
import type { DeskConversation } from '@parley/contracts'
import { IconRosetteDiscountCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type Person, personAnswer } from '../../api/schemas.ts'
import { useDesk } from '../../live/desk-context.tsx'
import { countryName, languageName, plainWords, shopperName } from '../../words/names.ts'
import { dateOf } from '../../words/times.ts'
import { useConversation, useTalk } from '../talk/use-conversation.ts'
import { CartPart } from './cart-part.tsx'
import { OrdersPart } from './orders-part.tsx'
import styles from './person-pane.module.css'
import { TimelinePart } from './timeline-part.tsx'

interface PersonPaneProps {
  conversationId: string
  onClose: () => void
}

/** Who she is, what is in her basket now, what she has bought, what has happened. */
export function PersonPane({ conversationId, onClose }: PersonPaneProps) {
  const { conversation } = useConversation(conversationId)
  const talk = useTalk(conversationId)
  return (
    <div className={styles.pane}>
      <header className={styles.head}>
        <h2 className={styles.name}>
          {conversation ? shopperName(conversation) : <Skeleton height={14} width={140} />}
        </h2>
        <CloseButton className={styles.close} aria-label="Fold the person away" onClick={onClose} />
      </header>
      {conversation && (
        <>
          {conversation.person ? (
            <Known personId={conversation.person.id} />
          ) : (
            <p className={styles.soft}>
              Not known yet. A name appears when an e-mail is given, an order is placed or the shop’s own login tells
              it.
            </p>
          )}
          <CartPart conversation={conversation} version={talk.cart?.version ?? 0} />
          <OrdersPart conversation={conversation} />
          <About conversation={conversation} />
          {conversation.person && <TimelinePart personId={conversation.person.id} freshness={talk.lastChange} />}
        </>
      )}
    </div>
  )
}

function Known({ personId }: { personId: string }) {
  const { api, shopId } = useDesk()
  const { data, isPending } = useQuery({
    queryKey: ['person', shopId, personId],
    queryFn: ({ signal }) => api({ path: `/persons/${personId}`, answer: personAnswer, signal }),
  })
  if (isPending) return <Skeleton height={60} />
  const person = data?.person
  if (!person) return null
  return (
    <dl className={styles.facts}>
      {person.email && <Copied label="E-mail" value={person.email} isVerified={isVerified(person, 'email')} />}
      {person.phone && <Copied label="Phone" value={person.phone} isVerified={isVerified(person, 'phone')} />}
      {person.address && (
        <Fact label="Address">
          {person.address.line1}
          {person.address.line2 && <>, {person.address.line2}</>}
          <br />
          {person.address.postalCode} {person.address.city}
          <br />
          {countryName(person.address.country)}
        </Fact>
      )}
      {person.language && <Fact label="Language">{languageName(person.language)}</Fact>}
      {person.createdAt && <Fact label="Since">{dateOf(person.createdAt)}</Fact>}
      {person.identities
        .filter(({ kind, address }) => address !== person.email && address !== person.phone && kind !== 'visitor')
        .map(({ kind, address, verified }) => (
          <Copied key={`${kind} ${address}`} label={capital(plainWords(kind))} value={address} isVerified={verified} />
        ))}
    </dl>
  )
}

const isVerified = (person: Person, kind: string): boolean =>
  person.identities.some((identity) => identity.kind === kind && identity.verified)

function About({ conversation }: { conversation: DeskConversation }) {
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>This conversation</h3>
      <dl className={styles.facts}>
        <Fact label="Channel">{conversation.inbox.name}</Fact>
        <Fact label="Language">{languageName(conversation.language)}</Fact>
        <Fact label="Currency">{conversation.currency}</Fact>
        <Fact label="Begun">{dateOf(conversation.createdAt)}</Fact>
      </dl>
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Copied({ label, value, isVerified }: { label: string; value: string; isVerified: boolean }) {
  return (
    <Fact label={label}>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'}>
            <UnstyledButton className={styles.copied} onClick={copy}>
              {value}
            </UnstyledButton>
          </Tooltip>
        )}
      </CopyButton>
      {isVerified && (
        <IconRosetteDiscountCheck
          className={styles.verified}
          size={15}
          stroke={1.75}
          role="img"
          aria-label="verified"
        />
      )}
    </Fact>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
