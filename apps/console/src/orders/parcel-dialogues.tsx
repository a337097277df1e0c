import { Button, Modal, NumberInput, TextInput } from '@mantine/core'
import type { Order } from '@parley/contracts'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { type Parcel, parcel as parcelSchema } from '../api/commerce-schemas.ts'
import { sayFault } from '../api/problem.ts'
import { useDesk } from '../live/desk-context.tsx'
import styles from '../proposals/proposal-dialogue.module.css'
import { tellDone } from '../shell/tell.tsx'
import { useRefreshOrders } from './use-order.ts'

/** What is in no parcel yet, line by line. */
export function leftToPack(order: Order, parcels: readonly Parcel[]) {
  return order.lines
    .map((line) => {
      const packed = parcels.flatMap(({ lines }) => lines).filter(({ lineId }) => lineId === line.id)
      return { line, left: line.quantity - packed.reduce((sum, { quantity }) => sum + quantity, 0) }
    })
    .filter(({ left }) => left > 0)
}

interface ParcelDialogueProps {
  order: Order
  onClose: () => void
}

/** What was picked goes into one parcel; what is left waits for the next. */
export function PackDialogue({ order, parcels, onClose }: ParcelDialogueProps & { parcels: readonly Parcel[] }) {
  const { api } = useDesk()
  const left = leftToPack(order, parcels)
  const [picked, setPicked] = useState<Record<string, number>>(() =>
    Object.fromEntries(left.map(({ line, left }) => [line.id, left])),
  )
  const lines = left
    .map(({ line }) => ({ lineId: line.id, quantity: picked[line.id] ?? 0 }))
    .filter(({ quantity }) => quantity > 0)
  const isAll = left.every(({ line, left }) => picked[line.id] === left)
  return (
    <Step
      title="Pack a parcel"
      action={isAll ? 'Pack all of it' : 'Pack this parcel'}
      isReady={lines.length > 0}
      done={isAll ? 'Packed.' : 'Packed. The rest waits for the next parcel.'}
      run={() =>
        api({ method: 'POST', path: `/orders/${order.id}/fulfilments`, body: { lines }, answer: parcelSchema })
      }
      onClose={onClose}
    >
      <ul className={styles.rows}>
        {left.map(({ line, left }) => (
          <li key={line.id}>
            <span>
              <b>{line.title}</b>
              <span className={styles.soft}>{[line.options, line.sku].filter(Boolean).join(', ')}</span>
            </span>
            <NumberInput
              aria-label={`Picked of ${line.title}`}
              description={`of ${left}`}
              inputWrapperOrder={['input', 'description']}
              value={picked[line.id] ?? 0}
              onChange={(value) => setPicked((before) => ({ ...before, [line.id]: Number(value) || 0 }))}
              min={0}
              max={left}
              clampBehavior="strict"
            />
          </li>
        ))}
      </ul>
    </Step>
  )
}

export function SendDialogue({ order, parcel, onClose }: ParcelDialogueProps & { parcel: Parcel }) {
  const move = useMoveParcel(order, parcel)
  const [carrier, setCarrier] = useState('')
  const [number, setNumber] = useState('')
  const [url, setUrl] = useState('')
  const isTracked = carrier.trim() !== '' && number.trim() !== ''
  const tracking = {
    carrier: carrier.trim(),
    number: number.trim(),
    ...(url.trim() === '' ? {} : { url: url.trim() }),
  }
  return (
    <Step
      title="Send the parcel"
      action={isTracked ? 'Send it with tracking' : 'Send it without tracking'}
      isReady={isTracked || (carrier.trim() === '' && number.trim() === '')}
      done="Sent. The customer is told."
      run={() => move({ status: 'shipped', ...(isTracked ? { tracking } : {}) })}
      onClose={onClose}
    >
      <InIt order={order} parcel={parcel} />
      <div className={styles.fields}>
        <TextInput
          label="Carrier"
          value={carrier}
          onChange={({ currentTarget }) => setCarrier(currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label="Tracking number"
          value={number}
          onChange={({ currentTarget }) => setNumber(currentTarget.value)}
        />
      </div>
      <TextInput
        label="Tracking page"
        description="Its address, if there is one"
        type="url"
        value={url}
        onChange={({ currentTarget }) => setUrl(currentTarget.value)}
      />
    </Step>
  )
}

export function DeliveredDialogue({ order, parcel, onClose }: ParcelDialogueProps & { parcel: Parcel }) {
  const move = useMoveParcel(order, parcel)
  return (
    <Step
      title="The parcel has arrived"
      action="Note that it has arrived"
      isReady
      done="Noted as delivered."
      run={() => move({ status: 'delivered' })}
      onClose={onClose}
    >
      <InIt order={order} parcel={parcel} />
      <p className={styles.soft}>The time for returns counts from now.</p>
    </Step>
  )
}

function useMoveParcel(order: Order, parcel: Parcel) {
  const { api } = useDesk()
  return (body: unknown) =>
    api({ method: 'POST', path: `/orders/${order.id}/fulfilments/${parcel.id}/status`, body, answer: parcelSchema })
}

function InIt({ order, parcel }: { order: Order; parcel: Parcel }) {
  return (
    <ul>
      {parcel.lines.map(({ lineId, quantity }) => (
        <li key={lineId}>
          {quantity} × {order.lines.find(({ id }) => id === lineId)?.title ?? 'something else'}
        </li>
      ))}
    </ul>
  )
}

interface StepProps {
  title: string
  action: string
  isReady: boolean
  done: string
  run: () => Promise<unknown>
  onClose: () => void
  children: ReactNode
}

/** One step of an order's way: what it is about, and a button that says what it does. */
export function Step({ title, action, isReady, done, run, onClose, children }: StepProps) {
  const refresh = useRefreshOrders()
  const running = useMutation({
    mutationFn: run,
    onSuccess: () => {
      tellDone(done)
      refresh()
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) running.mutate()
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit} className={styles.form}>
        {children}
        {running.error && (
          <p role="alert" className={styles.fault}>
            {sayFault(running.error)}
          </p>
        )}
        <Button type="submit" loading={running.isPending} disabled={!isReady}>
          {action}
        </Button>
      </form>
    </Modal>
  )
}
