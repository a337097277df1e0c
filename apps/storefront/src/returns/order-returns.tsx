import type { Order } from '@parley/contracts'
import { safeAddress } from '@parley/ui'
import type { Reader } from '../reader.ts'
import type { ReturnShown } from '../shop-port.ts'

interface ReturnsProps {
  order: Order
  token: string
  returns: readonly ReturnShown[]
  reader: Reader
}

const mayBeAsked: readonly Order['status'][] = ['shipped', 'delivered', 'closed']

/** On the order's page: what is coming back and how far it is, and the way to send something back. */
export function OrderReturns({ order, token, returns, reader }: ReturnsProps) {
  const { say } = reader
  const isPossible = mayBeAsked.includes(order.status)
  if (!isPossible && returns.length === 0) return null
  return (
    <section class="returns" id="returns" aria-labelledby="order-returns">
      <h2 id="order-returns">{say('return.heading')}</h2>
      {returns.map((each) => (
        <Returned key={each.number} returned={each} reader={reader} />
      ))}
      {isPossible && (
        <p>
          <a href={`/orders/${order.id}/return?${new URLSearchParams({ t: token })}`}>{say('return.ask')}</a>
        </p>
      )}
    </section>
  )
}

function Returned({ returned, reader }: { returned: ReturnShown; reader: Reader }) {
  const { say, money } = reader
  const { number, status, lines, label, total, refunded, wish, refusal, creditLastFour } = returned
  const address = label?.url ? safeAddress(label.url) : undefined
  const amount = money(status === 'refunded' ? refunded : total)
  return (
    <article class={`returned returned-${status}`}>
      <p>
        <b>{number}</b> · {say(`return.status_${status}`)}
      </p>
      <p class="soft">{lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(', ')}</p>
      <p>
        {status === 'refunded' && wish === 'credit'
          ? say('return.then_credited', { amount, last: creditLastFour ?? '…' })
          : say(`return.then_${status}`, { number, amount })}
      </p>
      {status === 'approved' && wish === 'refund' && <p>{say('return.goes_back', { amount })}</p>}
      {status === 'approved' && wish === 'credit' && <p>{say('return.becomes_credit', { amount })}</p>}
      {refusal && <p class="note">{refusal}</p>}
      {label && (status === 'approved' || status === 'received') && (
        <p>
          {say('return.label')}:{' '}
          {address ? (
            <a href={address} rel="noreferrer">
              {label.carrier} {label.number}
            </a>
          ) : (
            `${label.carrier} ${label.number}`
          )}
        </p>
      )}
    </article>
  )
}
