import { countOf, type Reader } from '../reader.ts'
import { Sign } from './sign.tsx'

export function Header({ reader, isPlain }: { reader: Reader; isPlain: boolean }) {
  const { shop, say } = reader
  if (isPlain) {
    return (
      <header class="top plain">
        <a class="mark" href="/">
          {shop.name}
        </a>
        <a class="quiet-link" href="/cart">
          {say('frame.back_to_basket')}
        </a>
      </header>
    )
  }
  return (
    <header class="top">
      <a class="mark" href="/">
        {shop.name}
      </a>
      <nav class="departments" aria-label={say('frame.departments')}>
        <Departments reader={reader} />
      </nav>
      <div class="tools">
        <a class="tool" href="/products#search" aria-label={say('frame.search')}>
          <Sign name="search" />
          <span class="tool-word">{say('frame.search')}</span>
        </a>
        <LanguageMenu reader={reader} />
        <a class="tool" href="/cart" data-open-basket>
          <Sign name="basket" />
          <span class="tool-word">{say('frame.basket')}</span>
          <BasketCount count={countOf(reader.basket)} reader={reader} />
        </a>
        <details class="menu narrow-menu" name="header">
          <summary class="tool" aria-label={say('frame.menu')}>
            <Sign name="menu" />
          </summary>
          <nav class="sheet" aria-label={say('frame.departments')}>
            <Departments reader={reader} />
          </nav>
        </details>
      </div>
    </header>
  )
}

/** Zero is not shown, but it keeps its place for when it is one. */
function BasketCount({ count, reader }: { count: number; reader: Reader }) {
  return (
    <span class="count" data-basket-count>
      <span aria-hidden="true">{count || ''}</span>
      <span class="unseen">{reader.say('basket.count', { count })}</span>
    </span>
  )
}

function Departments({ reader }: { reader: Reader }) {
  const here = reader.url.pathname === '/products' ? reader.url.searchParams.get('category') : null
  return (
    <ul>
      {reader.departments.map(({ id, name }) => (
        <li>
          <a
            href={`/products?category=${encodeURIComponent(id)}`}
            aria-current={here === id || here?.startsWith(`${id}/`) ? 'true' : undefined}
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Every language by its own name, and the currencies. The page stays the same one. */
function LanguageMenu({ reader }: { reader: Reader }) {
  const { shop, language, currency, say, url } = reader
  const with_ = (name: string, value: string) => {
    const search = new URLSearchParams(url.search)
    search.set(name, value)
    return `${url.pathname}?${search}`
  }
  return (
    <details class="menu" name="header">
      <summary class="tool">
        <span class="unseen">{say('frame.language_and_currency')} </span>
        <span class="tag">{language.toUpperCase()}</span>
        <span class="tag soft">{currency}</span>
      </summary>
      <div class="sheet">
        <ul>
          {shop.languages.map((tag) => (
            <li>
              <a
                href={with_('lang', tag)}
                lang={tag}
                hreflang={tag}
                aria-current={tag === language ? 'true' : undefined}
              >
                {languageName(tag)}
              </a>
            </li>
          ))}
        </ul>
        <ul class="currencies">
          {shop.currencies.map((code) => (
            <li>
              <a href={with_('currency', code)} rel="nofollow" aria-current={code === currency ? 'true' : undefined}>
                {code}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </details>
  )
}

function languageName(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}
