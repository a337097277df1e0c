import type { Vocabulary, VocabularyTerm } from '@parley/engine'
import type { SearchLanguage } from './search-language.ts'
import type { ShopIndex } from './shop-index.ts'

/** Products beyond these are found by search, not named by the reader. */
const mostProducts = 5000

/** What shoppers may name of this shop: categories, brands, colours, materials, sizes, other options, products. */
export function vocabularyOf(index: ShopIndex, languages: readonly SearchLanguage[]): Vocabulary {
  const known = new Set(languages.map((language) => language.tag))
  const terms = new Map<string, VocabularyTerm & { forms: { language?: string; text: string }[] }>()
  const add = (kind: VocabularyTerm['kind'], id: string, text: string, language?: string) => {
    if (text.trim() === '') return
    const key = `${kind} ${id}`
    const term = terms.get(key) ?? { kind, id, forms: [] }
    terms.set(key, term)
    const tag = language !== undefined && known.has(language) ? language : undefined
    if (term.forms.some((form) => form.text === text && form.language === tag)) return
    term.forms.push({ ...(tag !== undefined && { language: tag }), text })
  }
  for (const category of index.categories()) {
    for (const [language, name] of Object.entries(category.names)) add('category', category.id, name, language)
  }
  const documents = index.documents().sort((one, other) => other.popularity - one.popularity)
  for (const { brandName, spokenTraits } of documents) {
    if (brandName !== '') add('brand', brandName, brandName)
    for (const { kind, texts } of spokenTraits) {
      const id = (texts.en ?? Object.values(texts)[0] ?? '').toLowerCase().trim()
      for (const [language, text] of Object.entries(texts)) add(kind, id, text, language)
    }
  }
  for (const document of documents.slice(0, mostProducts)) {
    for (const [language, fields] of document.texts) add('product', document.id, fields[0] ?? '', language)
  }
  return { terms: [...terms.values()] }
}
