import { Button, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { productCard } from '@parley/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../live/desk-context.tsx'
import { Empty } from '../shell/states.tsx'
import { tellFault } from '../shell/tell.tsx'
import styles from './rooms.module.css'

const hit = z.object({ card: productCard, variantId: z.string().nullable() })
const answer = z.object({ hits: z.array(hit) })
const variants = z.object({ variants: z.array(z.object({ id: z.string() })) })

interface PinProductProps {
  language: string
  opened: boolean
  onClose: () => void
  onPick: (variantId: string) => void
}

/** Finds a product to show to everybody in the room. */
export function PinProduct({ language, opened, onClose, onPick }: PinProductProps) {
  const { api, shopId } = useDesk()
  const [text, setText] = useState('')
  const [sought] = useDebouncedValue(text.trim(), 250)
  const { data } = useQuery({
    queryKey: ['products', shopId, language, sought],
    enabled: sought !== '',
    queryFn: ({ signal }) => api({ path: '/search', query: { q: sought, language, limit: 8 }, answer, signal }),
    placeholderData: (before) => before,
  })
  const pick = async ({ card, variantId }: z.infer<typeof hit>) => {
    try {
      const product = variantId
        ? null
        : await api({ path: `/products/${card.productId}`, query: { language }, answer: variants })
      const chosen = variantId ?? product?.variants[0]?.id
      if (chosen) onPick(chosen)
    } catch (fault) {
      tellFault(fault)
    }
  }
  return (
    <Modal opened={opened} onClose={onClose} title="Pin a product" closeButtonProps={{ 'aria-label': 'Close' }}>
      <TextInput
        label="Find"
        placeholder="Name, kind, colour"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        data-autofocus
      />
      {data?.hits.length === 0 && <Empty title={`Nothing found for “${sought}”.`} />}
      <ul>
        {data?.hits.map((each) => (
          <li key={`${each.card.productId} ${each.variantId}`} className={styles.pin}>
            <span>{each.card.title}</span>
            <Button size="compact-sm" variant="default" onClick={() => void pick(each)}>
              Pin<span className={styles.unseen}> {each.card.title}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
