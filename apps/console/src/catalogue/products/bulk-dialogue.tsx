import { Button, Modal, NativeSelect, NumberInput, Select } from '@mantine/core'
import { type BulkChange, type BulkDeed, type BulkWish, bulkChange, productStatus } from '@parley/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sayFault } from '../../api/problem.ts'
import { useDesk } from '../../live/desk-context.tsx'
import { tellDone, tellFault } from '../../shell/tell.tsx'
import styles from '../catalogue.module.css'
import { shelfChoices } from '../shelf-state.tsx'
import { categoryChoices, useFacets } from '../use-facets.ts'
import { BulkPreview } from './bulk-preview.tsx'

interface BulkDialogueProps {
  opened: boolean
  which: BulkWish['which']
  onClose: () => void
  onDone: () => void
}

/** The same done to many: what, then what exactly would happen, then the yes; and the way back. */
export function BulkDialogue({ opened, onClose, ...rest }: BulkDialogueProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Change many products"
      size="xl"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Steps {...rest} onClose={onClose} />
    </Modal>
  )
}

function Steps({ which, onClose, onDone }: Omit<BulkDialogueProps, 'opened'>) {
  const { api } = useDesk()
  const client = useQueryClient()
  const [shown, setShown] = useState<BulkChange | null>(null)
  const refresh = () => client.invalidateQueries({ queryKey: ['goods'] })
  const asking = useMutation({
    mutationFn: (deed: BulkDeed) =>
      api({ method: 'POST', path: '/catalogue/changes', body: { which, deed }, answer: bulkChange }),
    onSuccess: setShown,
  })
  const undo = async (id: string) => {
    try {
      const { left } = await api({ method: 'POST', path: `/catalogue/changes/${id}/undo`, answer: undone })
      tellDone(left === 0 ? 'All of it is as it was.' : `Taken back, but for ${left} that were changed since.`)
      await refresh()
    } catch (fault) {
      tellFault(fault)
    }
  }
  const doing = useMutation({
    mutationFn: (id: string) => api({ method: 'POST', path: `/catalogue/changes/${id}/confirm`, answer: bulkChange }),
    onSuccess: async ({ id, count }) => {
      onClose()
      onDone()
      tellDone(count === 1 ? '1 product is changed.' : `${count} products are changed.`, () => void undo(id))
      await refresh()
    },
  })
  if (shown)
    return (
      <div className={styles.form}>
        <BulkPreview change={shown} />
        {doing.error && <p role="alert">{sayFault(doing.error)}</p>}
        <div className={styles.buttons}>
          <Button variant="default" onClick={() => setShown(null)}>
            Something else
          </Button>
          <Button loading={doing.isPending} onClick={() => doing.mutate(shown.id)} data-autofocus>
            {shown.count === 1 ? 'Change 1 product' : `Change ${shown.count} products`}
          </Button>
        </div>
      </div>
    )
  return <DeedForm fault={asking.error} isPending={asking.isPending} onAsk={(deed) => asking.mutate(deed)} />
}

const undone = z.object({ left: z.number() })

const kinds = [
  { value: 'status', label: 'Show or hide' },
  { value: 'price', label: 'Raise or lower prices' },
  { value: 'sale', label: 'Put on sale' },
  { value: 'end_sale', label: 'End the sale' },
  { value: 'put', label: 'Put into a category' },
  { value: 'take', label: 'Take out of a category' },
]

interface DeedFormProps {
  fault: unknown
  isPending: boolean
  onAsk: (deed: BulkDeed) => void
}

function DeedForm({ fault, isPending, onAsk }: DeedFormProps) {
  const { data: facets } = useFacets()
  const [kind, setKind] = useState('status')
  const [status, setStatus] = useState('published')
  const [percent, setPercent] = useState<number | string>(10)
  const [category, setCategory] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const deed = deedOf({ kind, status, percent: Number(percent), category })
    if (deed) onAsk(deed)
  }
  const needsCategory = kind === 'put' || kind === 'take'
  return (
    <form onSubmit={submit} className={styles.form}>
      <NativeSelect
        label="What to do"
        value={kind}
        onChange={({ currentTarget }) => setKind(currentTarget.value)}
        data={kinds}
        data-autofocus
      />
      {kind === 'status' && (
        <NativeSelect
          label="They are then"
          value={status}
          onChange={({ currentTarget }) => setStatus(currentTarget.value)}
          data={shelfChoices}
        />
      )}
      {(kind === 'price' || kind === 'sale') && (
        <NumberInput
          label={kind === 'sale' ? 'Per cent off the usual price' : 'Per cent: 10 makes them dearer, −10 cheaper'}
          value={percent}
          onChange={setPercent}
          min={kind === 'sale' ? 1 : -99}
          max={kind === 'sale' ? 99 : 1000}
          decimalScale={2}
          suffix=" %"
          required
          withAsterisk={false}
        />
      )}
      {needsCategory && (
        <Select
          label="Category"
          searchable
          value={category}
          onChange={setCategory}
          data={categoryChoices(facets)}
          limit={200}
        />
      )}
      {fault !== null && <p role="alert">{sayFault(fault)}</p>}
      <p className={styles.soft}>Nothing is changed yet: the next step shows what would be.</p>
      <div className={styles.buttons}>
        <Button type="submit" loading={isPending} disabled={needsCategory && category === null}>
          Show what would change
        </Button>
      </div>
    </form>
  )
}

function deedOf(given: { kind: string; status: string; percent: number; category: string | null }): BulkDeed | null {
  const { kind, category } = given
  const hundredths = Math.round(given.percent * 100)
  if (kind === 'status') return { do: 'status', status: productStatus.parse(given.status) }
  if (kind === 'price') return hundredths === 0 ? null : { do: 'price', percent: hundredths }
  if (kind === 'sale') return { do: 'sale', percent: hundredths }
  if (kind === 'end_sale') return { do: 'end_sale' }
  if (category === null) return null
  return { do: 'category', category, how: kind === 'put' ? 'put' : 'take' }
}
