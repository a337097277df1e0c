export { type CartVariant, variantsForCart } from './cart-variants.ts'
export { type CatalogueDoorParts, catalogueDoors } from './catalogue-doors.ts'
export { type DrawingOrder, type MediaParts, mediaRoutes } from './catalogue-media.ts'
export { readingAs } from './catalogue-reader.ts'
export { type Category, type CategoryTree, categoryTree, topCategories } from './category.ts'
export { readCategories, saveCategories } from './category-store.ts'
export { type FeedRun, feedRun, readFeedRuns } from './feed/feed-run.ts'
export { type FeedImport, type ImportParts, importFeed } from './feed/import-feed.ts'
export { type Product, type ProductTexts, shownVariants, type Variant } from './product.ts'
export {
  readProduct,
  readProductByHandle,
  readProductOfVariant,
  readProducts,
  readProductsAfter,
  readProductsOfFeed,
  readShelf,
} from './product-store.ts'
export {
  optionsText,
  productCard,
  productView,
  type Reader,
  stockWordOf,
  textsFor,
  variantView,
} from './product-view.ts'
export { lockCatalogue, raiseRevision, type StockLevel, saveProducts } from './product-writes.ts'
