import type { Choice, Content } from '@parley/contracts'
import { type Drawing, inWords, useActing } from '../act.ts'
import { formatMoney } from '../format.ts'
import { Refusals } from '../refusals.tsx'
import { Lines, TotalRows } from './lines.tsx'

export function CartContent(props: { content: Extract<Content, { type: 'cart' }>; drawing: Drawing }) {
  const { cart, actions } = props.content
  const { drawing } = props
  const count = cart.lines.reduce((sum, line) => sum + line.quantity, 0)
  const title = inWords(drawing, 'cart.title')
  return (
    <article class="card cart" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <span class="soft">{inWords(drawing, 'cart.count', { count })}</span>
      </header>
      {count === 0 ? (
        <p>{inWords(drawing, 'cart.empty')}</p>
      ) : (
        <>
          <Lines lines={cart.lines} drawing={drawing} />
          <TotalRows totals={cart.totals} drawing={drawing} />
          {cart.freeDeliveryIn && cart.freeDeliveryIn.amount > 0 && (
            <p class="soft">
              {inWords(drawing, 'cart.free_delivery_in', {
                amount: formatMoney(cart.freeDeliveryIn, drawing.language),
              })}
            </p>
          )}
        </>
      )}
      {!drawing.settled &&
        actions.map((action, at) => (
          <CartAction key={action.value} action={action} primary={at === 0} drawing={drawing} />
        ))}
    </article>
  )
}

function CartAction({ action, primary, drawing }: { action: Choice; primary: boolean; drawing: Drawing }) {
  const acting = useActing(drawing.act)
  const press = () => acting.act({ type: 'click', action: action.value, label: action.label }, action.label)
  return (
    <>
      <button
        type="button"
        class={primary ? 'button wide' : 'button quiet wide'}
        disabled={acting.state !== 'ready'}
        onClick={press}
      >
        {action.label}
      </button>
      <Refusals refusals={acting.refusals} />
    </>
  )
}
