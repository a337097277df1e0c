import type { Picture, StockWord } from '@parley/contracts'
import { safeAddress } from '@parley/ui'
import type { Reader } from '../reader.ts'
import type { Card } from '../shop-port.ts'

/** Products on a grid: picture, name, price, and a word only where there is something to know. */
export function ProductCards({ cards, reader, eager = 0 }: { cards: Card[]; reader: Reader; eager?: number }) {
  return (
    <ul class="cards">
      {cards.map((card, at) => (
        <li>
          <ProductCard card={card} reader={reader} eager={at < eager} />
        </li>
      ))}
    </ul>
  )
}

function ProductCard({ card, reader, eager }: { card: Card; reader: Reader; eager: boolean }) {
  const { say, money } = reader
  const isGone = card.stock === 'out'
  return (
    <a class={isGone ? 'card gone' : 'card'} href={cardAddress(card)}>
      <Portrait picture={card.picture} alt="" eager={eager} />
      <span class="card-name">{card.title}</span>
      {card.price && (
        <span class="price">
          {card.priceIsFrom ? say('price.from', { price: money(card.price) }) : money(card.price)}
          {card.compareAt && (
            <s>
              <span class="unseen">{say('price.before')} </span>
              {money(card.compareAt)}
            </s>
          )}
        </span>
      )}
      <span class="card-more">
        <Swatches colours={card.swatches} reader={reader} />
        {isQuiet(card.stock) ? null : <StockTag stock={card.stock} reader={reader} />}
      </span>
    </a>
  )
}

export function cardAddress(card: Card): string {
  const path = `/products/${encodeURIComponent(card.handle)}`
  return card.variantId ? `${path}?variant=${encodeURIComponent(card.variantId)}` : path
}

const isQuiet = (stock: StockWord) => stock === 'in_stock'

export function StockTag({ stock, reader }: { stock: StockWord; reader: Reader }) {
  return <span class={`stock stock-${stock}`}>{reader.say(`stock.${stock}`)}</span>
}

/** A picture that has its room before it is there: 4 by 5. */
export function Portrait(props: { picture: Picture | undefined; alt?: string; eager?: boolean; class?: string }) {
  const address = safeAddress(props.picture?.url)
  return (
    <span class={`portrait ${props.class ?? ''}`}>
      {address && (
        <img
          src={address}
          alt={props.alt ?? props.picture?.alt ?? ''}
          width={400}
          height={500}
          loading={props.eager ? 'eager' : 'lazy'}
          decoding="async"
        />
      )}
    </span>
  )
}

function Swatches({ colours, reader }: { colours: string[]; reader: Reader }) {
  if (colours.length < 2) return null
  return (
    <span class="swatches">
      {colours.slice(0, 6).map((colour) => (
        <Swatch colour={colour} />
      ))}
      <span class="unseen">{reader.say('list.colours', { count: colours.length })}</span>
    </span>
  )
}

/** Drawn, not styled: what a feed calls a colour stays an attribute. */
export function Swatch({ colour }: { colour: string }) {
  return (
    <svg class="swatch" viewBox="0 0 14 14" aria-hidden="true">
      <circle cx="7" cy="7" r="6.5" fill={colour} />
    </svg>
  )
}
