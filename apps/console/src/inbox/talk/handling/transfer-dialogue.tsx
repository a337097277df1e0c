import { Button, Modal, Select, Textarea } from '@mantine/core'
import type { DeskConversation } from '@parley/contracts'
import { type FormEvent, useState } from 'react'
import { useAgents, useTeams } from '../../../desk/use-people.ts'
import { statusWords } from '../../../desk/use-status.ts'
import { useDesk } from '../../../live/desk-context.tsx'
import styles from './handling.module.css'
import { useHandling } from './use-handling.ts'

interface DialogueProps {
  conversation: DeskConversation
  opened: boolean
  onClose: () => void
}

/** To whom it goes, and what she should know. */
export function TransferDialogue({ conversation, opened, onClose }: DialogueProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Give to" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Transfer conversation={conversation} onClose={onClose} />
    </Modal>
  )
}

function Transfer({ conversation, onClose }: Omit<DialogueProps, 'opened'>) {
  const { session } = useDesk()
  const { data: agents = [] } = useAgents()
  const { data: teams = [] } = useTeams()
  const { transfer } = useHandling(conversation)
  const [to, setTo] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const colleagues = agents.filter(({ accountId }) => accountId !== session.account.id)
  const people = colleagues.map(({ accountId, name, status, load, capacity }) => ({
    value: accountId,
    label: `${name} (${statusWords[status].label.toLowerCase()}, ${load} of ${capacity})`,
  }))
  const queues = teams.map(({ id, name }) => ({ value: id, label: name }))
  const nameOf = (id: string) =>
    colleagues.find(({ accountId }) => accountId === id)?.name ?? teams.find((team) => team.id === id)?.name ?? ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (to === null) return
    const given = note.trim() === '' ? {} : { note: note.trim() }
    const target = queues.some(({ value }) => value === to) ? { teamId: to } : { accountId: to }
    void transfer({ ...target, ...given }, nameOf(to)).then((done) => done && onClose())
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <Select
        label="Colleague or team"
        placeholder="Who helps best?"
        data={[
          { group: 'Teams', items: queues },
          { group: 'Colleagues', items: people },
        ]}
        value={to}
        onChange={setTo}
        searchable
        nothingFoundMessage="Nobody of that name."
        data-autofocus
      />
      <Textarea
        label="Note"
        description="Colleagues only. The shopper keeps her place in the queue."
        autosize
        minRows={2}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <Button type="submit" disabled={to === null}>
        Give
      </Button>
    </form>
  )
}
