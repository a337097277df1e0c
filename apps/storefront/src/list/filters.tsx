import { Swatch } from '../frame/product-cards.tsx'
import { Sign } from '../frame/sign.tsx'
import type { Reader } from '../reader.ts'
import type { FacetValue, Listing, ListQuery, Sort } from '../shop-port.ts'
import { altered, type FacetName, isFiltered, toggled, unfiltered } from './list-query.ts'

interface FilterProps {
  query: ListQuery
  listing: Listing
  reader: Reader
}

/** Where in the shop one is: the departments, or what is in the one that is open. */
export function CategoryWords({ query, listing, reader }: FilterProps) {
  const { say, departments } = reader
  const open = departments.find(({ id }) => query.category === id || query.category?.startsWith(`${id}/`))
  const counts = new Map(listing.facets.categories.map(({ value, count }) => [value, count]))
  const words = (open?.children ?? departments).filter(
    ({ id }) => !query.text || id === query.category || (counts.get(id) ?? 0) > 0,
  )
  const all = { id: null, name: say('list.everything') }
  return (
    <nav class="category-words" aria-label={say('list.categories')}>
      <ul>
        {[all, ...(open ? [open] : []), ...words].map(({ id, name }) => (
          <li>
            <a href={altered(query, { category: id })} aria-current={query.category === id ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Filters as plain words above the list. Each is a link: what is chosen stands in the address. */
export function Filters({ query, listing, reader }: FilterProps) {
  const { say } = reader
  return (
    <div class="filters">
      <ul class="filter-words">
        {(['colours', 'materials', 'sizes'] as const).map((name) => (
          <FacetMenu name={name} query={query} values={listing.facets[name]} reader={reader} />
        ))}
        <PriceMenu query={query} listing={listing} reader={reader} />
        <li>
          <a
            class={query.inStock ? 'filter-word on' : 'filter-word'}
            href={altered(query, { inStock: !query.inStock })}
            aria-current={query.inStock ? 'true' : undefined}
            rel="nofollow"
          >
            {say('filter.in_stock')}
          </a>
        </li>
      </ul>
      <p class="found" role="status">
        {say('list.count', { count: listing.total })}
      </p>
      <SortMenu query={query} reader={reader} />
      {isFiltered(query) && <Chosen query={query} listing={listing} reader={reader} />}
    </div>
  )
}

function FacetMenu(props: { name: FacetName; query: ListQuery; values: FacetValue[]; reader: Reader }) {
  const { name, query, values, reader } = props
  if (values.length < 2 && query[name].length === 0) return null
  return (
    <li>
      <details class="menu" name="filter">
        <summary class={query[name].length > 0 ? 'filter-word on' : 'filter-word'}>
          {reader.say(`filter.${name}`)}
          <Sign name="down" />
        </summary>
        <ul class="sheet values">
          {values.map(({ value, label, swatch, count }) => {
            const isOn = query[name].includes(value)
            return (
              <li>
                <a
                  href={altered(query, { [name]: toggled(query[name], value) })}
                  aria-current={isOn ? 'true' : undefined}
                  rel="nofollow"
                >
                  {swatch && <Swatch colour={swatch} />}
                  <span>{label}</span>
                  {isOn ? <Sign name="check" /> : <span class="number">{count}</span>}
                </a>
              </li>
            )
          })}
        </ul>
      </details>
    </li>
  )
}

/** A form, since an amount has to be written; it keeps everything else that was chosen. */
function PriceMenu({ query, listing, reader }: FilterProps) {
  const { say, money, currency } = reader
  const { priceMin, priceMax } = listing
  const isOn = query.priceMin !== null || query.priceMax !== null
  const kept = new URL(altered(query, { priceMin: null, priceMax: null }), 'http://shop').searchParams
  return (
    <li>
      <details class="menu" name="filter">
        <summary class={isOn ? 'filter-word on' : 'filter-word'}>
          {say('filter.price')}
          <Sign name="down" />
        </summary>
        <form class="sheet price-form" action="/products">
          {[...kept].map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <label>
            {say('filter.price_min', { currency })}
            <input name="min" inputmode="numeric" value={query.priceMin ?? ''} autocomplete="off" />
          </label>
          <label>
            {say('filter.price_max', { currency })}
            <input name="max" inputmode="numeric" value={query.priceMax ?? ''} autocomplete="off" />
          </label>
          {priceMin && priceMax && (
            <p class="soft">{say('filter.price_span', { from: money(priceMin), to: money(priceMax) })}</p>
          )}
          <button type="submit" class="button quiet">
            {say('filter.show')}
          </button>
        </form>
      </details>
    </li>
  )
}

function SortMenu({ query, reader }: { query: ListQuery; reader: Reader }) {
  const sorts: Sort[] = ['relevance', 'price_up', 'price_down']
  return (
    <details class="menu sort" name="filter">
      <summary class="filter-word">
        {reader.say(`sort.${query.sort}`)}
        <Sign name="down" />
      </summary>
      <ul class="sheet values">
        {sorts.map((sort) => (
          <li>
            <a href={altered(query, { sort })} aria-current={sort === query.sort ? 'true' : undefined} rel="nofollow">
              <span>{reader.say(`sort.${sort}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What is on, each taken off by a tap. */
function Chosen({ query, listing, reader }: FilterProps) {
  const { say } = reader
  const names: FacetName[] = ['colours', 'materials', 'sizes']
  const values = names.flatMap((name) =>
    query[name].map((value) => ({
      label: listing.facets[name].find((one) => one.value === value)?.label ?? value,
      without: altered(query, { [name]: toggled(query[name], value) }),
    })),
  )
  const span = [query.priceMin ?? '', query.priceMax ?? ''].join('–')
  const price =
    span === '–'
      ? []
      : [{ label: `${span} ${reader.currency}`, without: altered(query, { priceMin: null, priceMax: null }) }]
  return (
    <ul class="chosen" aria-label={say('filter.chosen')}>
      {[...values, ...price].map(({ label, without }) => (
        <li>
          <a href={without} rel="nofollow" aria-label={say('filter.take_off', { label })}>
            {label}
            <Sign name="close" />
          </a>
        </li>
      ))}
      <li>
        <a href={altered(query, unfiltered)} rel="nofollow">
          {say('list.clear')}
        </a>
      </li>
    </ul>
  )
}
