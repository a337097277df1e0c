import type { Order, Refusal } from '@parley/contracts'
import { formatDate } from '@parley/ui'
import { Way, Wrong } from '../checkout/field.tsx'
import { Portrait } from '../frame/product-cards.tsx'
import { RefusalNotes } from '../frame/refusal-notes.tsx'
import type { Reader } from '../reader.ts'
import type { ReturnDesk } from '../shop-port.ts'
import { type ReturnEntered, untouched } from './return-form.ts'

interface PageProps {
  order: Order
  desk: ReturnDesk
  token: string
  refusals: readonly Refusal[]
  given: ReturnEntered | null
  reader: Reader
}

/** Asks for a return or an exchange on one page: what, why, what instead. What it costs stands here before anything is asked. */
export function ReturnPage(props: PageProps) {
  const { order, desk, token, refusals, reader } = props
  const { say } = reader
  const given = props.given ?? untouched(desk)
  const others = refusals.filter(({ path }) => path !== 'lines' && path !== 'reason')
  return (
    <section class="review returning">
      <p class="soft">
        <a href={`/orders/${order.id}?${new URLSearchParams({ t: token })}`}>
          {say('order.title', { number: order.number })}
        </a>
      </p>
      <h1>{say('return.title')}</h1>
      <Terms desk={desk} reader={reader} />
      {desk.refusals.length > 0 && (
        <div class="note" role="status">
          {desk.refusals.map(({ message }) => (
            <p>{message}</p>
          ))}
        </div>
      )}
      {desk.items.length > 0 ? (
        <form method="post" action={`/orders/${order.id}/return`} data-once novalidate>
          <input type="hidden" name="t" value={token} />
          <RefusalNotes refusals={others} />
          <Things {...props} given={given} />
          <Reasons {...props} given={given} />
          <Wishes given={given} exchanges={desk.exchanges} reader={reader} />
          <div class="field">
            <label for="field-note">
              {say('return.note')} <span class="soft">{say('checkout.optional')}</span>
            </label>
            <textarea id="field-note" name="note" rows={3} maxLength={2000}>
              {given.note}
            </textarea>
            <p class="soft small">{say('return.photos')}</p>
          </div>
          <button type="submit" class="button wide">
            {say('return.see')}
          </button>
          <p class="soft small">{say('return.nothing_yet')}</p>
        </form>
      ) : (
        <p>
          {say('order.questions')} <a href={`mailto:${reader.shop.email}`}>{reader.shop.email}</a>
        </p>
      )}
    </section>
  )
}

/** The window and what it costs, in words. */
function Terms({ desk, reader }: { desk: ReturnDesk; reader: Reader }) {
  const { say, money, language } = reader
  const until = desk.until ? new Date(desk.until) : null
  return (
    <ul class="terms">
      <li>
        {say('return.window', { count: desk.days })}
        {until && ` ${say('return.until', { date: formatDate(until, language) })}`}
      </li>
      <li>{desk.labelCost ? say('return.costs', { amount: money(desk.labelCost) }) : say('return.free')}</li>
      {desk.restockingPercent > 0 && <li>{say('return.restocking', { percent: desk.restockingPercent })}</li>}
      <li>{say('return.refund')}</li>
    </ul>
  )
}

function Things({ order, desk, given, refusals, reader }: PageProps & { given: ReturnEntered }) {
  const { say } = reader
  return (
    <fieldset>
      <legend>{say('return.what')}</legend>
      <Wrong name="lines" errors={refusals.filter(({ path }) => path === 'lines')} />
      <ul class="lines">
        {desk.items.map((item) => {
          const line = given.lines.find(({ lineId }) => lineId === item.lineId)
          const picture = order.lines.find(({ id }) => id === item.lineId)?.picture
          const name = item.options ? `${item.title}, ${item.options}` : item.title
          return (
            <li class="line" key={item.lineId}>
              <Portrait picture={picture} alt="" class="small-portrait" eager />
              <div class="line-words">
                <label class="pick">
                  <input type="checkbox" name="line" value={item.lineId} checked={line?.isChosen} />
                  <span>
                    {item.title}
                    {item.options && <span class="soft">{item.options}</span>}
                    {item.onlyFault && <span class="soft">{say('return.only_fault')}</span>}
                  </span>
                </label>
                <div class="pick-more">
                  {item.left > 1 && (
                    <label>
                      <span class="soft">{say('return.how_many')}</span>
                      <select name={`quantity-${item.lineId}`} aria-label={say('basket.quantity', { name })}>
                        {Array.from({ length: item.left }, (_, at) => at + 1).map((count) => (
                          <option value={count} selected={count === line?.quantity}>
                            {count}
                          </option>
                        ))}
                      </select>
                    </label>
                  )}
                  {item.instead.length > 0 && (
                    <label class="instead">
                      <span class="soft">{say('return.instead')}</span>
                      <select name={`instead-${item.lineId}`} aria-label={say('return.instead_of', { name })}>
                        <option value="">{say('return.same_again')}</option>
                        {item.instead.map(({ value, label }) => (
                          <option value={value} selected={value === line?.instead}>
                            {label}
                          </option>
                        ))}
                      </select>
                    </label>
                  )}
                </div>
              </div>
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}

function Reasons({ desk, given, refusals, reader }: PageProps & { given: ReturnEntered }) {
  const { say } = reader
  const errors = refusals.filter(({ path }) => path === 'reason')
  // For a change of mind it may be too late, while a fault still counts.
  const reasons = desk.refusals.length > 0 ? desk.reasons.filter(({ isFault }) => isFault) : desk.reasons
  return (
    <fieldset>
      <legend>{say('return.why')}</legend>
      <div class="ways-to-choose">
        {reasons.map(({ value, label, shopPays, isFault }) => (
          <Way
            key={value}
            name="reason"
            value={value}
            isChosen={given.reason === value}
            title={label}
            text={say(isFault ? 'return.looked_at' : shopPays ? 'return.we_pay' : 'return.you_pay')}
          />
        ))}
        <Wrong name="reason" errors={errors} />
      </div>
    </fieldset>
  )
}

function Wishes({ given, exchanges, reader }: { given: ReturnEntered; exchanges: boolean; reader: Reader }) {
  const { say } = reader
  return (
    <fieldset>
      <legend>{say('return.wish')}</legend>
      <div class="ways-to-choose">
        {(exchanges ? (['refund', 'credit', 'exchange'] as const) : (['refund', 'credit'] as const)).map((wish) => (
          <Way
            key={wish}
            name="wish"
            value={wish}
            isChosen={given.wish === wish}
            title={say(`return.wish_${wish}`)}
            text={say(`return.wish_${wish}_words`)}
          />
        ))}
      </div>
    </fieldset>
  )
}
