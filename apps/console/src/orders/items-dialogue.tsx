import { NumberInput, Select } from '@mantine/core'
import { type Order, productView } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDesk } from '../live/desk-context.tsx'
import styles from '../proposals/proposal-dialogue.module.css'
import { ProposalDialogue } from '../proposals/proposal-dialogue.tsx'
import { useDeed } from './order-deeds.tsx'

interface Wish {
  quantity: number
  variantId: string
}

/** What the order holds, until any of it is packed: how many of each, and as which variant. Nothing happens before the yes to what is shown. */
export function ItemsDialogue({ order, onClose }: { order: Order; onClose: () => void }) {
  const deed = useDeed(order, 'items')
  const [wishes, setWishes] = useState<Record<string, Wish>>(() =>
    Object.fromEntries(order.lines.map(({ id, quantity, variantId }) => [id, { quantity, variantId }])),
  )
  const lines = order.lines.flatMap(({ id, quantity, variantId }) => {
    const wish = wishes[id]
    if (!wish || (wish.quantity === quantity && wish.variantId === variantId)) return []
    return [{ lineId: id, ...wish }]
  })
  const set = (id: string, part: Partial<Wish>) =>
    setWishes((before) => {
      const known = before[id]
      return known ? { ...before, [id]: { ...known, ...part } } : before
    })
  return (
    <ProposalDialogue
      title={`Change what ${order.number} holds`}
      isReady={lines.length > 0}
      propose={() => deed.propose({ lines })}
      confirm={deed.confirm}
      done="Done. What is still to be paid for it is asked for by mail, and changes the order once it has come."
      onDone={deed.onDone}
      onClose={onClose}
    >
      <ul className={styles.rows}>
        {order.lines.map((line) => (
          <li key={line.id}>
            <span>
              <b>{line.title}</b>
              <Variants
                line={line}
                value={wishes[line.id]?.variantId ?? line.variantId}
                onChange={(variantId) => set(line.id, { variantId })}
              />
            </span>
            <NumberInput
              aria-label={`How many of ${line.title}`}
              description={`ordered ${line.quantity}`}
              inputWrapperOrder={['input', 'description']}
              value={wishes[line.id]?.quantity ?? line.quantity}
              onChange={(value) => set(line.id, { quantity: Number(value) || 0 })}
              min={0}
              max={999}
              clampBehavior="strict"
              allowDecimal={false}
            />
          </li>
        ))}
      </ul>
      <p className={styles.soft}>0 leaves it out. What stays keeps its price; what is new costs what it costs today.</p>
    </ProposalDialogue>
  )
}

interface VariantsProps {
  line: Order['lines'][number]
  value: string
  onChange: (variantId: string) => void
}

/** The other sizes and colours of the same thing; only its own where there are none, or they can't be read. */
function Variants({ line, value, onChange }: VariantsProps) {
  const { api, shopId } = useDesk()
  const { data } = useQuery({
    queryKey: ['product-view', shopId, line.productId],
    queryFn: ({ signal }) => api({ path: `/products/${line.productId}`, answer: productView, signal }),
  })
  const others = (data?.variants ?? []).map(({ id, options, stock }) => ({
    value: id,
    label: Object.values(options).join(', ') || line.title,
    disabled: stock === 'out' && id !== line.variantId,
  }))
  if (others.length < 2)
    return <span className={styles.soft}>{[line.options, line.sku].filter(Boolean).join(', ')}</span>
  return (
    <Select
      aria-label={`Which ${line.title}`}
      size="xs"
      mt={4}
      data={others}
      value={value}
      onChange={(variantId) => variantId && onChange(variantId)}
      allowDeselect={false}
    />
  )
}
