import type { Currency, LanguageTag } from '@parley/contracts'
import type { Vocabulary } from '@parley/engine'
import type { ProductQuery } from '@parley/sdk'
import type { Database, ShopTransaction } from '../../db/database.ts'
import type { Clock } from '../../kernel/clock.ts'
import { readCategories, readListedNow, readProductsAfter } from '../catalogue/index.ts'
import { searchDocument } from './search-document.ts'
import { type LanguageForSearch, otherLanguages, type SearchLanguage, searchLanguage } from './search-language.ts'
import { type Ranking, ShopIndex } from './shop-index.ts'
import { readSynonyms } from './synonyms-store.ts'
import { vocabularyOf } from './vocabulary.ts'

export interface SearchParts {
  db: Database
  languages: readonly LanguageForSearch[]
  clock: Clock
}

export interface ShopReader {
  language: LanguageTag
  currency: Currency
}

export interface Search {
  readonly languages: readonly SearchLanguage[]
  /** Ranks the shop's products. Prices and stock are those of the index: what is shown is read anew by whoever shows it. */
  search(shopId: string, query: ProductQuery, reader: ShopReader): Promise<Ranking>
  /** The same within a transaction that is open already, so that a turn needs no second connection. */
  within(tx: ShopTransaction, query: ProductQuery, reader: ShopReader): Promise<Ranking>
  /** What the shop's things are called, for the reader; `revision` rises with the catalogue's. */
  vocabulary(shopId: string): Promise<Vocabulary & { revision: number }>
  /** Lays out the index before anybody asks. */
  warm(shopId: string): Promise<void>
  close(): void
}

interface ShopState {
  index: ShopIndex
  seen: { revision: number; id: string }
  checkedAt: number
  stale: boolean
  refreshing: Promise<void> | null
  vocabulary: (Vocabulary & { revision: number }) | null
}

type Run = <T>(work: (tx: ShopTransaction) => Promise<T>) => Promise<T>

const pageSize = 1000
const checkEveryMs = 1000
/** Shops held at once; the one that was asked longest ago gives way. */
const mostShops = 100

/** Search over every shop of this server: one index a shop, in memory, following the shop's catalogue revision. */
export function createSearch({ db, languages: given, clock }: SearchParts): Search {
  const languages = [...given.map(searchLanguage), otherLanguages]
  const shops = new Map<string, ShopState>()
  const stop = db.onWake((wakes) => {
    for (const { topic, shopId } of wakes) {
      const state = topic === 'catalogue' ? shops.get(shopId) : undefined
      if (state) state.stale = true
    }
  })

  const stateOf = (shopId: string): ShopState => {
    const state = shops.get(shopId) ?? newState(languages)
    shops.delete(shopId)
    shops.set(shopId, state)
    const [oldest] = shops.keys()
    if (shops.size > mostShops && oldest !== undefined) shops.delete(oldest)
    return state
  }

  /** The shop's index, no older than a second, nor than the last change that woke us. */
  const current = async (shopId: string, run: Run): Promise<ShopState> => {
    const state = stateOf(shopId)
    const now = clock.now().getTime()
    if (!state.stale && Math.abs(now - state.checkedAt) < checkEveryMs) return state
    state.refreshing ??= refresh(state, languages, run, now).finally(() => {
      state.refreshing = null
    })
    await state.refreshing
    return state
  }
  const inShop =
    (shopId: string): Run =>
    (work) =>
      db.inShop(shopId, work)

  return {
    languages,
    async search(shopId, query, reader) {
      const { index } = await current(shopId, inShop(shopId))
      if (!asksPrice(query)) return index.search(query, reader)
      return index.search(query, reader, await db.inShop(shopId, (tx) => readListedNow(tx, reader.currency)))
    },
    async within(tx, query, reader) {
      const { index } = await current(tx.shopId, (work) => work(tx))
      return index.search(query, reader, asksPrice(query) ? await readListedNow(tx, reader.currency) : undefined)
    },
    async vocabulary(shopId) {
      const state = await current(shopId, inShop(shopId))
      const { revision } = state.seen
      if (state.vocabulary?.revision !== revision)
        state.vocabulary = { ...vocabularyOf(state.index, languages), revision }
      return state.vocabulary
    },
    async warm(shopId) {
      await current(shopId, inShop(shopId))
    },
    close: () => void stop(),
  }
}

/** Whether prices decide what is found, or in what order. */
const asksPrice = ({ priceMin, priceMax, sort }: ProductQuery): boolean =>
  priceMin !== undefined || priceMax !== undefined || sort === 'price_up' || sort === 'price_down'

const newState = (languages: readonly SearchLanguage[]): ShopState => ({
  index: new ShopIndex(languages),
  seen: { revision: 0, id: '' },
  checkedAt: Number.NEGATIVE_INFINITY,
  stale: true,
  refreshing: null,
  vocabulary: null,
})

/** Takes in what has changed after the last revision seen, page by page. */
async function refresh(state: ShopState, languages: readonly SearchLanguage[], run: Run, now: number): Promise<void> {
  state.stale = false
  try {
    while ((await run((tx) => takePage(state, languages, tx))) === pageSize);
    state.checkedAt = now
  } catch (error) {
    state.stale = true
    throw error
  }
}

async function takePage(state: ShopState, languages: readonly SearchLanguage[], tx: ShopTransaction): Promise<number> {
  const { catalogue_revision: newest } = await tx.sql
    .selectFrom('shop')
    .select('catalogue_revision')
    .where('shop_id', '=', tx.shopId)
    .executeTakeFirstOrThrow()
  if (newest <= state.seen.revision && state.seen.id === '') return 0
  const products = await readProductsAfter(tx, state.seen, pageSize)
  const tree = await readCategories(tx)
  state.index.setCategories(tree)
  state.index.setSynonyms(await readSynonyms(tx))
  const shown = products.filter((product) => product.status === 'published')
  state.index.update(
    shown.map((product) => searchDocument(product, tree, languages)),
    products.filter((product) => product.status !== 'published').map((product) => product.id),
  )
  const last = products.at(-1)
  // Between two pages the place is a product; once all is taken in it is the revision itself.
  state.seen =
    last && products.length === pageSize ? { revision: last.revision, id: last.id } : { revision: newest, id: '' }
  return products.length
}
