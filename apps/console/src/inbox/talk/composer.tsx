import { Button, SegmentedControl, Textarea } from '@mantine/core'
import type { DeskConversation } from '@parley/contracts'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useDesk } from '../../live/desk-context.tsx'
import { useCommands } from '../../shell/commands.ts'
import styles from './composer.module.css'
import { useDraft } from './drafts.ts'
import { useTyping } from './use-typing.ts'

type Kind = 'reply' | 'note'

/** Where an agent writes: to the shopper, or a note to colleagues that looks nothing like it. */
export function Composer({ conversation }: { conversation: DeskConversation }) {
  const { sendings } = useDesk()
  const conversationId = conversation.id
  const [kind, setKind] = useState<Kind>('reply')
  const [text, setText] = useDraft(conversationId)
  const field = useRef<HTMLTextAreaElement>(null)
  const typing = useTyping(conversationId)

  const write = (as: Kind) => {
    setKind(as)
    field.current?.focus()
  }
  useCommands([
    { id: 'reply', label: 'Reply', group: 'Conversation', key: 'r', run: () => write('reply') },
    { id: 'note', label: 'Leave a note', group: 'Conversation', key: 'n', run: () => write('note') },
  ])

  const send = () => {
    const trimmed = text.trim()
    if (trimmed === '') return
    sendings.send({ conversationId, kind, text: trimmed })
    setText('')
    typing.stopped()
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') field.current?.blur()
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey) return
    event.preventDefault()
    send()
  }

  return (
    <div className={styles.composer} data-kind={kind}>
      <Textarea
        ref={field}
        variant="unstyled"
        autosize
        minRows={2}
        maxRows={12}
        value={text}
        aria-label={kind === 'note' ? 'Note for colleagues' : 'Reply'}
        placeholder={placeholderOf(kind, conversation)}
        onChange={(event) => {
          setText(event.currentTarget.value)
          if (kind === 'reply') typing.typed()
        }}
        onKeyDown={press}
        onBlur={typing.stopped}
        classNames={{ input: styles.field ?? '' }}
      />
      <div className={styles.tools}>
        <SegmentedControl
          size="xs"
          value={kind}
          onChange={setKind}
          data={[
            { value: 'reply', label: 'Reply' },
            { value: 'note', label: 'Note' },
          ]}
          aria-label="What to write"
        />
        <span className={styles.hint}>{hintOf(kind, conversation)}</span>
        <Button
          size="compact-md"
          h={32}
          px={14}
          variant={kind === 'note' ? 'default' : 'filled'}
          onClick={send}
          disabled={text.trim() === ''}
        >
          {kind === 'note' ? 'Save the note' : 'Send'}
        </Button>
      </div>
    </div>
  )
}

function placeholderOf(kind: Kind, { owner, status }: DeskConversation): string {
  if (kind === 'note') return 'Write to colleagues'
  if (status === 'resolved') return 'Write to open it again'
  return owner === 'bot' ? 'Write to take over from the bot' : 'Write to the shopper'
}

/** Says beforehand what sending does besides. */
function hintOf(kind: Kind, { owner, status }: DeskConversation): string {
  if (kind === 'note') return 'Only colleagues see this.'
  if (owner === 'bot' || status === 'resolved') return 'The bot falls silent when you send.'
  return ''
}
