import { Autocomplete, NumberInput, TextInput } from '@mantine/core'
import {
  type Address,
  minorUnits,
  type Order,
  order as orderSchema,
  proposal as proposalSchema,
} from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { useState } from 'react'
import type { Payment } from '../api/commerce-schemas.ts'
import { useDesk } from '../live/desk-context.tsx'
import styles from '../proposals/proposal-dialogue.module.css'
import { ProposalDialogue } from '../proposals/proposal-dialogue.tsx'
import { countryName } from '../words/names.ts'
import { useRefreshOrders } from './use-order.ts'

interface DeedProps {
  order: Order
  onClose: () => void
}

/** Deeds of an order go the same way: proposed at a door of the order, and said yes to at one door for all. */
export function useDeed(order: Order, name: 'refund' | 'cancel' | 'address' | 'items') {
  const { api } = useDesk()
  const onDone = useRefreshOrders()
  return {
    onDone,
    propose: (body: unknown) =>
      api({ method: 'POST', path: `/orders/${order.id}/${name}-proposal`, body, answer: proposalSchema }),
    confirm: (id: string) =>
      api({ method: 'POST', path: `/order-proposals/${id}/confirm`, body: {}, answer: orderSchema }),
  }
}

/** What may still be given back of what was taken. */
export function leftToRefund(payments: readonly Payment[]): number {
  return payments.reduce((sum, { captured, refunds }) => {
    const asked = refunds.filter(({ status }) => status !== 'refused')
    return sum + captured.amount - asked.reduce((all, { amount }) => all + amount.amount, 0)
  }, 0)
}

export function RefundDialogue({ order, payments, onClose }: DeedProps & { payments: readonly Payment[] }) {
  const deed = useDeed(order, 'refund')
  const { currency } = order
  const units = minorUnits(currency)
  const left = leftToRefund(payments)
  const [amount, setAmount] = useState<number | string>(left / units)
  const [reason, setReason] = useState('')
  const minor = typeof amount === 'number' ? Math.round(amount * units) : 0
  return (
    <ProposalDialogue
      title="Give money back"
      isReady={minor > 0 && minor <= left && reason.trim() !== ''}
      propose={() => deed.propose({ amount: minor, reason: reason.trim() })}
      confirm={deed.confirm}
      done="The money is on its way back."
      onDone={deed.onDone}
      onClose={onClose}
    >
      <NumberInput
        label={`Amount in ${currency}`}
        description={`At most ${formatMoney({ amount: left, currency }, navigator.language)} is left of what was taken.`}
        value={amount}
        onChange={setAmount}
        min={0}
        max={left / units}
        decimalScale={Math.round(Math.log10(units))}
        data-autofocus
      />
      <Reason
        value={reason}
        onChange={setReason}
        usual={['Damaged', 'Late', 'Wrong item', 'Price agreed', 'Goodwill']}
      />
    </ProposalDialogue>
  )
}

export function CancelDialogue({ order, onClose }: DeedProps) {
  const deed = useDeed(order, 'cancel')
  const [reason, setReason] = useState('')
  return (
    <ProposalDialogue
      title={`Cancel ${order.number}`}
      isReady={reason.trim() !== ''}
      propose={() => deed.propose({ reason: reason.trim() })}
      confirm={deed.confirm}
      done={`${order.number} is cancelled.`}
      onDone={deed.onDone}
      onClose={onClose}
    >
      <Reason
        value={reason}
        onChange={setReason}
        usual={['Customer changed her mind', 'Out of stock', 'Not paid', 'Ordered twice', 'Looks like fraud']}
      />
    </ProposalDialogue>
  )
}

/** Until it leaves the house it can go elsewhere, within its country. */
export function AddressDialogue({ order, address: now, onClose }: DeedProps & { address: Address }) {
  const deed = useDeed(order, 'address')
  const [address, setAddress] = useState(now)
  const field = (name: 'line1' | 'line2' | 'postalCode' | 'city', label: string) => (
    <TextInput
      label={label}
      value={address[name] ?? ''}
      onChange={({ currentTarget: { value } }) => setAddress((before) => ({ ...before, [name]: value }))}
    />
  )
  const { line2, ...rest } = address
  return (
    <ProposalDialogue
      title="Send it elsewhere"
      isReady={address.line1.trim() !== '' && address.city.trim() !== '' && address.postalCode.trim() !== ''}
      propose={() => deed.propose({ address: line2?.trim() ? { ...rest, line2 } : rest })}
      confirm={deed.confirm}
      done="The order goes to the new address."
      onDone={deed.onDone}
      onClose={onClose}
    >
      {field('line1', 'Street and number')}
      {field('line2', 'Flat, floor, c/o')}
      <div className={styles.fields}>
        {field('postalCode', 'Postcode')}
        {field('city', 'Town')}
      </div>
      <p className={styles.soft}>{countryName(now.country)}. An order stays in its country.</p>
    </ProposalDialogue>
  )
}

function Reason(props: { value: string; onChange: (value: string) => void; usual: readonly string[] }) {
  return (
    <Autocomplete
      label="Reason"
      description="Kept in the log"
      data={[...props.usual]}
      value={props.value}
      onChange={props.onChange}
      maxLength={200}
    />
  )
}
