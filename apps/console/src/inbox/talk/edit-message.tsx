import { Button, Textarea } from '@mantine/core'
import type { Message } from '@parley/contracts'
import { useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../../live/desk-context.tsx'
import { tellFault } from '../../shell/tell.tsx'

/** The words of one's own message, to be altered where they stand. */
export function EditMessage({ message, onDone }: { message: Message; onDone: () => void }) {
  const { api } = useDesk()
  const [text, setText] = useState(message.text)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    if (text.trim() === '' || text.trim() === message.text) return onDone()
    setBusy(true)
    try {
      const path = `/desk/conversations/${message.conversationId}/messages/${message.id}`
      await api({ method: 'PATCH', path, body: { text: text.trim() }, answer: z.object({ seq: z.int() }) })
      onDone()
    } catch (fault) {
      tellFault(fault)
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      style={{ display: 'grid', gap: 6, width: 'min(480px, 60vw)' }}
    >
      <Textarea
        aria-label="Edit the message"
        autosize
        maxRows={10}
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone()
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault()
            void save()
          }
        }}
      />
      <span style={{ display: 'flex', gap: 6, justifyContent: 'flex-end' }}>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          Leave as it was
        </Button>
        <Button size="compact-sm" type="submit" loading={busy}>
          Save
        </Button>
      </span>
    </form>
  )
}
