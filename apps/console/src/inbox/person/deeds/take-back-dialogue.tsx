import { NumberInput, Select, Textarea } from '@mantine/core'
import { type Order, productView, proposal, returnView } from '@parley/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../../../live/desk-context.tsx'
import { ProposalDialogue } from '../../../proposals/proposal-dialogue.tsx'
import { RowsComing } from '../../../shell/states.tsx'
import { plainWords } from '../../../words/names.ts'

const policyAnswer = z.object({
  exchanges: z.boolean(),
  reasons: z.array(z.object({ id: z.string(), names: z.record(z.string(), z.string()) })),
})

const wishes = [
  { value: 'same', label: 'The same once more' },
  { value: 'other', label: 'Another size or colour' },
  { value: 'refund', label: 'Money back' },
  { value: 'credit', label: 'Store credit' },
]

interface TakeBackProps {
  order: Order
  onClose: () => void
}

/** Replaces, exchanges or takes back something of an order, for the shopper whom the agent talks with: shown in full, then done by a yes. */
export function TakeBackDialogue({ order, onClose }: TakeBackProps) {
  const { api, shopId } = useDesk()
  const client = useQueryClient()
  const [lineId, setLineId] = useState(order.lines[0]?.id ?? null)
  const [quantity, setQuantity] = useState<string | number>(1)
  const [wish, setWish] = useState('same')
  const [reason, setReason] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [variantId, setVariantId] = useState<string | null>(null)
  const line = order.lines.find(({ id }) => id === lineId)
  const { data: policy } = useQuery({
    queryKey: ['return-policy', shopId],
    queryFn: ({ signal }) => api({ path: '/return-policy', answer: policyAnswer, signal }),
  })
  const { data: product } = useQuery({
    queryKey: ['product', shopId, line?.productId],
    enabled: wish === 'other' && line !== undefined,
    queryFn: ({ signal }) => api({ path: `/products/${line?.productId ?? ''}`, answer: productView, signal }),
  })
  const others = (product?.variants ?? []).filter(({ id }) => id !== line?.variantId)
  const isExchange = wish === 'same' || wish === 'other'
  const isReady =
    line !== undefined && reason !== null && Number(quantity) >= 1 && (wish !== 'other' || variantId !== null)
  const body = {
    orderId: order.id,
    wish: isExchange ? 'exchange' : wish,
    reason: reason ?? '',
    ...(note.trim() ? { note: note.trim() } : {}),
    lines: [
      { lineId: lineId ?? '', quantity: Number(quantity), ...(wish === 'other' && variantId ? { variantId } : {}) },
    ],
  }
  return (
    <ProposalDialogue
      title={`Replace, exchange or take back, order ${order.number}`}
      isReady={isReady}
      propose={() => api({ method: 'POST', path: '/return-proposals', body, answer: proposal })}
      confirm={(id) => api({ method: 'POST', path: `/return-proposals/${id}/confirm`, answer: returnView })}
      done="Noted. She gets a mail about what to do now."
      onDone={() => void client.invalidateQueries()}
      onClose={onClose}
    >
      {policy ? (
        <>
          <Select
            label="What"
            data={order.lines.map(({ id, title, options }) => ({
              value: id,
              label: [title, options].filter(Boolean).join(', '),
            }))}
            value={lineId}
            onChange={(id) => {
              setLineId(id)
              setVariantId(null)
            }}
            allowDeselect={false}
          />
          <NumberInput
            label="How many"
            min={1}
            max={line?.quantity ?? 1}
            allowDecimal={false}
            value={quantity}
            onChange={setQuantity}
          />
          <Select
            label="What she gets for it"
            data={wishes.filter(({ value }) => policy.exchanges || value === 'refund' || value === 'credit')}
            value={wish}
            onChange={(value) => setWish(value ?? 'same')}
            allowDeselect={false}
          />
          {wish === 'other' && (
            <Select
              label="Which one"
              placeholder={product && others.length === 0 ? 'There is no other' : undefined}
              data={others.map(({ id, options, sku }) => ({
                value: id,
                label: Object.values(options).join(', ') || sku,
              }))}
              value={variantId}
              onChange={setVariantId}
            />
          )}
          <Select
            label="Why"
            data={policy.reasons.map(({ id, names }) => ({ value: id, label: names.en ?? plainWords(id) }))}
            value={reason}
            onChange={setReason}
          />
          <Textarea
            label="What she says of it"
            autosize
            minRows={2}
            maxLength={2_000}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </>
      ) : (
        <RowsComing rows={4} />
      )}
    </ProposalDialogue>
  )
}
