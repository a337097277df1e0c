import { Button } from '@mantine/core'
import { type Approval, approval as approvalSchema } from '@parley/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'
import { useNow } from '../live/now.ts'
import { Empty, Fault, RowsComing } from '../shell/states.tsx'
import table from '../shell/table.module.css'
import { doUnlessUndone, tellFault } from '../shell/tell.tsx'
import { exactTime, listTime } from '../words/times.ts'
import styles from './for-you.module.css'
import { type Mention, useApprovals, useMayAllow, useMentions } from './use-for-you.ts'

/** What colleagues wait for: where she was named, and what somebody wants to be allowed. */
export function ForYouPage() {
  const mentions = useMentions()
  const approvals = useApprovals()
  const fault = mentions.error ?? approvals.error
  const asked = approvals.data?.filter(({ state }) => state === 'asked') ?? []
  const decided = approvals.data?.filter(({ state }) => state !== 'asked').slice(0, 20) ?? []
  const nothing = mentions.data?.length === 0 && approvals.data?.length === 0
  return (
    <div className={styles.page}>
      <header className={table.head}>
        <h1 className={table.title}>For you</h1>
      </header>
      {fault && <Fault fault={fault} onRetry={() => void Promise.all([mentions.refetch(), approvals.refetch()])} />}
      {(mentions.isPending || approvals.isPending) && !fault && <RowsComing rows={5} />}
      {nothing && (
        <Empty title="Nothing waits for you.">
          A note with your name in it, such as @anna, appears here; so does what somebody may not give by herself.
        </Empty>
      )}
      {asked.length > 0 && (
        <section className={styles.part} aria-labelledby="asked">
          <h2 id="asked">To be allowed</h2>
          <ul>
            {asked.map((each) => (
              <Asked key={each.id} asked={each} />
            ))}
          </ul>
        </section>
      )}
      {(mentions.data?.length ?? 0) > 0 && (
        <section className={styles.part} aria-labelledby="named">
          <h2 id="named">Where you were named</h2>
          <ul>
            {mentions.data?.map((each) => (
              <Named key={each.messageId} mention={each} />
            ))}
          </ul>
        </section>
      )}
      {decided.length > 0 && (
        <section className={styles.part} aria-labelledby="decided">
          <h2 id="decided">Decided lately</h2>
          <ul>
            {decided.map((each) => (
              <Decided key={each.id} decided={each} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Asked({ asked }: { asked: Approval }) {
  const { api } = useDesk()
  const client = useQueryClient()
  const now = useNow()
  const mayAllow = useMayAllow()
  const [hidden, setHidden] = useState(false)
  const decide = async (allow: boolean) => {
    try {
      await api({ method: 'POST', path: `/desk/approvals/${asked.id}`, body: { allow }, answer: approvalSchema })
    } catch (fault) {
      tellFault(fault)
      setHidden(false)
    }
    await client.invalidateQueries({ queryKey: ['desk', 'approvals'] })
  }
  // What is allowed is done at once and can't be taken back: the time to think again comes before it.
  const soon = (allow: boolean) => {
    setHidden(true)
    doUnlessUndone(
      `${allow ? 'Allowed' : 'Declined'}: ${asked.action}.`,
      () => void decide(allow),
      () => setHidden(false),
    )
  }
  if (hidden) return null
  return (
    <li className={styles.asked}>
      <p className={styles.line}>
        <b>{asked.action}</b>
        <time dateTime={asked.askedAt} title={exactTime(asked.askedAt)}>
          {listTime(asked.askedAt, now)}
        </time>
      </p>
      <p className={styles.soft}>
        {asked.askedBy.name} asks.{' '}
        <Link to="/inbox/$conversationId" params={{ conversationId: asked.conversationId }}>
          See the conversation
        </Link>
      </p>
      <dl className={styles.summary}>
        {asked.summary.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {mayAllow ? (
        <div className={styles.buttons}>
          <Button size="compact-md" h={32} onClick={() => soon(true)}>
            Allow<span className={styles.unseen}> {asked.action}</span>
          </Button>
          <Button size="compact-md" h={32} variant="default" onClick={() => soon(false)}>
            Decline<span className={styles.unseen}> {asked.action}</span>
          </Button>
        </div>
      ) : (
        <p className={styles.soft}>An owner or admin decides.</p>
      )}
    </li>
  )
}

function Named({ mention }: { mention: Mention }) {
  const { api } = useDesk()
  const client = useQueryClient()
  const now = useNow()
  const { conversationId } = mention
  const see = () =>
    void api({
      method: 'DELETE',
      path: `/desk/mentions/${conversationId}`,
      answer: z.object({ seen: z.boolean() }),
      keepalive: true,
    })
      .then(() => client.invalidateQueries({ queryKey: ['desk', 'mentions'] }))
      .catch(tellFault)
  return (
    <li>
      <Link to="/inbox/$conversationId" params={{ conversationId }} className={styles.named} onClick={see}>
        <span className={styles.line}>
          <b>{mention.by}</b>
          <time dateTime={mention.at} title={exactTime(mention.at)}>
            {listTime(mention.at, now)}
          </time>
        </span>
        <span className={styles.text}>{mention.text}</span>
      </Link>
    </li>
  )
}

function Decided({ decided }: { decided: Approval }) {
  return (
    <li>
      <Link to="/inbox/$conversationId" params={{ conversationId: decided.conversationId }} className={styles.named}>
        <span className={styles.line}>
          <span>{decided.action}</span>
          <span className={styles.state} data-state={decided.state}>
            {decided.state === 'approved' ? 'Allowed' : 'Declined'}
          </span>
        </span>
        <span className={styles.text}>
          {decided.askedBy.name} asked, {decided.decidedBy?.name ?? 'somebody'} decided.
        </span>
      </Link>
    </li>
  )
}
