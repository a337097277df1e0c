import { categoryTree, type Product } from '../../apps/server/src/commerce/catalogue/index.ts'
import {
  fieldWeights,
  type SearchDocument,
  searchDocument,
} from '../../apps/server/src/commerce/search/search-document.ts'
import { otherLanguages, searchLanguage } from '../../apps/server/src/commerce/search/search-language.ts'
import { ShopIndex } from '../../apps/server/src/commerce/search/shop-index.ts'
import type { FieldWeight } from '../../apps/server/src/commerce/search/text-index.ts'
import english from '../../extensions/languages/en/index.ts'
import lexicon from '../../extensions/languages/en/lexicon.json' with { type: 'json' }
import type { IcecatProduct } from './icecat.ts'
import type { Engine } from './peers.ts'

const languages = [searchLanguage({ definition: english, lexicon }), otherLanguages]

/** Products as an import would make them and search sees them. */
export function documentsOf(products: readonly IcecatProduct[]): SearchDocument[] {
  const tree = categoryTree([])
  return products.map((product) => searchDocument(asProduct(product), tree, languages))
}

/** Our own search as the server keeps it for a shop, by its own weights or by others. */
export function parley(documents: readonly SearchDocument[], weights: readonly FieldWeight[] = fieldWeights): Engine {
  const index = new ShopIndex(languages, weights)
  index.update(documents, [])
  return (query) =>
    index.search({ text: query, limit: 10 }, { language: 'en', currency: 'EUR' }).hits.map((hit) => hit.id)
}

const asProduct = (given: IcecatProduct): Product => ({
  id: given.id,
  handle: given.id,
  feedId: null,
  texts: { en: { name: given.title, tagline: given.name, description: given.description, facts: [] } },
  brand: given.brand,
  categories: [],
  options: [],
  attributes: Object.entries(given.attributes).flatMap(([code, value]) =>
    value === false
      ? []
      : [{ code, names: { en: code.replaceAll('_', ' ') }, values: value === true ? [] : [{ en: String(value) }] }],
  ),
  dimensions: null,
  images: [],
  drawing: null,
  vatClass: 'standard',
  freight: false,
  popularity: 0,
  status: 'published',
  revision: 1,
  variants: [
    {
      id: `var-${given.id}`,
      sku: given.id,
      feedId: given.id,
      gtin: null,
      options: {},
      swatch: null,
      images: [],
      position: 0,
      status: 'published',
      soldAs: 'stock',
      source: {},
      prices: { EUR: { amount: given.price_minor } },
      available: 1,
    },
  ],
})
