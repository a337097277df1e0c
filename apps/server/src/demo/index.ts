/** The demo shop: `loadTorget()` reads it, `drawProduct(drawingOf(torget, product, variant))` draws what it sells. */
export { drawProduct } from './drawings/draw-product.ts'
export {
  drawingOf,
  loadTorget,
  type Torget,
  type TorgetArticle,
  type TorgetCategory,
  type TorgetLanguage,
  type TorgetProduct,
  type TorgetShop,
  type TorgetVariant,
  type TorgetVocabulary,
  torgetCurrencies,
  torgetLanguages,
} from './torget.ts'
