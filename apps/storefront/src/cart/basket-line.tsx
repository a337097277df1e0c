import type { CartLine } from '@parley/contracts'
import { Portrait } from '../frame/product-cards.tsx'
import { RefusalNotes } from '../frame/refusal-notes.tsx'
import { Sign } from '../frame/sign.tsx'
import type { Reader } from '../reader.ts'

export function BasketLine({ line, reader }: { line: CartLine; reader: Reader }) {
  const { say, money } = reader
  const href = `/products/${encodeURIComponent(line.productId)}?variant=${encodeURIComponent(line.variantId)}`
  const name = line.options ? `${line.title}, ${line.options}` : line.title
  return (
    <li class="line">
      <a href={href} tabIndex={-1}>
        <Portrait picture={line.picture} alt={line.title} class="small-portrait" eager />
      </a>
      <div class="line-words">
        <p>
          <a href={href}>{line.title}</a>
        </p>
        {line.options && <p class="soft">{line.options}</p>}
        <RefusalNotes refusals={line.problems} />
        <form method="post" action="/cart/line" class="stepper-row" data-basket-form>
          <input type="hidden" name="line" value={line.id} />
          <input type="hidden" name="version" value={line.version} />
          {/* First, so that Enter in the number means the number. */}
          <button type="submit" class="unseen" tabIndex={-1} aria-hidden="true">
            {say('basket.change')}
          </button>
          <span class="stepper">
            <button
              type="submit"
              name="step"
              value="-1"
              data-key={`${line.id}-less`}
              aria-label={say('basket.less', { name })}
            >
              <Sign name="minus" />
            </button>
            <input
              name="quantity"
              value={line.quantity}
              inputmode="numeric"
              pattern="[0-9]*"
              maxLength={4}
              size={2}
              autocomplete="off"
              data-key={`${line.id}-number`}
              aria-label={say('basket.quantity', { name })}
            />
            <button
              type="submit"
              name="step"
              value="1"
              data-key={`${line.id}-more`}
              aria-label={say('basket.more', { name })}
            >
              <Sign name="plus" />
            </button>
          </span>
          <button type="submit" class="link" name="remove" value="1" aria-label={say('basket.remove_this', { name })}>
            {say('basket.remove')}
          </button>
        </form>
      </div>
      <p class="amount">
        {money(line.total)}
        {line.quantity > 1 && <span class="soft small">{say('basket.each', { price: money(line.unitPrice) })}</span>}
      </p>
    </li>
  )
}
