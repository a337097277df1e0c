import type { Choice, Content, ProductCard } from '@parley/contracts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type Drawing, inWords, useActing } from '../act.ts'
import { formatMoney } from '../format.ts'
import { Icon } from '../icon.tsx'
import { safeAddress } from '../linkify.ts'
import { Refusals } from '../refusals.tsx'

interface CardProps {
  card: ProductCard
  actions: Choice[]
  drawing: Drawing
}

/** One product: picture, name, price, stock word, one primary action. */
export function ProductContent({ card, actions, drawing }: CardProps) {
  const address = safeAddress(card.url)
  return (
    <article class="card product">
      <CardPicture card={card} />
      <div class="product-words">
        <h3>{address ? <a href={address}>{card.title}</a> : card.title}</h3>
        {card.subtitle && <p class="soft">{card.subtitle}</p>}
        <CardPrice card={card} drawing={drawing} />
        <p class={`stock stock-${card.stock}`}>{inWords(drawing, `stock.${card.stock}`)}</p>
        {card.facts.length > 0 && (
          <ul class="facts">
            {card.facts.slice(0, 3).map((fact) => (
              <li>{fact}</li>
            ))}
          </ul>
        )}
        <Swatches colours={card.swatches} />
      </div>
      {!drawing.settled && actions.length > 0 && (
        <div class="product-actions">
          {actions.map((action, at) => (
            <CardAction key={action.value} action={action} title={card.title} primary={at === 0} drawing={drawing} />
          ))}
        </div>
      )}
    </article>
  )
}

/** Products side by side, moved by the shopper alone: by swipe, by keys, or by the two buttons. */
export function CarouselContent(props: { content: Extract<Content, { type: 'carousel' }>; drawing: Drawing }) {
  const { content, drawing } = props
  const track = useRef<HTMLUListElement>(null)
  const ends = useEnds(track)
  const move = (steps: number) => {
    const list = track.current
    const card = list?.firstElementChild
    if (list && card) list.scrollBy({ left: steps * (card.clientWidth + 12) })
  }
  return (
    <article class="carousel" aria-label={inWords(drawing, 'carousel.label', { count: content.cards.length })}>
      <ul ref={track}>
        {content.cards.map(({ card, actions }) => (
          <li key={card.variantId ?? card.productId}>
            <ProductContent card={card} actions={actions} drawing={drawing} />
          </li>
        ))}
      </ul>
      {!ends.start && (
        <button
          type="button"
          class="round back"
          aria-label={inWords(drawing, 'carousel.back')}
          onClick={() => move(-1)}
        >
          <Icon name="back" />
        </button>
      )}
      {!ends.end && (
        <button type="button" class="round on" aria-label={inWords(drawing, 'carousel.on')} onClick={() => move(1)}>
          <Icon name="on" />
        </button>
      )}
    </article>
  )
}

function CardPicture({ card }: { card: ProductCard }) {
  const [broken, setBroken] = useState(false)
  const address = safeAddress(card.picture?.url)
  return (
    <div class="picture">
      {address && !broken && (
        <img src={address} alt={card.picture?.alt ?? ''} loading="lazy" onError={() => setBroken(true)} />
      )}
    </div>
  )
}

function CardPrice({ card, drawing }: { card: ProductCard; drawing: Drawing }) {
  if (!card.price) return null
  const price = formatMoney(card.price, drawing.language)
  return (
    <p class="price">
      <b>{card.priceIsFrom ? inWords(drawing, 'price.from', { price }) : price}</b>
      {card.compareAt && (
        <s>
          <span class="unseen">{inWords(drawing, 'price.before')} </span>
          {formatMoney(card.compareAt, drawing.language)}
        </s>
      )}
    </p>
  )
}

function CardAction(props: { action: Choice; title: string; primary: boolean; drawing: Drawing }) {
  const { action, title, primary, drawing } = props
  const acting = useActing(drawing.act)
  const telling = `${action.label}: ${title}`
  const press = (event: MouseEvent) => {
    // The second half of a double click does not buy twice.
    if (event.detail > 1) return
    acting.act({ type: 'click', action: action.value, label: telling.slice(0, 200) }, telling)
  }
  return (
    <>
      <button
        type="button"
        class={primary ? 'button' : 'button quiet'}
        aria-label={telling}
        aria-disabled={acting.state === 'busy'}
        onClick={press}
      >
        {action.label}
      </button>
      <Refusals refusals={acting.refusals} />
    </>
  )
}

function Swatches({ colours }: { colours: string[] }) {
  if (colours.length < 2) return null
  return (
    <p class="swatches" aria-hidden="true">
      {colours.slice(0, 6).map((colour) => (
        <i style={{ background: colour }} />
      ))}
    </p>
  )
}

/** Whether there is more on either side. */
function useEnds(track: { current: HTMLUListElement | null }) {
  const [ends, setEnds] = useState({ start: true, end: true })
  useEffect(() => {
    const list = track.current
    if (!list) return
    const look = () => {
      setEnds({ start: list.scrollLeft < 8, end: list.scrollLeft > list.scrollWidth - list.clientWidth - 8 })
    }
    look()
    list.addEventListener('scroll', look, { passive: true })
    const watcher = new ResizeObserver(look)
    watcher.observe(list)
    return () => {
      list.removeEventListener('scroll', look)
      watcher.disconnect()
    }
  }, [track])
  return ends
}
