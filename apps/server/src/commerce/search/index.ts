export { type CatalogueFacetParts, catalogueFacet } from './catalogue-facet.ts'
export { RankedTexts } from './ranked-texts.ts'
export { createSearch, type Search, type SearchParts } from './search.ts'
export { type LanguageForSearch, otherLanguages, type SearchLanguage, searchLanguage } from './search-language.ts'
