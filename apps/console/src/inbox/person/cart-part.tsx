import { Button } from '@mantine/core'
import { type Cart, cart, type DeskConversation } from '@parley/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { useDesk } from '../../live/desk-context.tsx'
import { useCommands } from '../../shell/commands.ts'
import { CartLines } from './cart-lines.tsx'
import { DeedDialogue } from './deeds/deed-dialogue.tsx'
import type { DeedOf } from './deeds/deed-form.tsx'
import styles from './person-pane.module.css'
import { ProductPicker } from './product-picker.tsx'

const answer = z.object({ cart: cart.nullable() })

/** The basket as it is now: what the shopper, the bot or a colleague alters shows at once. */
export function CartPart({ conversation, version }: { conversation: DeskConversation; version: number }) {
  const { api, line, shopId } = useDesk()
  const client = useQueryClient()
  const [picks, setPicks] = useState(false)
  const [deed, setDeed] = useState<DeedOf | null>(null)
  const key = ['cart', shopId, conversation.id, conversation.cartId]
  const { data } = useQuery({
    queryKey: [...key, version],
    queryFn: ({ signal }) => api({ path: `/conversations/${conversation.id}/cart`, answer, signal }),
    placeholderData: (before) => before,
  })
  const cartId = data?.cart?.id ?? conversation.cartId

  useEffect(() => {
    if (!cartId) return
    const watch = () => line.send({ type: 'watch_cart', ref: 'cart', cartId })
    watch()
    const stopOpen = line.onOpen(watch)
    const stopFrame = line.onFrame((frame) => {
      if (frame.type !== 'cart' || frame.cart.id !== cartId) return
      client.setQueriesData<z.infer<typeof answer>>({ queryKey: ['cart', shopId, conversation.id] }, (before) =>
        before?.cart && before.cart.version > frame.cart.version ? before : { cart: frame.cart },
      )
    })
    return () => {
      line.send({ type: 'unwatch_cart', ref: 'cart', cartId })
      stopOpen()
      stopFrame()
    }
  }, [line, client, shopId, cartId, conversation.id])

  useCommands([{ id: 'products', label: 'Find a product', group: 'Conversation', key: 'b', run: () => setPicks(true) }])
  const put = (altered: Cart) =>
    client.setQueriesData<z.infer<typeof answer>>({ queryKey: ['cart', shopId, conversation.id] }, () => ({
      cart: altered,
    }))

  return (
    <section className={styles.part}>
      <h3 className={styles.title}>Basket now</h3>
      {data?.cart && data.cart.lines.length > 0 ? (
        <CartLines cart={data.cart} language={conversation.language} onChanged={put} />
      ) : (
        <p className={styles.soft}>Empty.</p>
      )}
      <Button size="compact-sm" variant="default" mt={8} onClick={() => setPicks(true)}>
        Find a product
      </Button>
      {data?.cart && data.cart.lines.length > 0 && (
        <Button size="compact-sm" variant="default" mt={8} ml={8} onClick={() => setDeed({ do: 'offer' })}>
          Give an offer
        </Button>
      )}
      <DeedDialogue conversation={conversation} deed={deed} onClose={() => setDeed(null)} />
      <ProductPicker conversation={conversation} opened={picks} onClose={() => setPicks(false)} onChanged={put} />
    </section>
  )
}
