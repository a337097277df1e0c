import { Autocomplete, Select, Textarea, TextInput } from '@mantine/core'
import { type ReturnView as Returned, returnView as returnedSchema } from '@parley/contracts'
import { useState } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import { Step } from '../orders/parcel-dialogues.tsx'
import styles from '../proposals/proposal-dialogue.module.css'
import { ruleWords } from './return-words.ts'
import { SettleReturn } from './settle-return.tsx'

export type ReturnStep = 'approve' | 'receive' | 'settle' | 'reject' | 'withdraw'

/** What can be done with a return as it stands; the way it usually goes comes last. */
export function stepsOf({ status }: Returned): { kind: ReturnStep; label: string; isNext?: boolean }[] {
  switch (status) {
    case 'asked':
      return [
        { kind: 'reject', label: 'Refuse' },
        { kind: 'approve', label: 'Approve', isNext: true },
      ]
    case 'approved':
      return [
        { kind: 'withdraw', label: 'Call off' },
        { kind: 'receive', label: 'It has come', isNext: true },
      ]
    case 'received':
      return [
        { kind: 'reject', label: 'Refuse' },
        { kind: 'settle', label: 'Inspect and settle', isNext: true },
      ]
    default:
      return []
  }
}

export interface ReturnDialogueProps {
  returned: Returned
  onClose: () => void
}

export function ReturnDialogue({ step, ...props }: ReturnDialogueProps & { step: ReturnStep | null }) {
  switch (step) {
    case 'approve':
      return <Approve {...props} />
    case 'receive':
      return <Receive {...props} />
    case 'settle':
      return <SettleReturn {...props} />
    case 'reject':
      return <Reject {...props} />
    case 'withdraw':
      return <Withdraw {...props} />
    case null:
      return null
  }
}

function useStep({ id }: Returned) {
  const { api } = useDesk()
  return (step: ReturnStep, body: unknown) =>
    api({ method: 'POST', path: `/returns/${id}/${step}`, body, answer: returnedSchema })
}

function Approve({ returned, onClose }: ReturnDialogueProps) {
  const take = useStep(returned)
  const [carrier, setCarrier] = useState('')
  const [number, setNumber] = useState('')
  const [url, setUrl] = useState('')
  const hasLabel = carrier.trim() !== '' && number.trim() !== ''
  const label = { carrier: carrier.trim(), number: number.trim(), ...(url.trim() ? { url: url.trim() } : {}) }
  return (
    <Step
      title={`Approve ${returned.number}`}
      action={hasLabel ? 'Approve and send the label' : 'Approve without a label'}
      isReady={hasLabel || (carrier.trim() === '' && number.trim() === '')}
      done={`${returned.number} is approved. The customer is told.`}
      run={() => take('approve', hasLabel ? { label } : {})}
      onClose={onClose}
    >
      <Named returned={returned} />
      {returned.wish === 'exchange' && (
        <p className={styles.soft}>What she gets instead is taken off the shelf now, as an order of its own.</p>
      )}
      <div className={styles.fields}>
        <TextInput
          label="Carrier"
          value={carrier}
          onChange={({ currentTarget }) => setCarrier(currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label="Number of the label"
          value={number}
          onChange={({ currentTarget }) => setNumber(currentTarget.value)}
        />
      </div>
      <TextInput
        label="Address of the label"
        description="Where she prints it"
        type="url"
        value={url}
        onChange={({ currentTarget }) => setUrl(currentTarget.value)}
      />
    </Step>
  )
}

function Receive({ returned, onClose }: ReturnDialogueProps) {
  const take = useStep(returned)
  return (
    <Step
      title={`${returned.number} has come`}
      action="Note that it has come"
      isReady
      done="Noted. It can be looked at now."
      run={() => take('receive', {})}
      onClose={onClose}
    >
      <Named returned={returned} />
      <p className={styles.soft}>The customer is told that it has come. No money moves yet.</p>
    </Step>
  )
}

function Reject({ returned, onClose }: ReturnDialogueProps) {
  const take = useStep(returned)
  const [rule, setRule] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const reason = rule === 'other' ? words.trim() : (rule ?? '')
  return (
    <Step
      title={`Refuse ${returned.number}`}
      action="Refuse it"
      isReady={reason !== ''}
      done={`${returned.number} is refused. The customer is told why.`}
      run={() => take('reject', { reason })}
      onClose={onClose}
    >
      <Select
        label="By which rule"
        description="The customer reads it in her own language"
        data={[
          ...Object.entries(ruleWords).map(([value, label]) => ({ value, label })),
          { value: 'other', label: 'In my own words' },
        ]}
        value={rule}
        onChange={setRule}
        data-autofocus
      />
      {rule === 'other' && (
        <Textarea
          label="Words to the customer"
          value={words}
          maxLength={200}
          autosize
          minRows={2}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
      )}
    </Step>
  )
}

function Withdraw({ returned, onClose }: ReturnDialogueProps) {
  const take = useStep(returned)
  const [reason, setReason] = useState('')
  return (
    <Step
      title={`Call ${returned.number} off`}
      action="Call it off"
      isReady={reason.trim() !== ''}
      done={`${returned.number} is called off.`}
      run={() => take('withdraw', { reason: reason.trim() })}
      onClose={onClose}
    >
      <Autocomplete
        label="Reason"
        data={['She keeps it', 'It never came', 'Asked twice']}
        value={reason}
        onChange={setReason}
        maxLength={200}
      />
    </Step>
  )
}

function Named({ returned: { lines } }: { returned: Returned }) {
  return (
    <ul>
      {lines.map(({ lineId, quantity, title, options }) => (
        <li key={lineId}>
          {quantity} × {title}
          {options && `, ${options}`}
        </li>
      ))}
    </ul>
  )
}
