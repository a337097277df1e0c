import type { Door } from '../doors/door.ts'
import { ProductCards } from '../frame/product-cards.tsx'
import type { Reader } from '../reader.ts'
import type { Listing, ListQuery } from '../shop-port.ts'
import { CategoryWords, Filters } from './filters.tsx'
import { addressOf, altered, isFiltered, readQuery, unfiltered } from './list-query.ts'

/** Everything the shop has, searched and filtered by the address alone. */
export const listDoor: Door = {
  method: 'GET',
  path: /^\/products$/,
  async open({ visit, url, reader }) {
    const query = readQuery(url.searchParams)
    const listing = await visit.catalogue.list(query)
    const who = await reader()
    const title = titleOf(query, who)
    const body = <List query={query} listing={listing} title={title} reader={who} />
    const isPrivate = query.text !== '' || isFiltered(query)
    return { kind: 'page', reader: who, page: { title, body, isPrivate } }
  },
}

interface ListProps {
  query: ListQuery
  listing: Listing
  title: string
  reader: Reader
}

function List({ query, listing, title, reader }: ListProps) {
  const { say } = reader
  return (
    <section class="list">
      <div class="list-head">
        <h1>{title}</h1>
        <SearchForm query={query} reader={reader} />
      </div>
      <CategoryWords query={query} listing={listing} reader={reader} />
      <Filters query={query} listing={listing} reader={reader} />
      {listing.corrected && query.text && (
        <p class="note">{say('list.corrected', { text: query.text, corrected: listing.corrected })}</p>
      )}
      {listing.cards.length > 0 ? (
        <>
          <ProductCards cards={listing.cards} reader={reader} eager={4} />
          <Pages query={query} total={listing.total} reader={reader} />
        </>
      ) : (
        <Nothing query={query} reader={reader} />
      )}
    </section>
  )
}

function SearchForm({ query, reader }: { query: ListQuery; reader: Reader }) {
  const { say } = reader
  return (
    <search class="search-place" id="search">
      <form action="/products" class="search">
        {query.category && <input type="hidden" name="category" value={query.category} />}
        <input
          type="search"
          name="q"
          value={query.text}
          maxLength={200}
          aria-label={say('list.search')}
          placeholder={say('list.search')}
          enterkeyhint="search"
          autocomplete="off"
        />
        <button type="submit" class="button quiet">
          {say('list.find')}
        </button>
      </form>
    </search>
  )
}

/** Says plainly that there is nothing, and what can be let go. */
function Nothing({ query, reader }: { query: ListQuery; reader: Reader }) {
  const { say } = reader
  const filtered = isFiltered(query)
  return (
    <div class="nothing">
      <p class="big">{query.text ? say('list.nothing_for', { text: query.text }) : say('list.nothing')}</p>
      <p>{filtered ? say('list.nothing_filtered') : say('list.nothing_hint')}</p>
      <p class="ways">
        {filtered && <a href={altered(query, unfiltered)}>{say('list.clear')}</a>}
        {query.text && query.category && <a href={altered(query, { category: null })}>{say('list.everywhere')}</a>}
        <a href="/products">{say('lost.all')}</a>
      </p>
    </div>
  )
}

function Pages({ query, total, reader }: { query: ListQuery; total: number; reader: Reader }) {
  const { say } = reader
  const last = Math.ceil(total / query.pageSize)
  if (last < 2) return null
  return (
    <nav class="pages" aria-label={say('list.pages')}>
      {query.page > 1 && (
        <a rel="prev" href={addressOf({ ...query, page: query.page - 1 })}>
          {say('list.earlier')}
        </a>
      )}
      <span class="soft">{say('list.page', { page: query.page, last })}</span>
      {query.page < last && (
        <a rel="next" href={addressOf({ ...query, page: query.page + 1 })}>
          {say('list.later')}
        </a>
      )}
    </nav>
  )
}

function titleOf(query: ListQuery, { say, departments }: Reader): string {
  if (query.text) return say('list.found_for', { text: query.text })
  const all = departments.flatMap((one) => [one, ...one.children])
  return all.find(({ id }) => id === query.category)?.name ?? say('list.everything')
}
