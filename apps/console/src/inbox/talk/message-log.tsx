import { Button } from '@mantine/core'
import type { DeskConversation } from '@parley/contracts'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useDesk } from '../../live/desk-context.tsx'
import { useNow } from '../../live/now.ts'
import type { Talk } from '../../live/talk.ts'
import { RowsComing } from '../../shell/states.tsx'
import { shopperName } from '../../words/names.ts'
import { dayHeading } from '../../words/times.ts'
import { MessageContent } from './content.tsx'
import { logParts } from './log-parts.ts'
import { MessageEntry } from './message-entry.tsx'
import styles from './message-log.module.css'
import { SendingEntry } from './sending-entry.tsx'
import { useSendings } from './use-conversation.ts'
import { useStayAtEnd } from './use-stay-at-end.ts'

interface MessageLogProps {
  conversationId: string
  conversation: DeskConversation | undefined
  talk: Talk
}

export function MessageLog({ conversationId, conversation, talk }: MessageLogProps) {
  const sendings = useSendings(conversationId)
  const now = useNow()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const messages = useMemo(() => [...talk.messages.values()].sort((one, other) => one.seq - other.seq), [talk.messages])
  const parts = useMemo(() => logParts(messages, sendings), [messages, sendings])
  const log = useRef<HTMLDivElement>(null)
  const last = messages.at(-1)
  const { isAway, toEnd } = useStayAtEnd(log, parts.length, sendings.length)
  useSeen(conversationId, last?.seq ?? 0)

  const hide = (messageId: string, on: boolean) =>
    setHidden((before) => {
      const next = new Set(before)
      if (on) next.add(messageId)
      else next.delete(messageId)
      return next
    })
  const name = conversation ? shopperName(conversation) : ''
  const lastSeen = messages.findLast(({ sender, seq }) => sender.kind === 'agent' && seq <= talk.shopperSeen)

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div ref={log} className={styles.log} role="log" aria-label="Messages" tabIndex={0}>
      <div className={styles.parts}>
        {!talk.isLoaded && messages.length === 0 && <RowsComing rows={5} height={64} />}
        {parts.map((part) => {
          if (part.kind === 'day')
            return (
              <h2 key={part.key} className={styles.day}>
                {dayHeading(part.at, now)}
              </h2>
            )
          if (part.kind === 'notice')
            return (
              <div key={part.key} className={styles.notice}>
                <MessageContent content={part.message.content} text={part.message.text} language="en" />
              </div>
            )
          if (part.kind === 'sending') return <SendingEntry key={part.key} sending={part.sending} />
          if (hidden.has(part.message.id)) return null
          return (
            <MessageEntry
              key={part.key}
              message={part.message}
              isFirst={part.isFirst}
              isSeen={part.message.id === lastSeen?.id}
              shopper={name}
              language={part.message.language ?? conversation?.language ?? 'en'}
              turns={talk.turns}
              onHide={hide}
            />
          )
        })}
        <Typing talk={talk} name={name} now={now} />
      </div>
      {isAway && (
        <Button className={styles.newest} variant="default" size="compact-md" onClick={toEnd}>
          Newest
        </Button>
      )}
    </div>
  )
}

/** The words may have stopped without a word of it: dots end by themselves. */
function Typing({ talk, name, now }: { talk: Talk; name: string; now: number }) {
  const [, wake] = useState(0)
  const until = talk.typing?.until ?? 0
  useEffect(() => {
    const left = until - Date.now()
    if (left <= 0) return
    const timer = setTimeout(() => wake((count) => count + 1), left + 50)
    return () => clearTimeout(timer)
  }, [until])
  if (!talk.typing || until <= Math.max(now, Date.now())) return null
  return (
    <p className={styles.typing} role="status">
      <span className={styles.dots} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {talk.typing.name ?? name} is writing
      {talk.typing.text && <q className={styles.unsent}>{talk.typing.text}</q>}
    </p>
  )
}

/** Tells the server how far the desk has read, while the page is looked at. */
function useSeen(conversationId: string, seq: number): void {
  const { line } = useDesk()
  useEffect(() => {
    if (seq === 0) return
    const tell = () => {
      if (document.visibilityState === 'visible') line.send({ type: 'seen', conversationId, seq })
    }
    tell()
    document.addEventListener('visibilitychange', tell)
    return () => document.removeEventListener('visibilitychange', tell)
  }, [line, conversationId, seq])
}
