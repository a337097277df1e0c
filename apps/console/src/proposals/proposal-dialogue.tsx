import { Button, Modal } from '@mantine/core'
import type { Proposal } from '@parley/contracts'
import { withAmount } from '@parley/ui'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { sayFault } from '../api/problem.ts'
import { RowsComing } from '../shell/states.tsx'
import { tellDone } from '../shell/tell.tsx'
import styles from './proposal-dialogue.module.css'

interface ProposalDialogueProps {
  title: string
  /** What has to be known before it can be shown. Without any it is shown at once. */
  children?: ReactNode
  isReady?: boolean
  /** Asks what would happen. Nothing happens by it. */
  propose: () => Promise<Proposal>
  confirm: (proposalId: string) => Promise<unknown>
  /** Said once it is done. */
  done: string
  onDone: () => void
  onClose: () => void
}

/** Shows exactly what would happen, and does it by a yes that names what was shown. */
export function ProposalDialogue(props: ProposalDialogueProps) {
  return (
    <Modal opened onClose={props.onClose} title={props.title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stages {...props} />
    </Modal>
  )
}

function Stages({ children, isReady = true, propose, confirm, done, onDone, onClose }: ProposalDialogueProps) {
  const [shown, setShown] = useState<Proposal | null>(null)
  const asking = useMutation({ mutationFn: propose, onSuccess: setShown })
  const saying = useMutation({
    mutationFn: confirm,
    onSuccess: () => {
      tellDone(done)
      onDone()
      onClose()
    },
    // What was shown no longer stands: it has to be shown anew.
    onError: () => setShown(null),
  })
  const needsNothing = children === undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when it is opened
  useEffect(() => {
    if (needsNothing) asking.mutate()
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saying.reset()
    if (isReady) asking.mutate()
  }
  const fault = saying.error ?? asking.error
  if (shown)
    return (
      <Shown
        proposal={shown}
        isBusy={saying.isPending}
        onYes={() => saying.mutate(shown.id)}
        onBack={() => (needsNothing ? onClose() : setShown(null))}
        backLabel={needsNothing ? 'Leave it' : 'Back'}
      />
    )
  if (needsNothing && !fault) return <RowsComing rows={3} />
  return (
    <form onSubmit={submit} className={styles.form}>
      {children}
      {fault && (
        <p role="alert" className={styles.fault}>
          {sayFault(fault)}
        </p>
      )}
      <Button type="submit" loading={asking.isPending} disabled={!isReady}>
        {needsNothing ? 'Look again' : 'See what would happen'}
      </Button>
    </form>
  )
}

function Shown(props: {
  proposal: Proposal
  isBusy: boolean
  backLabel: string
  onYes: () => void
  onBack: () => void
}) {
  const { proposal } = props
  return (
    <div className={styles.form}>
      <dl className={styles.summary}>
        {proposal.summary.map((row) => (
          <div key={`${row.label} ${row.value}`}>
            <dt>{row.label}</dt>
            <dd>{withAmount(row, navigator.language)}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.buttons}>
        <Button variant="default" onClick={props.onBack} disabled={props.isBusy}>
          {props.backLabel}
        </Button>
        <Button onClick={props.onYes} loading={props.isBusy} data-autofocus>
          {proposal.action}
        </Button>
      </div>
    </div>
  )
}
