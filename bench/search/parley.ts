import { categoryTree, type Product } from '../../apps/server/src/commerce/catalogue/index.ts'
import { searchDocument } from '../../apps/server/src/commerce/search/search-document.ts'
import { otherLanguages, searchLanguage } from '../../apps/server/src/commerce/search/search-language.ts'
import { ShopIndex } from '../../apps/server/src/commerce/search/shop-index.ts'
import english from '../../extensions/languages/en/index.ts'
import lexicon from '../../extensions/languages/en/lexicon.json' with { type: 'json' }
import type { IcecatProduct } from './icecat.ts'
import type { Engine } from './peers.ts'

/** Our own search as a shop has it: the product as an import would make it, the index as the server keeps it. */
export function parley(products: readonly IcecatProduct[]): Engine {
  const languages = [searchLanguage({ definition: english, lexicon }), otherLanguages]
  const tree = categoryTree([])
  const index = new ShopIndex(languages)
  index.update(
    products.map((product) => searchDocument(asProduct(product), tree, languages)),
    [],
  )
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
