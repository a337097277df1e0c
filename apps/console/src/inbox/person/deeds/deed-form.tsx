import { Button, NumberInput, Select, Textarea } from '@mantine/core'
import { type DeskDeed, decimalsOf, deskRules, type Order } from '@parley/contracts'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useDesk } from '../../../live/desk-context.tsx'
import styles from './deeds.module.css'

/** What the agent has chosen to do, before she has said how much or why. */
export type DeedOf = { do: 'offer' } | { do: 'refund' | 'cancel' | 'payment_link'; order: Order }

interface DeedFormProps {
  deed: DeedOf
  busy: boolean
  onSubmit: (wish: DeskDeed) => void
}

export function DeedForm({ deed, busy, onSubmit }: DeedFormProps) {
  if (deed.do === 'offer') return <OfferForm busy={busy} onSubmit={onSubmit} />
  return <OrderForm deed={deed} busy={busy} onSubmit={onSubmit} />
}

function OfferForm({ busy, onSubmit }: Omit<DeedFormProps, 'deed'>) {
  const { api, shopId } = useDesk()
  const { data: rules } = useQuery({
    queryKey: ['desk-rules', shopId],
    queryFn: ({ signal }) => api({ path: '/desk/rules', answer: deskRules, signal }),
  })
  const [percent, setPercent] = useState<string | number>(10)
  const given = Math.round(Number(percent) * 100)
  const fits = Number.isFinite(given) && given >= 1 && given <= 10_000
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (fits) onSubmit({ do: 'offer', off: { percent: given } })
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <NumberInput
        label="Off her basket"
        description={
          rules &&
          `Up to ${rules.offerPercent} % by yourself; above that you are asked to ask. Holds ${rules.offerDays} days.`
        }
        suffix=" %"
        min={1}
        max={100}
        decimalScale={2}
        value={percent}
        onChange={setPercent}
        data-autofocus
      />
      <Button type="submit" loading={busy} disabled={!fits}>
        Show what it does
      </Button>
    </form>
  )
}

const reasons: readonly { value: string; label: string }[] = [
  { value: 'damaged', label: 'Damaged' },
  { value: 'late', label: 'Late' },
  { value: 'wrong_item', label: 'Wrong item' },
  { value: 'changed_mind', label: 'Changed her mind' },
  { value: 'price', label: 'Price match' },
  { value: 'goodwill', label: 'Goodwill' },
]

function OrderForm({
  deed,
  busy,
  onSubmit,
}: {
  deed: Extract<DeedOf, { order: Order }>
  busy: boolean
  onSubmit: (wish: DeskDeed) => void
}) {
  const { order } = deed
  const digits = decimalsOf(order.currency)
  const [amount, setAmount] = useState<string | number>('')
  const [reason, setReason] = useState<string | null>(null)
  const [more, setMore] = useState('')
  const why = [reason, more.trim()].filter(Boolean).join(': ').slice(0, 200)
  const needsWhy = deed.do !== 'payment_link'
  const minor = amount === '' ? undefined : Math.round(Number(amount) * 10 ** digits)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const orderId = order.id
    if (deed.do === 'payment_link') onSubmit({ do: 'payment_link', orderId })
    else if (why === '') return
    else if (deed.do === 'cancel') onSubmit({ do: 'cancel', orderId, reason: why })
    else onSubmit({ do: 'refund', orderId, reason: why, ...(minor ? { amount: minor } : {}) })
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <p className={styles.about}>
        Order <b>{order.number}</b>
        {deed.do === 'payment_link' &&
          ': she gets a link for what is still to be paid. Links sent before stop working.'}
      </p>
      {deed.do === 'refund' && (
        <NumberInput
          label="How much"
          description="Nothing here means all that is left."
          suffix={` ${order.currency}`}
          min={0}
          decimalScale={digits}
          value={amount}
          onChange={setAmount}
          data-autofocus
        />
      )}
      {needsWhy && (
        <>
          <Select label="Why" placeholder="Choose" data={reasons} value={reason} onChange={setReason} withAsterisk />
          <Textarea
            label="More about it"
            autosize
            minRows={2}
            maxLength={150}
            value={more}
            onChange={({ currentTarget }) => setMore(currentTarget.value)}
          />
        </>
      )}
      <Button type="submit" loading={busy} disabled={needsWhy && reason === null}>
        Show what it does
      </Button>
    </form>
  )
}
