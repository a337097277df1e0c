import { Button, NumberInput, TextInput } from '@mantine/core'
import { minorUnits, proposal as proposalSchema, returnView as returnedSchema } from '@parley/contracts'
import { useState } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import { useRefreshOrders } from '../orders/use-order.ts'
import styles from '../proposals/proposal-dialogue.module.css'
import { ProposalDialogue } from '../proposals/proposal-dialogue.tsx'
import type { ReturnDialogueProps } from './return-dialogues.tsx'

/** Line by line: how many are taken back, and how many of them can be sold again. What comes of it is shown before anything moves. */
export function SettleReturn({ returned, onClose }: ReturnDialogueProps) {
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
