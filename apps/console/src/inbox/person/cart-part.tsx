import { type Cart, cart, type DeskConversation } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { z } from 'zod'
import { useDesk } from '../../live/desk-context.tsx'
import styles from './person-pane.module.css'

const answer = z.object({ cart: cart.nullable() })

/** The basket as it is now: what the shopper, the bot or a colleague alters shows at once. */
export function CartPart({ conversation, version }: { conversation: DeskConversation; version: number }) {
  const { api, line, shopId } = useDesk()
  const client = useQueryClient()
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
      stopOpen()
      stopFrame()
    }
  }, [line, client, shopId, cartId, conversation.id])

  return (
    <section className={styles.part}>
      <h3 className={styles.title}>Basket now</h3>
      {data?.cart && data.cart.lines.length > 0 ? (
        <Lines cart={data.cart} language={conversation.language} />
      ) : (
        <p className={styles.soft}>Empty.</p>
      )}
    </section>
  )
}

function Lines({ cart: { lines, totals }, language }: { cart: Cart; language: string }) {
  return (
    <table className={styles.cart}>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td className={styles.quantity}>{line.quantity} ×</td>
            <td>
              {line.title}
              {line.options && <span className={styles.options}>{line.options}</span>}
              {line.problems.map(({ code, message }) => (
                <span key={code} className={styles.problem}>
                  {message}
                </span>
              ))}
            </td>
            <td className={styles.amount}>{formatMoney(line.total, language)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {totals.delivery && (
          <tr>
            <td />
            <td>Delivery</td>
            <td className={styles.amount}>{formatMoney(totals.delivery, language)}</td>
          </tr>
        )}
        <tr className={styles.total}>
          <td />
          <td>Total</td>
          <td className={styles.amount}>{formatMoney(totals.total, language)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
