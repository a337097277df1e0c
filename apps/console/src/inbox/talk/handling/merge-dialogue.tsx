import { Modal, UnstyledButton } from '@mantine/core'
import type { DeskConversation } from '@parley/contracts'
import { Empty, Fault, RowsComing } from '../../../shell/states.tsx'
import { dateOf } from '../../../words/times.ts'
import { useHistory } from '../use-history.ts'
import styles from './handling.module.css'
import { useHandling } from './use-handling.ts'

interface DialogueProps {
  conversation: DeskConversation
  opened: boolean
  onClose: () => void
}

/** Her other conversations; the chosen one ends and is read with this one. */
export function MergeDialogue({ conversation, opened, onClose }: DialogueProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Merge into this one" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Others conversation={conversation} onClose={onClose} />
    </Modal>
  )
}

function Others({ conversation, onClose }: Omit<DialogueProps, 'opened'>) {
  const { data, error, refetch } = useHistory(conversation.id)
  const { merge } = useHandling(conversation)
  if (error) return <Fault fault={error} onRetry={() => void refetch()} />
  if (!data) return <RowsComing rows={3} />
  const others = data.filter(({ isLinked }) => !isLinked)
  if (others.length === 0)
    return <Empty title="She has no other conversation.">One of another person is merged by merging the persons.</Empty>
  return (
    <ul className={styles.others}>
      {others.map(({ conversationId, inbox, startedAt, status, messages }) => (
        <li key={conversationId}>
          <UnstyledButton
            className={styles.other}
            onClick={() => void merge(conversationId).then((done) => done && onClose())}
          >
            <b>
              {inbox}, {dateOf(startedAt)}, {status}
            </b>
            <span>{messages.findLast(({ text }) => text !== '')?.text ?? 'Nothing said yet'}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}
