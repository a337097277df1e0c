import type { Texts } from '@parley/contracts'
import { safeAddress } from '@parley/ui'
import type { Door } from '../doors/door.ts'
import { cardAddress, Portrait, ProductCards } from '../frame/product-cards.tsx'
import type { Reader } from '../reader.ts'
import type { Card } from '../shop-port.ts'

/** One thing in full, the departments, a few more things, and what to know before buying. */
export const homeDoor: Door = {
  method: 'GET',
  path: /^\/$/,
  async open({ visit, reader }) {
    const picks = await visit.catalogue.picks(9)
    const who = await reader()
    const [first, ...others] = picks
    const body = (
      <>
        <Hero card={first} reader={who} />
        <Departments reader={who} />
        {others.length > 0 && (
          <section class="band" aria-labelledby="picks">
            <div class="band-head">
              <h2 id="picks">{who.say('home.picks')}</h2>
              <a href="/products">{who.say('home.all')}</a>
            </div>
            <ProductCards cards={others.slice(0, 8)} reader={who} />
          </section>
        )}
        <Promises reader={who} />
      </>
    )
    const description = inLanguage(who.shop.home.intro, who)
    return { kind: 'page', reader: who, page: { title: who.shop.name, description, body, picture: pictureOf(first) } }
  },
}

function Hero({ card, reader }: { card: Card | undefined; reader: Reader }) {
  const { shop, say, money } = reader
  return (
    <section class="hero">
      <div class="hero-words">
        <div>
          <h1>{inLanguage(shop.home.title, reader)}</h1>
          <p class="lead">{inLanguage(shop.home.intro, reader)}</p>
        </div>
        {card && (
          <div class="hero-product">
            <h2>{card.title}</h2>
            {card.price && (
              <p class="price">
                {card.priceIsFrom ? say('price.from', { price: money(card.price) }) : money(card.price)}
              </p>
            )}
            <ul class="facts">
              {card.facts.slice(0, 3).map((fact) => (
                <li>{fact}</li>
              ))}
            </ul>
            <a class="button" href={cardAddress(card)}>
              {say('home.see')}
            </a>
          </div>
        )}
      </div>
      {card && (
        <a class="hero-picture" href={cardAddress(card)} tabIndex={-1}>
          <Portrait picture={card.picture} alt={card.title} eager />
        </a>
      )}
    </section>
  )
}

function Departments({ reader }: { reader: Reader }) {
  if (reader.departments.length === 0) return null
  return (
    <section class="band" aria-labelledby="departments">
      <h2 id="departments" class="unseen">
        {reader.say('frame.departments')}
      </h2>
      <ul class="tiles">
        {reader.departments.map(({ id, name, picture }) => (
          <li>
            <a href={`/products?category=${encodeURIComponent(id)}`}>
              <Portrait picture={picture} alt="" />
              <span>{name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Promises({ reader }: { reader: Reader }) {
  const { say, shop } = reader
  return (
    <section class="promises" aria-label={say('frame.help')}>
      <p>
        <a href="/help/delivery">{say('home.delivery_title')}</a>
        <span>{say('home.delivery')}</span>
      </p>
      <p>
        <a href="/help/returns">{say('home.returns_title', { count: shop.returnDays })}</a>
        <span>{say('home.returns')}</span>
      </p>
      <p>
        <a href="/help/contact">{say('home.talk_title')}</a>
        <span>{say('home.talk')}</span>
      </p>
    </section>
  )
}

const inLanguage = (texts: Texts, { language, shop }: Reader): string =>
  texts[language] ?? texts[shop.defaultLanguage] ?? texts.en ?? ''

const pictureOf = (card: Card | undefined) => safeAddress(card?.picture?.url)
