import { Button, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type Cart, cart as cartSchema, type DeskConversation, productCard } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../../live/desk-context.tsx'
import { Empty, Fault, RowsComing } from '../../shell/states.tsx'
import { tellDone, tellFault } from '../../shell/tell.tsx'
import styles from './product-picker.module.css'

const hit = z.object({ card: productCard, variantId: z.string().nullable() })
type Hit = z.infer<typeof hit>
const answer = z.object({ hits: z.array(hit) })
const variants = z.object({ variants: z.array(z.object({ id: z.string() })) })

interface ProductPickerProps {
  conversation: DeskConversation
  opened: boolean
  onClose: () => void
  onChanged: (cart: Cart) => void
}

/** Finds a product in the shopper's language and currency, shows it to her as a card or puts it into her basket. */
export function ProductPicker({ conversation, opened, onClose, onChanged }: ProductPickerProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Products" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Products conversation={conversation} onChanged={onChanged} />
    </Modal>
  )
}

function Products({ conversation, onChanged }: Pick<ProductPickerProps, 'conversation' | 'onChanged'>) {
  const { api, shopId } = useDesk()
  const { id, language, currency } = conversation
  const [text, setText] = useState('')
  const [sought] = useDebouncedValue(text.trim(), 250)
  const { data, error, refetch } = useQuery({
    queryKey: ['products', shopId, language, currency, sought],
    enabled: sought !== '',
    queryFn: ({ signal }) =>
      api({ path: '/search', query: { q: sought, language, currency, limit: 12 }, answer, signal }),
    placeholderData: (before) => before,
  })
  const variantOf = async ({ card, variantId }: Hit): Promise<string> => {
    if (variantId) return variantId
    const product = await api({ path: `/products/${card.productId}`, query: { language, currency }, answer: variants })
    const [first] = product.variants
    if (!first) throw new Error('a product without a variant')
    return first.id
  }
  const add = async (chosen: Hit) => {
    try {
      const variantId = await variantOf(chosen)
      const path = `/desk/conversations/${id}/cart-lines`
      onChanged(await api({ method: 'POST', path, body: { variantId, quantity: 1 }, answer: cartSchema }))
      tellDone(`${chosen.card.title} is in her basket.`)
    } catch (fault) {
      tellFault(fault)
    }
  }
  const show = async (chosen: Hit) => {
    try {
      const value = `add:${await variantOf(chosen)}`
      const content = {
        type: 'product',
        card: chosen.card,
        actions: [{ value, label: addWords[language] ?? addWords.en }],
      }
      await api({
        method: 'POST',
        path: `/desk/conversations/${id}/replies`,
        body: { text: chosen.card.title, content, clientId: crypto.randomUUID() },
        answer: z.object({ messageId: z.string() }),
      })
      tellDone(`She sees ${chosen.card.title}.`)
    } catch (fault) {
      tellFault(fault)
    }
  }
  return (
    <>
      <TextInput
        label="Find"
        placeholder="Name, kind, colour"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        data-autofocus
      />
      {error && <Fault fault={error} onRetry={() => void refetch()} />}
      {!data && sought !== '' && !error && <RowsComing rows={3} />}
      {data?.hits.length === 0 && <Empty title={`Nothing found for “${sought}”.`} />}
      <ul className={styles.hits}>
        {data?.hits.map((each) => (
          <li key={`${each.card.productId} ${each.variantId}`} className={styles.hit}>
            {each.card.picture && <img src={each.card.picture.url} alt="" className={styles.picture} />}
            <span className={styles.words}>
              <b>{each.card.title}</b>
              <span>{each.card.price ? formatMoney(each.card.price, language) : 'No price in this currency'}</span>
            </span>
            <span className={styles.buttons}>
              <Button size="compact-sm" variant="default" onClick={() => void show(each)}>
                Show<span className={styles.unseen}> {each.card.title}</span>
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => void add(each)}>
                Into the basket<span className={styles.unseen}>: {each.card.title}</span>
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What the shopper reads on the card's button. */
const addWords: Readonly<Record<string, string>> = {
  en: 'Add to basket',
  sv: 'Lägg i varukorgen',
  fi: 'Lisää ostoskoriin',
  is: 'Setja í körfu',
  hu: 'Kosárba',
}
