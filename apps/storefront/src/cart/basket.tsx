import type { Cart, DeliveryOption, Refusal } from '@parley/contracts'
import { RefusalNotes } from '../frame/refusal-notes.tsx'
import { Sign } from '../frame/sign.tsx'
import { daysIn } from '../product/product.tsx'
import { countOf, type Reader } from '../reader.ts'
import { BasketLine } from './basket-line.tsx'
import { Codes } from './codes.tsx'
import { TotalRows } from './totals.tsx'

/** What has just happened to the basket. */
export interface BasketNews {
  refusals: readonly Refusal[]
  canUndo: boolean
  isAdded: boolean
  isCodeIn: boolean
  /** What was written in the place for codes, and why it does nothing. */
  typedCode: string
  codeRefusals: readonly Refusal[]
}

interface FilledProps {
  basket: Cart
  ways: DeliveryOption[]
  reader: Reader
  news: BasketNews
}

interface BasketProps {
  reader: Reader
  ways: DeliveryOption[]
  news: BasketNews
  isDrawer: boolean
}

/** The basket, the same in the drawer and on its own page. What delivery costs stands here before anything is asked. */
export function Basket({ reader, ways, news, isDrawer }: BasketProps) {
  const { basket, say } = reader
  const count = countOf(basket)
  const Heading = isDrawer ? 'h2' : 'h1'
  return (
    <div
      class="basket"
      data-basket-view={isDrawer ? 'drawer' : 'page'}
      data-id={basket?.id ?? ''}
      data-version={basket?.version ?? 0}
      data-count={count || ''}
      data-count-words={say('basket.count', { count })}
    >
      <header>
        <Heading id={isDrawer ? 'basket-title' : undefined}>{say('basket.title')}</Heading>
        {isDrawer && (
          <form method="dialog">
            <button type="submit" class="tool" aria-label={say('basket.close')}>
              <Sign name="close" />
            </button>
          </form>
        )}
      </header>
      <p class="soft seen-by" role="status" data-seen-by={say('basket.seen_by', { names: '{names}' })} hidden />
      <div role="status" class="news">
        {news.isAdded && <p>{say('basket.added')}</p>}
        {news.isCodeIn && <p>{say('code.in')}</p>}
        {news.canUndo && <Undo reader={reader} />}
      </div>
      <RefusalNotes refusals={news.refusals} />
      {basket && count > 0 ? (
        <Filled basket={basket} ways={ways} reader={reader} news={news} />
      ) : (
        <Empty reader={reader} />
      )}
    </div>
  )
}

function Undo({ reader }: { reader: Reader }) {
  return (
    <form method="post" action="/cart/undo" data-basket-form>
      <p>
        {reader.say('basket.removed')}{' '}
        <button type="submit" class="link">
          {reader.say('basket.undo')}
        </button>
      </p>
    </form>
  )
}

function Empty({ reader }: { reader: Reader }) {
  const { say, departments } = reader
  return (
    <div class="empty">
      <p class="big">{say('basket.empty')}</p>
      <p>{say('basket.empty_hint')}</p>
      <ul class="ways">
        {departments.map(({ id, name }) => (
          <li>
            <a href={`/products?category=${encodeURIComponent(id)}`}>{name}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Filled({ basket, ways, reader, news }: FilledProps) {
  const { say, money } = reader
  const { totals } = basket
  const left = basket.freeDeliveryIn
  return (
    <div class="filled">
      <ul class="lines">
        {basket.lines.map((line) => (
          <BasketLine key={line.id} line={line} reader={reader} />
        ))}
      </ul>
      <div class="sums">
        <TotalRows
          totals={totals}
          discounts={basket.discounts}
          reader={reader}
          delivery={<DeliveryRow basket={basket} ways={ways} reader={reader} />}
          totalLabel={totals.delivery ? say('totals.total') : say('basket.before_delivery')}
        />
        {left && left.amount > 0 && <p class="soft">{say('basket.free_delivery_in', { amount: money(left) })}</p>}
        <form method="post" action="/cart/code" data-basket-form>
          <Codes cart={basket} reader={reader} refusals={news.codeRefusals} typed={news.typedCode} />
        </form>
        <a class="button wide" href="/checkout">
          {say('basket.to_checkout')}
        </a>
        <p class="soft small">{say('basket.vat', { vat: money(totals.vat) })}</p>
      </div>
    </div>
  )
}

/** The chosen way, or what the cheapest one costs. */
function DeliveryRow({ basket, ways, reader }: { basket: Cart; ways: DeliveryOption[]; reader: Reader }) {
  const { say, money } = reader
  const { delivery } = basket.totals
  const cheapest = ways.toSorted((one, other) => one.price.amount - other.price.amount)[0]
  const price = delivery ?? cheapest?.price
  const words = !price ? say('delivery.later') : price.amount === 0 ? say('delivery.free') : money(price)
  return (
    <div>
      <dt>
        {say('totals.delivery')}
        {!delivery && cheapest && (
          <span class="soft small">{`${cheapest.name}, ${daysIn(cheapest.days, reader)}`}</span>
        )}
      </dt>
      <dd>{!delivery && price && price.amount > 0 && ways.length > 1 ? say('price.from', { price: words }) : words}</dd>
    </div>
  )
}
