import type { DeskConversation } from '@parley/contracts'
import { IconCheck, IconNote, IconRobot } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { initialsOf, languageName, shopperName } from '../../words/names.ts'
import { exactTime, listTime, shortSpan, waitHeat } from '../../words/times.ts'
import { dueHeat, dueWords } from '../talk/handling/handling-line.tsx'
import { PriorityMark } from '../talk/handling/priority.tsx'
import styles from './conversation-row.module.css'
import { isWaiting } from './views.ts'

interface ConversationRowProps {
  conversation: DeskConversation
  isOpen: boolean
  now: number
}

/** One line of the inbox: how long she has waited, who she is, what was said last, who has the word. */
export const ConversationRow = memo(function ConversationRow({ conversation, isOpen, now }: ConversationRowProps) {
  const isUnread = conversation.unreadForDesk > 0 && conversation.owner !== 'bot' && !isOpen
  return (
    <li>
      <Link
        to="/inbox/$conversationId"
        params={{ conversationId: conversation.id }}
        search={(before) => ({ view: before.view ?? 'waiting', search: before.search ?? '' })}
        className={styles.row}
        aria-current={isOpen ? 'true' : undefined}
        data-unread={isUnread}
      >
        <Wait conversation={conversation} now={now} />
        <span className={styles.words}>
          <span className={styles.first}>
            <b className={styles.name}>{shopperName(conversation)}</b>
            <abbr className={styles.language} title={languageName(conversation.language)}>
              {conversation.language}
            </abbr>
          </span>
          <span className={styles.last}>
            <LastSpeaker conversation={conversation} />
            {conversation.lastText || 'Nothing said yet'}
          </span>
        </span>
        <span className={styles.marks}>
          <DueMark conversation={conversation} now={now} />
          <PriorityMark priority={conversation.handling?.priority ?? 0} />
          {isUnread && (
            <span className={styles.unread}>
              {conversation.unreadForDesk}
              <span className={styles.unseen}> unread</span>
            </span>
          )}
          <OwnerMark conversation={conversation} />
        </span>
      </Link>
    </li>
  )
})

function Wait({ conversation, now }: { conversation: DeskConversation; now: number }) {
  const { waitingSince, lastMessageAt, createdAt } = conversation
  if (isWaiting(conversation) && waitingSince) {
    const [amount, unit] = shortSpan(waitingSince, now).split(' ')
    return (
      <span className={styles.wait} data-heat={waitHeat(waitingSince, now)} title={`Since ${exactTime(waitingSince)}`}>
        <span className={styles.unseen}>Waiting </span>
        <b>{amount}</b>
        {unit && <small> {unit}</small>}
      </span>
    )
  }
  const at = lastMessageAt ?? createdAt
  return (
    <time className={styles.time} dateTime={at} title={exactTime(at)}>
      {listTime(at, now)}
    </time>
  )
}

/** Only what is about to be late, or is: the rest can be read in the conversation. */
function DueMark({ conversation: { handling }, now }: { conversation: DeskConversation; now: number }) {
  const due = handling?.due
  const heat = due ? dueHeat(due, now) : 'calm'
  if (!due || heat === 'calm') return null
  return (
    <span className={styles.due} data-heat={heat}>
      {dueWords(due, now)}
    </span>
  )
}

function LastSpeaker({ conversation: { lastSender } }: { conversation: DeskConversation }) {
  if (lastSender === 'bot') return <span>Bot: </span>
  if (lastSender === 'agent') return <span>Desk: </span>
  return null
}

function OwnerMark({ conversation: { owner, agent, status, handOver } }: { conversation: DeskConversation }) {
  if (status === 'resolved')
    return <IconCheck className={styles.mark} size={16} stroke={1.75} role="img" aria-label="Resolved" />
  if (owner === 'bot') return <IconRobot className={styles.mark} size={16} stroke={1.5} role="img" aria-label="Bot" />
  if (owner === 'agent' && agent)
    return (
      <span className={styles.agent} role="img" title={agent.name} aria-label={agent.name}>
        {initialsOf(agent.name)}
      </span>
    )
  return handOver ? (
    <IconNote className={styles.mark} size={16} stroke={1.5} role="img" aria-label="Handed over with a summary" />
  ) : null
}
