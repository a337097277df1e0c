import { Button, Modal, NumberInput, TextInput } from '@mantine/core'
import type { StockRow } from '@parley/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../../api/problem.ts'
import { fieldErrors } from '../../forms/field-errors.ts'
import { Trail } from '../../forms/trail.tsx'
import { useDesk } from '../../live/desk-context.tsx'
import { tellDone, tellFault } from '../../shell/tell.tsx'
import styles from '../catalogue.module.css'
import { tellLevel } from './tell-level.ts'

export interface ShownLevel {
  row: StockRow
  locationId: string
  onHand: number
  reserved: number
}

interface LevelDialogueProps {
  shown: ShownLevel | null
  locations: readonly { id: string; name: string }[]
  onClose: () => void
}

/** How many there are, and why it is another number than stood there. */
export function LevelDialogue({ shown, locations, onClose }: LevelDialogueProps) {
  return (
    <Modal
      opened={shown !== null}
      onClose={onClose}
      title={shown && [shown.row.title, shown.row.options].filter(Boolean).join(', ')}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {shown && <LevelForm shown={shown} locations={locations} onClose={onClose} />}
    </Modal>
  )
}

const reasons = ['Counted', 'Arrived', 'Broken', 'Lost', 'Given away']
const answer = z.object({ supplied: z.array(z.string()) })

function LevelForm({ shown, locations, onClose }: LevelDialogueProps & { shown: ShownLevel }) {
  const { row, locationId, onHand: seen, reserved } = shown
  const { api } = useDesk()
  const client = useQueryClient()
  const [onHand, setOnHand] = useState<number | string>(seen)
  const [reason, setReason] = useState('')
  const place = locations.find(({ id }) => id === locationId)?.name ?? locationId
  const write = async (level: { onHand: number; seen: number; reason: string }) => {
    const path = `/stock/${row.variantId}/level`
    const written = await api({ method: 'PUT', path, body: { locationId, ...level }, answer })
    await Promise.all(['stock', 'goods', 'audit'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    return written
  }
  const saving = useMutation({
    mutationFn: () => write({ onHand: Number(onHand), seen, reason: reason.trim() }),
    onSuccess: ({ supplied }) => {
      onClose()
      const orders =
        supplied.length === 1 ? '1 order that waited gets it' : `${supplied.length} orders that waited get it`
      const told = supplied.length > 0 ? ` ${orders}.` : ''
      // What went to orders that waited is theirs: then there is no simple way back.
      const back = () => void write({ onHand: seen, seen: Number(onHand), reason: 'Taken back' }).catch(tellFault)
      tellDone(`${row.title}: ${onHand} in ${place}.${told}`, supplied.length > 0 ? undefined : back)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  const errors = fieldErrors(saving.error)
  const by = Number(onHand) - seen
  return (
    <form onSubmit={submit} className={styles.form}>
      <NumberInput
        label={`In ${place}`}
        description={`${seen} stand there now${reserved > 0 ? `, ${reserved} of them set aside for orders` : ''}.`}
        value={onHand}
        onChange={setOnHand}
        min={reserved}
        max={1_000_000}
        allowDecimal={false}
        required
        withAsterisk={false}
        error={errors.onHand ?? (errors.seen ? `${errors.seen} Close this and look again.` : undefined)}
        data-autofocus
      />
      <div className={styles.chips}>
        {[-1, 1, 5, 10].map((step) => (
          <Button
            key={step}
            size="compact-md"
            variant="default"
            onClick={() => setOnHand(Math.max(reserved, Number(onHand) + step))}
          >
            {step > 0 ? `+${step}` : `−${-step}`}
          </Button>
        ))}
      </div>
      <TextInput
        label="Why"
        placeholder="Counted, arrived, broken …"
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        maxLength={200}
        error={errors.reason}
      />
      <div className={styles.chips}>
        {reasons.map((each) => (
          <Button key={each} size="compact-md" variant="default" onClick={() => setReason(each)}>
            {each}
          </Button>
        ))}
      </div>
      {saving.error && <p role="alert">{sayFault(saving.error)}</p>}
      <div className={styles.buttons}>
        <Button type="submit" loading={saving.isPending} disabled={onHand === '' || by === 0}>
          {by === 0 ? 'Save' : `Save, ${by > 0 ? `${by} more` : `${-by} fewer`}`}
        </Button>
      </div>
      <section>
        <h3 className={styles.smallTitle}>Before</h3>
        <Trail subject={row.variantId} action="stock." tell={(entry) => tellLevel(entry, [row], locations)} />
      </section>
    </form>
  )
}
