import { ActionIcon } from '@mantine/core'
import { type Cart, cart as cartSchema } from '@parley/contracts'
import { formatMoney } from '@parley/ui'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useDesk } from '../../live/desk-context.tsx'
import { tellFault } from '../../shell/tell.tsx'
import styles from './person-pane.module.css'

interface CartLinesProps {
  cart: Cart
  language: string
  onChanged: (cart: Cart) => void
}

/** The lines of the basket, each to be altered here; the shopper sees it at once, with who did it. */
export function CartLines({ cart, language, onChanged }: CartLinesProps) {
  const { api } = useDesk()
  const [busy, setBusy] = useState<string | null>(null)
  const { lines, totals } = cart
  const alter = async (line: Cart['lines'][number], quantity: number) => {
    setBusy(line.id)
    const path = `/carts/${cart.id}/lines/${line.id}`
    try {
      // The version says what was seen: who changed it meanwhile is not overruled unasked.
      onChanged(
        quantity === 0
          ? await api({ method: 'DELETE', path, query: { version: line.version }, answer: cartSchema })
          : await api({ method: 'PATCH', path, body: { quantity, version: line.version }, answer: cartSchema }),
      )
    } catch (fault) {
      tellFault(fault)
    } finally {
      setBusy(null)
    }
  }
  return (
    <table className={styles.cart}>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td className={styles.quantity}>
              <span className={styles.step}>
                <ActionIcon
                  variant="subtle"
                  size={26}
                  disabled={busy === line.id}
                  aria-label={line.quantity === 1 ? `Take ${line.title} out` : `One ${line.title} fewer`}
                  onClick={() => void alter(line, line.quantity - 1)}
                >
                  <IconMinus size={14} stroke={1.75} />
                </ActionIcon>
                {line.quantity}
                <ActionIcon
                  variant="subtle"
                  size={26}
                  disabled={busy === line.id}
                  aria-label={`One ${line.title} more`}
                  onClick={() => void alter(line, line.quantity + 1)}
                >
                  <IconPlus size={14} stroke={1.75} />
                </ActionIcon>
              </span>
            </td>
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
