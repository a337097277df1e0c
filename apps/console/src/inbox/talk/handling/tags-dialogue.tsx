import { Button, Modal, TagsInput } from '@mantine/core'
import type { DeskConversation } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../../../live/desk-context.tsx'
import styles from './handling.module.css'
import { useHandling } from './use-handling.ts'

interface DialogueProps {
  conversation: DeskConversation
  opened: boolean
  onClose: () => void
}

export function TagsDialogue({ conversation, opened, onClose }: DialogueProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Tags" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Tags conversation={conversation} onClose={onClose} />
    </Modal>
  )
}

const answer = z.object({ tags: z.array(z.string()) })

function Tags({ conversation, onClose }: Omit<DialogueProps, 'opened'>) {
  const { api, shopId } = useDesk()
  const { set } = useHandling(conversation)
  const [tags, setTags] = useState(conversation.handling?.tags ?? [])
  const { data } = useQuery({
    queryKey: ['tags', shopId],
    queryFn: ({ signal }) => api({ path: '/desk/tags', answer, signal }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void set({ tags }).then((done) => done && onClose())
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <TagsInput
        label="What it is about"
        placeholder={tags.length === 0 ? 'delivery, return …' : ''}
        data={data?.tags ?? []}
        value={tags}
        onChange={setTags}
        maxTags={30}
        data-autofocus
      />
      <Button type="submit">Save</Button>
    </form>
  )
}
