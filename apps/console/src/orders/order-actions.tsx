import { Button, Menu } from '@mantine/core'
import type { Order } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { z } from 'zod'
import type { Parcel, Payment } from '../api/commerce-schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import { useCommands } from '../shell/commands.ts'
import { ItemsDialogue } from './items-dialogue.tsx'
import { AddressDialogue, CancelDialogue, leftToRefund, RefundDialogue } from './order-deeds.tsx'
import styles from './order-page.module.css'
import { DeliveredDialogue, leftToPack, PackDialogue, SendDialogue, Step } from './parcel-dialogues.tsx'

export type OrderDeed =
  | { kind: 'pack' | 'refund' | 'cancel' | 'address' | 'items' | 'capture' | 'invoice' }
  | { kind: 'send' | 'delivered'; parcel: Parcel }

interface ActionsProps {
  order: Order
  parcels: readonly Parcel[]
  payments: readonly Payment[]
  onDeed: (deed: OrderDeed) => void
}

/** What can be done with an order as it stands: the next step as a button, the rest in a menu. */
export function OrderActions({ order, parcels, payments, onDeed }: ActionsProps) {
  const can = whatCanBeDone(order, parcels, payments)
  useCommands([
    ...(can.pack ? [command('pack', 'Pack a parcel', 'p', () => onDeed({ kind: 'pack' }))] : []),
    ...(can.items ? [command('items', 'Change what it holds', 'i', () => onDeed({ kind: 'items' }))] : []),
    ...(can.refund ? [command('refund', 'Give money back', 'b', () => onDeed({ kind: 'refund' }))] : []),
    ...(can.capture ? [command('capture', 'Take the money', 'm', () => onDeed({ kind: 'capture' }))] : []),
  ])
  return (
    <div className={styles.actions}>
      {can.pack && <Button onClick={() => onDeed({ kind: 'pack' })}>Pack</Button>}
      {can.capture && !can.pack && <Button onClick={() => onDeed({ kind: 'capture' })}>Take the money</Button>}
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <Button variant="default" aria-label="More for this order" px={10}>
            <IconDots size={18} stroke={1.75} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!can.capture} onClick={() => onDeed({ kind: 'capture' })}>
            Take the money
          </Menu.Item>
          <Menu.Item disabled={!can.refund} onClick={() => onDeed({ kind: 'refund' })}>
            Give money back
          </Menu.Item>
          <Menu.Item disabled={!can.items} onClick={() => onDeed({ kind: 'items' })}>
            Change what it holds
          </Menu.Item>
          <Menu.Item disabled={!can.address} onClick={() => onDeed({ kind: 'address' })}>
            Send it elsewhere
          </Menu.Item>
          <Menu.Item onClick={() => onDeed({ kind: 'invoice' })}>Issue the invoice</Menu.Item>
          <Menu.Divider />
          <Menu.Item disabled={!can.cancel} color="bad" onClick={() => onDeed({ kind: 'cancel' })}>
            Cancel the order
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

const command = (id: string, label: string, key: string, run: () => void) => ({ id, label, group: 'Order', key, run })

function whatCanBeDone(order: Order, parcels: readonly Parcel[], payments: readonly Payment[]) {
  const isOpen = order.status === 'placed' || order.status === 'paid' || order.status === 'packed'
  const hasLeft = parcels.some(({ status }) => status !== 'packed')
  const secured = payments.reduce((sum, each) => sum + Math.max(each.authorised.amount, each.captured.amount), 0)
  return {
    pack: isOpen && leftToPack(order, parcels).length > 0 && secured >= order.totals.total.amount,
    capture: order.status !== 'cancelled' && openPayment(payments) !== undefined,
    refund: leftToRefund(payments) > 0,
    address: isOpen && !hasLeft && order.address !== null,
    items: (order.status === 'placed' || order.status === 'paid') && parcels.length === 0,
    cancel: isOpen && !hasLeft,
  }
}

/** One that was promised and not taken yet. */
const openPayment = (payments: readonly Payment[]) => payments.find(({ status }) => status === 'authorised')

interface DialogueProps extends Omit<ActionsProps, 'onDeed'> {
  deed: OrderDeed | null
  onClose: () => void
}

export function OrderDialogue({ deed, order, parcels, payments, onClose }: DialogueProps) {
  const { api } = useDesk()
  if (!deed) return null
  const given = { order, onClose }
  switch (deed.kind) {
    case 'pack':
      return <PackDialogue {...given} parcels={parcels} />
    case 'send':
      return <SendDialogue {...given} parcel={deed.parcel} />
    case 'delivered':
      return <DeliveredDialogue {...given} parcel={deed.parcel} />
    case 'refund':
      return <RefundDialogue {...given} payments={payments} />
    case 'cancel':
      return <CancelDialogue {...given} />
    case 'address':
      return order.address && <AddressDialogue {...given} address={order.address} />
    case 'items':
      return <ItemsDialogue {...given} />
    case 'capture':
      return <CaptureDialogue {...given} payments={payments} />
    case 'invoice':
      return (
        <Step
          title="Issue the invoice"
          action="Issue it"
          isReady
          done="The invoice stands among the papers."
          run={() => api({ method: 'POST', path: `/orders/${order.id}/invoice`, body: {}, answer: z.unknown() })}
          onClose={onClose}
        >
          <p>
            It gets the next number without a gap and can’t be taken back, only credited. An order has one: asked for
            again, it is the same.
          </p>
        </Step>
      )
  }
}

function CaptureDialogue({
  order,
  payments,
  onClose,
}: {
  order: Order
  payments: readonly Payment[]
  onClose: () => void
}) {
  const { api } = useDesk()
  const [key] = useState(() => crypto.randomUUID())
  const open = openPayment(payments)
  const body = open ? { paymentId: open.id } : {}
  return (
    <Step
      title="Take the money"
      action={open ? `Take ${formatMoney(open.authorised, navigator.language)}` : 'Take the money'}
      isReady={open !== undefined}
      done="The money is taken."
      run={() =>
        api({ method: 'POST', path: `/orders/${order.id}/capture`, body, answer: z.unknown(), idempotencyKey: key })
      }
      onClose={onClose}
    >
      <p>
        {open?.provider === 'invoice'
          ? 'Notes that the invoice has been paid in full.'
          : 'Takes what the customer agreed to pay. It can be given back later.'}
      </p>
    </Step>
  )
}
