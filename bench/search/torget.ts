import type { Product } from '../../apps/server/src/commerce/catalogue/index.ts'
import { searchDocument } from '../../apps/server/src/commerce/search/search-document.ts'
import { otherLanguages, searchLanguage } from '../../apps/server/src/commerce/search/search-language.ts'
import { ShopIndex } from '../../apps/server/src/commerce/search/shop-index.ts'
import { torgetCatalogue } from '../../apps/server/src/demo/seed-torget.ts'
import english from '../../extensions/languages/en/index.ts'
import englishWords from '../../extensions/languages/en/lexicon.json' with { type: 'json' }
import finnish from '../../extensions/languages/fi/index.ts'
import finnishWords from '../../extensions/languages/fi/lexicon.json' with { type: 'json' }
import hungarian from '../../extensions/languages/hu/index.ts'
import hungarianWords from '../../extensions/languages/hu/lexicon.json' with { type: 'json' }
import icelandic from '../../extensions/languages/is/index.ts'
import icelandicWords from '../../extensions/languages/is/lexicon.json' with { type: 'json' }
import swedish from '../../extensions/languages/sv/index.ts'
import swedishWords from '../../extensions/languages/sv/lexicon.json' with { type: 'json' }
import type { Engine, PeerText } from './peers.ts'

const languages = [
  ...[
    { definition: english, lexicon: englishWords },
    { definition: swedish, lexicon: swedishWords },
    { definition: finnish, lexicon: finnishWords },
    { definition: icelandic, lexicon: icelandicWords },
    { definition: hungarian, lexicon: hungarianWords },
  ].map(searchLanguage),
  otherLanguages,
]

/** The demo shop: our search over it in a language, and what the peers are given of it, in the same language and by the same stems. */
export function torget() {
  const { products, tree } = torgetCatalogue()
  const index = new ShopIndex(languages)
  index.setCategories(tree)
  index.update(
    products.map((product) => searchDocument(product, tree, languages)),
    [],
  )
  return {
    parley: (tag: string): Engine => {
      return (text) => index.search({ text, limit: 10 }, { language: tag, currency: 'EUR' }).hits.map(({ id }) => id)
    },
    peerTexts: (tag: string): PeerText[] => products.map((product) => peerText(product, tag)),
    stemOf: (tag: string) => languages.find((language) => language.tag === tag)?.stem ?? ((word: string) => word),
  }

  function peerText(product: Product, tag: string): PeerText {
    const texts = product.texts[tag]
    const kinds = product.categories.flatMap((id) => tree.pathOf(id).map((one) => one.names[tag] ?? ''))
    const said = product.attributes.flatMap((one) => [
      one.names[tag] ?? '',
      ...one.values.map((value) => value[tag] ?? ''),
    ])
    const options = product.variants.flatMap((one) => Object.values(one.options).map((value) => value[tag] ?? ''))
    return {
      id: product.id,
      title: texts?.name ?? '',
      name: kinds.join(' '),
      brand: product.brand ?? '',
      description: [texts?.tagline, texts?.description, ...(texts?.facts ?? [])].join(' '),
      attributes: [...said, ...new Set(options)].join(' '),
    }
  }
}
