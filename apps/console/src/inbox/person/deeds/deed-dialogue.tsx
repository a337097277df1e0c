import { Button, Modal } from '@mantine/core'
import { type DeskConversation, type DeskDeed, type ProposedDeed, proposedDeed } from '@parley/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../../../live/desk-context.tsx'
import { tellDone, tellFault } from '../../../shell/tell.tsx'
import { DeedForm, type DeedOf } from './deed-form.tsx'
import styles from './deeds.module.css'

const confirmed = z.object({ done: z.boolean(), approvalId: z.string().nullable() })

const titles: Readonly<Record<DeedOf['do'], string>> = {
  offer: 'Give an offer',
  refund: 'Give money back',
  cancel: 'Cancel the order',
  payment_link: 'Send a link to pay by',
}

interface DeedDialogueProps {
  conversation: DeskConversation
  /** Null while nothing is to be done. */
  deed: DeedOf | null
  onClose: () => void
}

/** What is to be done for the shopper: said, shown in full, and only then done. */
export function DeedDialogue({ conversation, deed, onClose }: DeedDialogueProps) {
  return (
    <Modal
      opened={deed !== null}
      onClose={onClose}
      title={deed ? titles[deed.do] : ''}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {deed && <Deed conversation={conversation} deed={deed} onClose={onClose} />}
    </Modal>
  )
}

function Deed({ conversation, deed, onClose }: { conversation: DeskConversation; deed: DeedOf; onClose: () => void }) {
  const { api } = useDesk()
  const client = useQueryClient()
  const [shown, setShown] = useState<ProposedDeed | null>(null)
  const [busy, setBusy] = useState(false)
  const path = `/desk/conversations/${conversation.id}/deeds`

  const during = async (work: () => Promise<void>) => {
    setBusy(true)
    try {
      await work()
    } catch (fault) {
      tellFault(fault)
    } finally {
      setBusy(false)
    }
  }
  const propose = (wish: DeskDeed) =>
    during(async () => setShown(await api({ method: 'POST', path, body: wish, answer: proposedDeed })))
  const confirm = ({ proposal }: ProposedDeed) =>
    during(async () => {
      const said = await api({ method: 'POST', path: `${path}/${proposal.id}/confirm`, answer: confirmed })
      tellDone(said.done ? `Done: ${proposal.action}.` : 'Asked for. You see in the conversation what is decided.')
      await client.invalidateQueries()
      onClose()
    })

  if (!shown) return <DeedForm deed={deed} busy={busy} onSubmit={(wish) => void propose(wish)} />
  return (
    <div className={styles.form}>
      <dl className={styles.summary}>
        {shown.proposal.summary.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {shown.needsApproval && (
        <p className={styles.above} role="status">
          More than you may give by yourself. An owner or admin is asked.
        </p>
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => setShown(null)}>
          Back
        </Button>
        <Button loading={busy} onClick={() => void confirm(shown)} data-autofocus>
          {shown.needsApproval ? 'Ask for it' : shown.proposal.action}
        </Button>
      </div>
    </div>
  )
}
