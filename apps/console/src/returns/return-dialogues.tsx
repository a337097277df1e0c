import { Autocomplete, Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import {
  minorUnits,
  proposal as proposalSchema,
  type ReturnView as Returned,
  returnView as returnedSchema,
} from '@parley/contracts'
import { useState } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import { Step } from '../orders/parcel-dialogues.tsx'
import { useRefreshOrders } from '../orders/use-order.ts'
import styles from '../proposals/proposal-dialogue.module.css'
import { ProposalDialogue } from '../proposals/proposal-dialogue.tsx'
import { ruleWords } from './return-words.ts'

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

interface DialogueProps {
  returned: Returned
  onClose: () => void
}

export function ReturnDialogue({ step, ...props }: DialogueProps & { step: ReturnStep | null }) {
  switch (step) {
    case 'approve':
      return <Approve {...props} />
    case 'receive':
      return <Receive {...props} />
    case 'settle':
      return <Settle {...props} />
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

function Approve({ returned, onClose }: DialogueProps) {
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

function Receive({ returned, onClose }: DialogueProps) {
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

function Reject({ returned, onClose }: DialogueProps) {
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

function Withdraw({ returned, onClose }: DialogueProps) {
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

/** Line by line: how many are taken back, and how many of them can be sold again. What comes of it is shown before anything moves. */
function Settle({ returned, onClose }: DialogueProps) {
  const { api } = useDesk()
  const onDone = useRefreshOrders()
  const { currency } = returned.total
  const units = minorUnits(currency)
  const [found, setFound] = useState(() =>
    returned.lines.map(({ lineId, quantity }) => ({ lineId, accepted: quantity, restocked: quantity })),
  )
  const [keep, setKeep] = useState<number | string>(returned.cost.amount / units)
  const [note, setNote] = useState('')
  const set = (lineId: string, part: { accepted?: number; restocked?: number }) =>
    setFound((before) =>
      before.map((line) => {
        if (line.lineId !== lineId) return line
        const next = { ...line, ...part }
        return { ...next, restocked: Math.min(next.restocked, next.accepted) }
      }),
    )
  const body = {
    lines: found,
    note: note.trim(),
    ...(returned.wish !== 'exchange' && typeof keep === 'number' ? { keep: Math.round(keep * units) } : {}),
  }
  return (
    <ProposalDialogue
      title={`Inspect ${returned.number}`}
      propose={() =>
        api({ method: 'POST', path: `/returns/${returned.id}/settle-proposal`, body, answer: proposalSchema })
      }
      confirm={(id) =>
        api({ method: 'POST', path: `/settle-proposals/${id}/confirm`, body: {}, answer: returnedSchema })
      }
      done={`${returned.number} is settled. The customer is told.`}
      onDone={onDone}
      onClose={onClose}
    >
      <ul className={styles.rows}>
        {returned.lines.map(({ lineId, title, options, quantity }) => {
          const line = found.find((each) => each.lineId === lineId)
          return (
            <li key={lineId} data-wide>
              <span>
                <b>{title}</b>
                <span className={styles.soft}>
                  {options ? `${options}, ` : ''}
                  {quantity} came back
                </span>
              </span>
              <span className={styles.pair}>
                <NumberInput
                  label="Taken back"
                  aria-label={`Taken back of ${title}`}
                  value={line?.accepted ?? 0}
                  onChange={(value) => set(lineId, { accepted: Number(value) || 0 })}
                  min={0}
                  max={quantity}
                  clampBehavior="strict"
                />
                <NumberInput
                  label="Can be sold again"
                  aria-label={`Of ${title} can be sold again`}
                  value={line?.restocked ?? 0}
                  onChange={(value) => set(lineId, { restocked: Number(value) || 0 })}
                  min={0}
                  max={line?.accepted ?? 0}
                  clampBehavior="strict"
                />
              </span>
            </li>
          )
        })}
      </ul>
      {returned.wish !== 'exchange' && (
        <NumberInput
          label={`Kept of it, in ${currency}`}
          description="For the way back, or for wear"
          value={keep}
          onChange={setKeep}
          min={0}
          decimalScale={Math.round(Math.log10(units))}
        />
      )}
      <TextInput
        label="What was found"
        description="For the log"
        value={note}
        maxLength={200}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <Button
        variant="default"
        type="button"
        onClick={() => setFound((before) => before.map((line) => ({ ...line, accepted: 0, restocked: 0 })))}
      >
        Take nothing back
      </Button>
    </ProposalDialogue>
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
