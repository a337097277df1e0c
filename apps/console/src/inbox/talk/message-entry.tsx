import { ActionIcon, Menu } from '@mantine/core'
import type { LanguageTag, Message } from '@parley/contracts'
import { IconChecks, IconDots, IconPencil, IconRobot, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../../live/desk-context.tsx'
import { doUnlessUndone, tellFault } from '../../shell/tell.tsx'
import { clockTime, exactTime } from '../../words/times.ts'
import { MessageContent } from './content.tsx'
import { EditMessage } from './edit-message.tsx'
import styles from './message-entry.module.css'
import { ReadingButton } from './reading/reading-button.tsx'

interface MessageEntryProps {
  message: Message
  /** The first of a run by one speaker: says who and when. */
  isFirst: boolean
  /** The last of the desk's that the shopper has seen. */
  isSeen: boolean
  shopper: string
  language: LanguageTag
  turns: number
  onHide: (messageId: string, on: boolean) => void
}

const wide = new Set(['carousel', 'product', 'cart', 'proposal', 'order', 'payment_link', 'form', 'article'])

export function MessageEntry({ message, isFirst, isSeen, shopper, language, turns, onHide }: MessageEntryProps) {
  const [edits, setEdits] = useState(false)
  const { sender, content } = message
  const isNote = content.type === 'note'
  // One turn often says several things: asking once is enough.
  const hasReading = sender.kind === 'shopper' || (message.turnId !== undefined && isFirst)
  return (
    <article
      className={styles.entry}
      data-from={isNote ? 'note' : sender.kind}
      data-first={isFirst}
      aria-label={`${speaker(message, shopper)}, ${clockTime(message.createdAt)}`}
    >
      {isFirst && (
        <p className={styles.who}>
          {sender.kind === 'bot' && <IconRobot size={15} stroke={1.6} aria-hidden />}
          <b>{speaker(message, shopper)}</b>
          <time dateTime={message.createdAt} title={exactTime(message.createdAt)}>
            {clockTime(message.createdAt)}
          </time>
        </p>
      )}
      <div className={styles.line}>
        <div className={styles.content} data-wide={wide.has(content.type)}>
          {edits ? (
            <EditMessage message={message} onDone={() => setEdits(false)} />
          ) : message.deletedAt ? (
            <p className={styles.deleted}>Deleted</p>
          ) : (
            <MessageContent content={content} text={message.text} language={isNote ? 'en' : language} />
          )}
        </div>
        <span className={styles.tools}>
          {hasReading && !message.deletedAt && <ReadingButton message={message} turns={turns} />}
          <OwnTools message={message} onEdit={() => setEdits(true)} onHide={onHide} />
        </span>
      </div>
      <Foot message={message} isSeen={isSeen} />
    </article>
  )
}

function Foot({ message, isSeen }: { message: Message; isSeen: boolean }) {
  const isEdited = message.editedAt !== undefined && message.deletedAt === undefined
  if (message.delivery === 'failed')
    return <p className={`${styles.foot} ${styles.failed}`}>Could not be delivered on the shopper’s channel.</p>
  if (!isEdited && !isSeen) return null
  return (
    <p className={styles.foot}>
      {isEdited && 'Edited'}
      {isEdited && isSeen && ', '}
      {isSeen && (
        <>
          <IconChecks size={14} stroke={1.75} aria-hidden /> Seen
        </>
      )}
    </p>
  )
}

/** Only her own words can be altered or taken back. */
function OwnTools(props: { message: Message; onEdit: () => void; onHide: (messageId: string, on: boolean) => void }) {
  const { message, onEdit, onHide } = props
  const { session, api } = useDesk()
  const { content, sender } = message
  const isOwn = sender.kind === 'agent' && sender.id === session.account.id
  if (!isOwn || message.deletedAt || (content.type !== 'text' && content.type !== 'note')) return null
  const remove = () => {
    onHide(message.id, true)
    const path = `/desk/conversations/${message.conversationId}/messages/${message.id}`
    const bringBack = () => onHide(message.id, false)
    doUnlessUndone(
      'Message deleted.',
      () => {
        api({ method: 'DELETE', path, answer: z.object({ seq: z.int() }), keepalive: true }).then(
          bringBack,
          (fault) => {
            bringBack()
            tellFault(fault)
          },
        )
      },
      bringBack,
    )
  }
  return (
    <Menu position="bottom-end" width={160}>
      <Menu.Target>
        <ActionIcon variant="subtle" size={28} aria-label="More for this message">
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} stroke={1.75} />} onClick={onEdit}>
          Edit
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} stroke={1.75} />} onClick={remove}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function speaker({ sender, content }: Message, shopper: string): string {
  if (sender.kind === 'shopper') return sender.name ?? shopper
  if (sender.kind === 'bot') return 'Bot'
  return content.type === 'note' ? `${sender.name ?? 'Colleague'}, note` : (sender.name ?? 'Desk')
}
