import type { Cart, Refusal } from '@parley/contracts'
import { Wrong } from '../checkout/field.tsx'
import type { Reader } from '../reader.ts'

interface CodesProps {
  cart: Cart
  reader: Reader
  /** Why the code that was just tried does nothing. */
  refusals: readonly Refusal[]
  typed: string
  /** The form that its buttons send, where they do not stand inside it. */
  form?: string
}

/** A place for a code, and all that the basket holds. Buttons: `apply` takes what stands in `code`, `removeCode` names one. */
export function Codes({ cart, reader, refusals, typed, form }: CodesProps) {
  const { say } = reader
  const holdsAny = (cart.codes?.length ?? 0) + (cart.giftCards?.length ?? 0) > 0
  return (
    <details class="codes" open={holdsAny || refusals.length > 0}>
      <summary>{say('code.have')}</summary>
      <div class={refusals.length > 0 ? 'field wrong' : 'field'}>
        <label for="field-code">{say('code.label')}</label>
        <span class="code-row">
          <input
            id="field-code"
            name="code"
            value={typed}
            form={form}
            maxLength={60}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            data-key="code"
            aria-invalid={refusals.length > 0 ? 'true' : undefined}
            aria-describedby={refusals.length > 0 ? 'wrong-code' : undefined}
          />
          <button type="submit" class="button quiet" name="apply" value="1" form={form} data-key="apply-code">
            {say('code.use')}
          </button>
        </span>
        <Wrong name="code" errors={refusals} />
      </div>
      <Held cart={cart} reader={reader} form={form} />
    </details>
  )
}

/** Every code and gift card in the basket: what it does, or why it does nothing just now. */
function Held({ cart, reader, form }: Pick<CodesProps, 'cart' | 'reader' | 'form'>) {
  const { say, money } = reader
  const { codes = [], giftCards = [] } = cart
  if (codes.length + giftCards.length === 0) return null
  return (
    <ul class="held">
      {codes.map(({ code, name, problem }) => (
        <li key={code}>
          <span>
            <b>{code}</b> {name !== code && <span class="soft">{name}</span>}
            {problem && <span class="wrong-words">{problem.message}</span>}
          </span>
          <Remove code={code} name={code} reader={reader} form={form} />
        </li>
      ))}
      {giftCards.map(({ id, lastFour, balance, amount }) => (
        <li key={id}>
          <span>
            <b>{say('code.gift_card', { end: lastFour })}</b>{' '}
            <span class="soft">
              {say('code.gift_card_left', { amount: money({ ...balance, amount: balance.amount - amount.amount }) })}
            </span>
          </span>
          <Remove code={lastFour} name={say('code.gift_card', { end: lastFour })} reader={reader} form={form} />
        </li>
      ))}
    </ul>
  )
}

function Remove({
  code,
  name,
  reader,
  form,
}: {
  code: string
  name: string
  reader: Reader
  form?: string | undefined
}) {
  return (
    <button
      type="submit"
      class="link"
      name="removeCode"
      value={code}
      form={form}
      data-key={`code-${code}`}
      aria-label={reader.say('basket.remove_this', { name })}
    >
      {reader.say('basket.remove')}
    </button>
  )
}
